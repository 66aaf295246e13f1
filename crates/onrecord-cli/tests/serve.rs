//! `onrecord serve` as its users and their programs meet it, bad luck included.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rusqlite::Connection;
use tempfile::TempDir;

#[path = "../../onrecord-intake/tests/server/mod.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod server;

const PAGE: &str = "Bridge at Aville is safe, mayor says\n\nThe mayor of Aville, Ana Ruiz, said on Friday that the old bridge at Aville was safe to \
    cross.\n\nBo Lind, an engineer, denied that the old bridge at Aville was safe to cross.\n";

/// A folder with a page and a ledger of it.
fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.txt"), PAGE).unwrap();
    let added = onrecord(folder.path(), &["add", "--plain", "--tagger", "fast", "page.txt"]).output().unwrap();
    assert!(added.status.success(), "{added:?}");
    folder
}

fn onrecord(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(folder).args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// A server that ends with the test.
struct Served {
    child: Child,
    at: SocketAddr,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    fn start(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let at = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        Self { child, at: at.unwrap_or_else(|| panic!("no address in {line:?}")) }
    }

    fn new(folder: &Path, more: &[&str]) -> Self {
        Self::start(onrecord(folder, &[&["serve", "--port", "0"], more].concat()))
    }

    /// Sends a request as it stands, and gives the whole answer.
    fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.at).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // Where more was announced than was sent, the connection may end abruptly once the answer is there.
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"))
    }

    fn post(&self, path: &str, kind: &str, body: &str) -> String {
        let length = body.len();
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n{body}"
        ))
    }

    /// Hands over an address on the page for it.
    fn add(&self, address: &str) -> String {
        let body = format!("--X\r\ncontent-disposition: form-data; name=\"address\"\r\n\r\n{address}\r\n--X--\r\n");
        self.post("/add", "multipart/form-data; boundary=X", &body)
    }
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

/// A site with one page, packed or not, and an archive's worth of nothing else.
fn site() -> server::Server {
    server::Server::new(|asked, stream| {
        match asked.path.as_str() {
        "/bridge" => server::respond(
            stream,
            "200 OK",
            &[("Content-Type", "text/html; charset=utf-8")],
            b"<html><head><title>Bridge is shut</title></head><body><article><h1>Bridge at Borsk is shut</h1><p>Eva Brink, the mayor of Borsk, \
            said on Friday that the bridge at Borsk is shut for the winter and will be opened in spring.</p><p>Lars Holm, who runs the ferry at \
            Borsk, denied that the bridge at Borsk is shut for the winter.</p></article></body></html>",
        ),
        _ => server::respond(stream, "404 Not Found", &[], b""),
    }
    })
}

#[test]
fn an_address_is_fetched_only_where_that_is_allowed_and_lands_in_the_reader() {
    let (desk, site) = (desk(), site());
    let careful = Served::new(desk.path(), &[]);
    let answer = careful.add(&site.url("/bridge"));
    assert!(status(&answer) == "422" && answer.contains("which is no public machine"), "{answer}");
    for no_address in ["/etc/passwd", "file:///etc/passwd", "page.txt", "ftp://a.example/"] {
        let answer = careful.add(no_address);
        assert!(status(&answer) == "422" && answer.contains("it is no address of a page"), "{no_address}: {answer}");
    }
    drop(careful);
    let served = Served::new(desk.path(), &["--allow-private"]);
    let answer = served.add(&site.url("/bridge"));
    let article = answer.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_else(|| panic!("{answer}"));
    let page = served.get(article);
    assert!(page.contains("Eva Brink") && page.contains(&site.url("/bridge")), "{page}");
    let gone = served.add(&site.url("/gone"));
    assert!(status(&gone) == "422" && gone.contains("its server says 404 (not there)"), "{gone}");
}

