//! Pages by their addresses, fetched politely and within bounds.
//!
//! `robots.txt` is asked and heeded (RFC 9309), a host is asked once a second at most, a page that has not changed is not sent again
//! (RFC 9110, section 13), and whoever reads a server's log finds out who it was. Bounds: the size before and after decompression, the
//! hops of a redirect, and the time of it all. No proxy is used: the machine that is connected to is the one that was judged.

mod guard;
mod pace;
mod robots;

use std::cell::RefCell;
use std::io::{self, Read};
use std::thread;
use std::time::{Duration, Instant};

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use ureq::http::{Response, header};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

use crate::{LIMIT, Problem, address};
use guard::{Guard, Private};
use pace::{LONGEST, PAUSE, Pace};
use robots::Robots;

/// The name that `robots.txt` files know the program by.
const NAME: &str = "onrecord";

/// What the program says of itself to servers.
const USER_AGENT: &str = concat!("onrecord/", env!("CARGO_PKG_VERSION"), " (reads news pages at its user's request; robots.txt: onrecord)");

/// What it wants, best first.
const ACCEPT: &str =
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, text/plain;q=0.8, */*;q=0.5";

/// The most hops from the address that was given to a page.
const HOPS: usize = 8;

/// The most time from the first word to a server to its last, redirects and `robots.txt` included, pauses not.
const PATIENCE: Duration = Duration::from_mins(1);

/// What is wrong with an address, and what to do.
pub(crate) type Refusal = (String, &'static str);

/// How to fetch.
#[derive(Debug, Clone, Default)]
pub struct Manners {
    /// Call machines of the user's own network too.
    pub allow_private: bool,
    /// The least time between two requests to one host; a second where nothing is said.
    pub pause: Option<Duration>,
    /// The most time that one page may take; a minute where nothing is said.
    pub patience: Option<Duration>,
}

/// What a server said of a version of a page, to be asked by the next time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What a server sent.
#[derive(Debug)]
pub(crate) struct Sent {
    /// Where it came from, after all redirects.
    pub(crate) url: Url,
    /// The bytes, decompressed.
    pub(crate) bytes: Vec<u8>,
    /// The `Content-Type`.
    pub(crate) content_type: Option<String>,
    /// To ask by the next time.
    pub(crate) validators: Validators,
}

/// Fetches pages, one at a time.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    pause: Duration,
    patience: Duration,
    robots: RefCell<Robots>,
    pace: RefCell<Pace>,
}

impl Fetcher {
    /// Nothing is called yet.
    pub fn new(manners: &Manners) -> Self {
        let config = Agent::config_builder()
            .user_agent(USER_AGENT)
            .accept(ACCEPT)
            .accept_encoding("gzip, deflate")
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(64 << 10)
            .timeout_connect(Some(Duration::from_secs(15)))
            .build();
        let guard = Guard { allow_private: manners.allow_private, names: DefaultResolver::default() };
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), guard),
            pause: manners.pause.unwrap_or(PAUSE),
            patience: manners.patience.unwrap_or(PATIENCE),
            robots: RefCell::default(),
            pace: RefCell::default(),
        }
    }

    /// What stands at an address; nothing where it is what it was when `known` was said of it.
    ///
    /// # Errors
    /// A [`Problem`] where it may not be fetched, does not come, or is no page's size.
    pub(crate) fn fetch(&self, url: &Url, known: Option<&Validators>) -> Result<Option<Sent>, Problem> {
        let problem = |reason: String, hint: &str| Problem::new(url.as_str(), reason, hint);
        let mut clock = Clock::new(self.patience);
        let mut at = address::identity(url.clone());
        let mut seen = vec![at.clone()];
        loop {
            if !self.may(&at, &mut clock).map_err(|(reason, hint)| problem(reason, hint))? {
                let reason = format!("{}'s robots.txt asks programs not to read it", host(&at));
                return Err(problem(reason, "save the page in a browser and give the file"));
            }
            let response =
                self.ask(&at, known, &mut clock).map_err(|error| failed(&error)).map_err(|(reason, hint)| problem(reason, hint))?;
            let status = response.status().as_u16();
            match status {
                200..=299 => return sent(at, response).map(Some).map_err(|(reason, hint)| problem(reason, hint)),
                304 if known.is_some() => return Ok(None),
                301 | 302 | 303 | 307 | 308 => {
                    let Some(next) = location(&at, &response) else {
                        return Err(problem("it redirects to nowhere".to_owned(), "check the address"));
                    };
                    if seen.contains(&next) {
                        return Err(problem("it redirects in a circle".to_owned(), "save the page in a browser and give the file"));
                    }
                    if seen.len() > HOPS {
                        return Err(problem(format!("it redirects more than {HOPS} times"), "give the address that it ends at"));
                    }
                    seen.push(next.clone());
                    at = next;
                }
                _ => {
                    let (reason, hint) = refusal(status);
                    return Err(problem(format!("its server says {status} ({reason})"), hint));
                }
            }
        }
    }

    /// Whether the host's `robots.txt` lets this program read an address.
    fn may(&self, url: &Url, clock: &mut Clock) -> Result<bool, Refusal> {
        let place = url.origin().ascii_serialization();
        let now = Instant::now();
        if !self.robots.borrow().knows(&place, now) {
            let rules = self.ask_for_robots(url, clock)?;
            self.robots.borrow_mut().learn(place.clone(), rules.as_deref(), now);
        }
        Ok(self.robots.borrow().allows(&place, url.as_str()))
    }

    /// A host's `robots.txt`; nothing where it has none. One that is out of order forbids all (RFC 9309, section 2.3.1.4).
    fn ask_for_robots(&self, url: &Url, clock: &mut Clock) -> Result<Option<Vec<u8>>, Refusal> {
        let Ok(mut at) = url.join("/robots.txt") else { return Ok(None) };
        // RFC 9309, section 2.3.1.2: five redirects at least are followed.
        for _ in 0..=5 {
            let response = self.ask(&at, None, clock).map_err(|error| failed(&error))?;
            match response.status().as_u16() {
                200..=299 => return Ok(Some(sent(at, response)?.bytes)),
                300..=399 => match location(&at, &response) {
                    Some(next) => at = next,
                    None => return Ok(None),
                },
                500..=599 => return Err(("its server's robots.txt is out of order".to_owned(), "try again later")),
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    /// One request, in its host's turn and within the time that is left.
    fn ask(&self, url: &Url, known: Option<&Validators>, clock: &mut Clock) -> Result<Response<Body>, ureq::Error> {
        let asked = self.robots.borrow().pause(&url.origin().ascii_serialization());
        let pause = asked.map_or(self.pause, |asked| asked.clamp(self.pause, LONGEST.max(self.pause)));
        let wait = self.pace.borrow_mut().turn(host(url), pause, Instant::now());
        thread::sleep(wait);
        clock.pause(wait);
        let mut request = self.agent.get(url.as_str());
        for (name, value) in [
            (header::IF_NONE_MATCH, known.and_then(|known| known.etag.as_ref())),
            (header::IF_MODIFIED_SINCE, known.and_then(|known| known.last_modified.as_ref())),
        ] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        request.config().timeout_global(Some(clock.left())).build().call()
    }
}

/// The time that one page may take; pauses for politeness do not count.
struct Clock {
    end: Instant,
}

impl Clock {
    fn new(patience: Duration) -> Self {
        Self { end: Instant::now() + patience }
    }

    fn pause(&mut self, time: Duration) {
        self.end += time;
    }

    /// What is left; never nothing, which would mean no bound.
    fn left(&self) -> Duration {
        self.end.saturating_duration_since(Instant::now()).max(Duration::from_millis(1))
    }
}

/// Where a response sends the reader on to.
fn location(at: &Url, response: &Response<Body>) -> Option<Url> {
    let to = at.join(response.headers().get(header::LOCATION)?.to_str().ok()?).ok()?;
    (matches!(to.scheme(), "http" | "https") && to.has_host()).then_some(to)
}

fn host(url: &Url) -> &str {
    url.host_str().unwrap_or_default()
}

/// Reads a body within bounds, before and after decompression.
fn sent(url: Url, response: Response<Body>) -> Result<Sent, Refusal> {
    let head = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let content_type = head(header::CONTENT_TYPE);
    let encoding = head(header::CONTENT_ENCODING).map(|name| name.trim().to_ascii_lowercase());
    let validators = Validators { etag: head(header::ETAG), last_modified: head(header::LAST_MODIFIED) };
    let packed = response.into_body().into_with_config().limit(LIMIT as u64 + 1).reader();
    let bytes = unpacked(packed, encoding.as_deref())?;
    Ok(Sent { url, bytes, content_type, validators })
}

/// The bytes of a body in one of the encodings of RFC 9110, section 8.4, within [`LIMIT`].
pub(crate) fn unpacked(packed: impl Read, encoding: Option<&str>) -> Result<Vec<u8>, Refusal> {
    let mut packed: Box<dyn Read + '_> = match encoding {
        None | Some("" | "identity") => Box::new(packed),
        Some("gzip" | "x-gzip") => Box::new(MultiGzDecoder::new(io::BufReader::new(packed))),
        Some("deflate") => Box::new(ZlibDecoder::new(io::BufReader::new(packed))),
        Some(other) => {
            return Err((format!("it is compressed in a way that onrecord does not read ({other})"), "save the page and give the file"));
        }
    };
    let mut bytes = Vec::new();
    let too_large = || (format!("it is larger than {} MiB", LIMIT >> 20), "give the address of one article");
    match packed.by_ref().take(LIMIT as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() > LIMIT => Err(too_large()),
        Ok(_) => Ok(bytes),
        Err(error) => Err(match error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
            Some(ureq::Error::BodyExceedsLimit(_)) => too_large(),
            Some(ureq::Error::Timeout(_)) => too_slow(),
            _ if error.kind() == io::ErrorKind::TimedOut => too_slow(),
            _ => (format!("it breaks off ({error})"), "try again later"),
        }),
    }
}

fn too_slow() -> Refusal {
    ("its server takes too long".to_owned(), "try again later, or save the page in a browser and give the file")
}

/// Why nothing came.
fn failed(error: &ureq::Error) -> Refusal {
    match error {
        ureq::Error::Timeout(_) => too_slow(),
        ureq::Error::HostNotFound => ("its host is not known".to_owned(), "check the address and the connection"),
        ureq::Error::Other(inner) if inner.is::<Private>() => {
            (inner.to_string(), "give --allow-private where onrecord is started, if that is meant")
        }
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => too_slow(),
        ureq::Error::Io(error) => (format!("its server cannot be reached ({})", error.kind()), "check the address and the connection"),
        other => (format!("it does not come ({other})"), "check the address"),
    }
}

/// What a server's refusal means, and what to do.
fn refusal(status: u16) -> (&'static str, &'static str) {
    match status {
        401 | 402 | 403 | 451 => ("not for everybody", "save the page in a browser and give the file"),
        404 | 410 => ("not there", "check the address"),
        429 => ("asked too often", "try again later"),
        500..=599 => ("it is out of order", "try again later"),
        _ => ("not a page", "check the address"),
    }
}
