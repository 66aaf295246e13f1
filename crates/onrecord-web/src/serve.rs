//! Listening: one address, bounded connections, until the program is told to stop.

use std::fmt::Write as _;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use onrecord_store::Ledger;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tower::ServiceExt as _;

use crate::{Access, App, router};

/// How many connections are open at a time; others wait to be taken.
const CONNECTIONS: usize = 512;

/// How long a client may take to say what it wants.
const HEADERS_WITHIN: Duration = Duration::from_secs(10);

/// How long a connection may last: a client that reads a byte a second is cut off in the end.
const CONNECTION_WITHIN: Duration = Duration::from_mins(10);

/// Random bytes of a generated token.
const TOKEN_BYTES: usize = 16;

/// What to serve, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// The ledger's file; where there is none, the first page that is added makes it.
    pub db: PathBuf,
    /// The address to listen at. Any but a loopback one lets in only who has the token.
    pub host: IpAddr,
    /// The port; 0 for any free one.
    pub port: u16,
    /// The token; made up where one is needed and none is given.
    pub token: Option<String>,
    /// How many requests a second one address may make.
    pub rate: u32,
    /// Whether pages are also fetched from machines of its own network.
    pub allow_private: bool,
}

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The ledger cannot be opened.
    #[error(transparent)]
    Ledger(#[from] onrecord_store::Error),
    /// Another program listens there.
    #[error("port {0} is taken by another program; choose another with --port, or let the system choose with --port 0")]
    PortTaken(u16),
    /// The system refuses to listen there.
    #[error("cannot listen at {0}: {1}; choose another address with --host and --port")]
    Listen(SocketAddr, io::Error),
    /// The system gives no threads or random bytes.
    #[error("the system gives no {0}: {1}; try again")]
    System(&'static str, String),
}

/// Serves until the program is interrupted. `ready` is told the address to open, once, when it can be opened, and the token, where one is needed.
///
/// # Errors
/// Where the ledger cannot be opened, or the address cannot be listened at.
pub fn serve(options: Options, ready: impl FnOnce(SocketAddr, Option<&str>)) -> Result<(), Error> {
    // Brings it to this program's schema; one that may only be read is served as it is.
    drop(Ledger::open_if_made(&options.db)?);
    let token = match options.token {
        None if options.host.is_loopback() => None,
        None => Some(new_token()?),
        given => given,
    };
    let runtime = Runtime::new().map_err(|error| Error::System("threads", error.to_string()))?;
    runtime.block_on(async {
        let address = SocketAddr::new(options.host, options.port);
        let listener = TcpListener::bind(address).await.map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => Error::PortTaken(options.port),
            _ => Error::Listen(address, error),
        })?;
        let address = listener.local_addr().map_err(|error| Error::Listen(address, error))?;
        ready(address, token.as_deref());
        let access = token.map_or(Access::ThisMachine, Access::Token);
        let app = App::new(options.db, access, options.rate);
        let app = if options.allow_private { app.calling_private() } else { app };
        tokio::select! {
            () = accept(&listener, &app) => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        Ok(())
    })
}

fn new_token() -> Result<String, Error> {
    let mut bytes = [0; TOKEN_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| Error::System("random bytes", error.to_string()))?;
    Ok(bytes.iter().fold(String::new(), |mut token, byte| {
        // Writing to a string does not fail.
        let _ = write!(token, "{byte:02x}");
        token
    }))
}

async fn accept(listener: &TcpListener, app: &App) {
    let (router, places) = (router(app.clone()), Arc::new(Semaphore::new(CONNECTIONS)));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        // A connection that is gone before it is taken is nobody's loss; without file handles, waiting helps.
        let Ok((stream, client)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let router = router.clone();
        tokio::spawn(async move {
            let _ = tokio::time::timeout(CONNECTION_WITHIN, answer(stream, client, router)).await;
            drop(place);
        });
    }
}

/// Answers the requests of one connection.
async fn answer(stream: TcpStream, client: SocketAddr, router: axum::Router) -> Result<(), hyper::Error> {
    let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(client));
        router.clone().oneshot(request)
    });
    http1::Builder::new().timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN).serve_connection(TokioIo::new(stream), service).await
}