#[test]
fn a_ledger_that_is_not_made_yet_is_served_and_the_first_page_makes_it() {
    let folder = tempfile::tempdir().unwrap();
    let (served, site) = (Served::new(folder.path(), &["--allow-private"]), site());
    assert!(served.get("/").contains("Nothing is on record yet"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "a question makes no ledger");
    let answer = served.add(&site.url("/bridge"));
    assert_eq!(status(&answer), "303", "{answer}");
    assert!(folder.path().join("onrecord.db").is_file() && served.get("/articles").contains("Bridge at Borsk is shut"));
    let nowhere = onrecord(folder.path(), &["serve", "--port", "0", "--db", "no/such.db"]).output().unwrap();
    assert!(nowhere.status.code() == Some(3) && String::from_utf8_lossy(&nowhere.stderr).contains("no folder no"), "{nowhere:?}");
}

#[test]
fn a_request_of_a_gigabyte_is_refused_before_it_is_sent() {
    let desk = desk();
    let served = Served::new(desk.path(), &[]);
    let head = "host: localhost\r\ncontent-type: multipart/form-data; boundary=X\r\ncontent-length: 1073741824\r\n\r\n--X\r\n";
    for (path, says) in [("/add", "larger than 32 MiB"), ("/api/v1/articles", "\"status\":413")] {
        let answer = served.send(&format!("POST {path} HTTP/1.1\r\n{head}"));
        assert!(status(&answer) == "413" && answer.contains(says), "{path}: {answer}");
    }
    assert_eq!(status(&served.get("/")), "200");
}

#[test]
fn readers_that_drip_or_never_read_keep_nobody_else_waiting() {
    let desk = desk();
    let served = Served::new(desk.path(), &["--rate", "10000"]);
    let slow: Vec<TcpStream> = (0..120)
        .map(|n| {
            let mut stream = TcpStream::connect(served.at).unwrap();
            let whole = "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n";
            stream.write_all(if n % 2 == 0 { whole } else { &whole[..20] }.as_bytes()).unwrap();
            stream
        })
        .collect();
    for _ in 0..5 {
        assert_eq!(status(&served.get("/")), "200");
    }
    drop(slow);
}

#[test]
fn a_ledger_that_another_program_holds_can_be_read_and_says_why_not_written() {
    let desk = desk();
    let served = Served::new(desk.path(), &[]);
    let holder = Connection::open(desk.path().join("onrecord.db")).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(status(&served.get("/")), "200");
    let answer = served.post("/api/v1/articles", "application/json", "{\"text\": \"Eva Brink said the lock is shut.\", \"plain\": true}");
    assert!(status(&answer) == "503" && answer.contains("Another program is writing to the ledger."), "{answer}");
    holder.execute_batch("ROLLBACK").unwrap();
    let answer = served.post("/api/v1/articles", "application/json", "{\"text\": \"Eva Brink said the lock is shut.\", \"plain\": true}");
    assert_eq!(status(&answer), "201", "{answer}");
}

#[test]
fn a_port_that_is_taken_is_said_with_the_way_out() {
    let desk = desk();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let refused = onrecord(desk.path(), &["serve", "--port", &port]).output().unwrap();
    let word = String::from_utf8_lossy(&refused.stderr);
    assert!(
        refused.status.code() == Some(2) && word.contains(&format!("port {port} is taken")) && word.contains("--port 0"),
        "{refused:?}"
    );
}

#[test]
fn a_claim_that_is_gone_is_a_page_that_leads_on() {
    let desk = desk();
    let served = Served::new(desk.path(), &[]);
    let answer = served.get("/claims/claim-0123456789abcdef");
    assert!(status(&answer) == "404" && answer.contains("Not on record") && answer.contains("href=\"/search\""), "{answer}");
}

/// A user of no rights, for tests that run as one who may do everything.
#[cfg(unix)]
const NOBODY: u32 = 65534;

#[cfg(unix)]
#[test]
fn a_ledger_that_may_only_be_read_is_served_and_says_why_not_written() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let desk = desk();
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    set(&desk.path().join("onrecord.db"), 0o444);
    set(desk.path(), 0o555);
    let may_write_anyway = fs::write(desk.path().join("probe"), "").is_ok();
    let mut command = onrecord(desk.path(), &["serve", "--port", "0"]);
    if may_write_anyway {
        command.uid(NOBODY);
        if onrecord(desk.path(), &["--version"]).uid(NOBODY).output().is_err() {
            println!("SKIPPED: this user may write everywhere, and cannot run the program as another");
            return;
        }
    }
    let served = Served::start(command);
    let home = served.get("/");
    assert!(status(&home) == "200" && home.contains("Ana Ruiz"), "{home}");
    let answer = served.post("/api/v1/articles", "application/json", "{\"text\": \"Eva Brink said the lock is shut.\", \"plain\": true}");
    assert!(status(&answer) == "503" && answer.contains("may only be read"), "{answer}");
    drop(served);
    set(desk.path(), 0o755);
}
