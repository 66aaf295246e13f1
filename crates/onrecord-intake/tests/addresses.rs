//! Pages by their addresses, from a server on this machine.

mod server;

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};
use std::{io, thread};

use flate2::{Compression, write::GzEncoder};
use onrecord_intake::{Fetcher, Found, LIMIT, Manners, Problem, Validators, Visit, decode, expand, open};
use server::{Asked, Server, respond};

const HTML: (&str, &str) = ("Content-Type", "text/html; charset=utf-8");

fn manners() -> Manners {
    Manners { allow_private: true, pause: Some(Duration::ZERO), patience: Some(Duration::from_secs(20)) }
}

/// What an address gives: its pages' addresses and words, or what is wrong.
fn read_with(manners: &Manners, address: &str, last: &dyn Fn(&str) -> Option<Visit>) -> Vec<Result<(String, String), String>> {
    let fetcher = Fetcher::new(manners);
    let found = open(expand(&[address.to_owned()]), &fetcher, last).map(|found| match found? {
        Found::Page(raw) => decode(raw, false).map(|page| (page.origin.url.unwrap_or_default(), page.body)),
        Found::Unchanged(address) => Ok((address, "unchanged".to_owned())),
        Found::Feed(visit) => Ok((visit.address, "its end".to_owned())),
    });
    found.map(|page| page.map_err(|problem: Problem| problem.reason)).collect()
}

fn read(address: &str) -> Vec<Result<(String, String), String>> {
    read_with(&manners(), address, &|_| None)
}

fn fault(address: &str) -> String {
    read(address).remove(0).expect_err("a problem")
}

fn no_rules(stream: &mut TcpStream) -> io::Result<()> {
    respond(stream, "404 Not Found", &[], b"")
}

#[test]
fn a_page_as_it_is_sent() {
    let server = Server::new(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => no_rules(stream),
        "/latin" => respond(stream, "200 OK", &[("Content-Type", "text/html; charset=iso-8859-1")], b"<html><p>F\xe4hre"),
        "/packed" => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
            packed.write_all(b"<html><p>Ferry")?;
            respond(stream, "200 OK", &[HTML, ("Content-Encoding", "gzip")], &packed.finish()?)
        }
        "/known?id=7" => respond(stream, "200 OK", &[HTML], b"<html><link rel=canonical href='/ferry?utm_source=mail'><p>Ferry"),
        _ => respond(stream, "410 Gone", &[], b""),
    });
    let page = |path: &str, words: &str| vec![Ok((server.url(path), words.to_owned()))];
    assert_eq!(read(&server.url("/latin?utm_campaign=x#top")), page("/latin", "<html><p>Fähre"));
    assert_eq!(read(&server.url("/packed")), page("/packed", "<html><p>Ferry"));
    assert_eq!(read(&server.url("/known?id=7"))[0].as_ref().expect("a page").0, server.url("/ferry"));
    assert_eq!(fault(&server.url("/gone")), "its server says 410 (not there)");
    let asked = &server.asked("/latin")[0];
    assert!(asked.field("user-agent").is_some_and(|agent| agent.starts_with("onrecord/")), "{asked:?}");
}

#[test]
fn what_robots_txt_forbids_is_not_asked_for() {
    let server = Server::new(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => respond(stream, "200 OK", &[], b"User-agent: onrecord\nDisallow: /private\n"),
        "/to-private" => respond(stream, "302 Found", &[("Location", "/private/a")], b""),
        _ => respond(stream, "200 OK", &[HTML], b"<html><p>Ferry"),
    });
    for path in ["/private/a", "/to-private"] {
        assert_eq!(fault(&server.url(path)), "127.0.0.1's robots.txt asks programs not to read it", "{path}");
    }
    assert!(read(&server.url("/public"))[0].is_ok());
    assert!(server.asked("/private/a").is_empty());
    let broken = Server::new(|_, stream| respond(stream, "500 Internal Server Error", &[], b""));
    assert_eq!(fault(&broken.url("/a")), "its server's robots.txt is out of order");
    assert!(broken.asked("/a").is_empty());
}

#[test]
fn redirects_are_followed_but_not_for_ever() {
    let server = Server::new(|asked, stream| {
        let to = |path: &str, stream: &mut TcpStream| respond(stream, "301 Moved Permanently", &[("Location", path)], b"");
        match asked.path.as_str() {
            "/robots.txt" => no_rules(stream),
            "/old" => to("new", stream),
            "/new" => respond(stream, "200 OK", &[HTML], b"<html><p>Ferry"),
            "/a" => to("/b", stream),
            "/b" => to("/a", stream),
            "/nowhere" => to("ftp://harbour.example/", stream),
            longer => to(&format!("{longer}x"), stream),
        }
    });
    assert_eq!(read(&server.url("/old")), [Ok((server.url("/new"), "<html><p>Ferry".to_owned()))]);
    assert_eq!(fault(&server.url("/a")), "it redirects in a circle");
    assert_eq!(fault(&server.url("/longer")), "it redirects more than 8 times");
    assert_eq!(fault(&server.url("/nowhere")), "it redirects to nowhere");
}

#[test]
fn machines_of_the_users_own_network_are_not_called() {
    let server = Server::new(|_, stream| respond(stream, "200 OK", &[HTML], b"<html><p>Secret"));
    let strict = Manners { allow_private: false, ..manners() };
    for host in ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "0.0.0.0", "[::ffff:127.0.0.1]"] {
        let address = format!("http://{host}:{}/", server.port);
        let found = read_with(&strict, &address, &|_| None).remove(0).expect_err("a problem");
        assert!(found.ends_with("which is no public machine") || found.contains("host is not known"), "{host}: {found}");
    }
    assert!(server.asked("/").is_empty() && server.asked("/robots.txt").is_empty());
}

#[test]
fn sizes_are_bounded_before_and_after_decompression() {
    let server = Server::new(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => no_rules(stream),
        "/bomb" => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::best());
            io::copy(&mut io::Read::take(io::repeat(b'a'), 64 << 20), &mut packed)?;
            respond(stream, "200 OK", &[HTML, ("Content-Encoding", "gzip")], &packed.finish()?)
        }
        "/broken" => respond(stream, "200 OK", &[HTML, ("Content-Encoding", "gzip")], b"no gzip"),
        "/br" => respond(stream, "200 OK", &[HTML, ("Content-Encoding", "br")], b"x"),
        _ => respond(stream, "200 OK", &[HTML], &vec![b'a'; LIMIT + 1]),
    });
    assert_eq!(fault(&server.url("/bomb")), "it is larger than 16 MiB");
    assert_eq!(fault(&server.url("/large")), "it is larger than 16 MiB");
    assert!(fault(&server.url("/broken")).starts_with("it breaks off"));
    assert_eq!(fault(&server.url("/br")), "it is compressed in a way that onrecord does not read (br)");
}

#[test]
fn a_server_that_drips_is_left() {
    let server = Server::new(|asked, stream| {
        if asked.path == "/robots.txt" {
            return no_rules(stream);
        }
        let end = if asked.path == "/body" { "\r\n\r\n" } else { "" };
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html{end}")?;
        loop {
            stream.write_all(b"H")?;
            stream.flush()?;
            thread::sleep(Duration::from_millis(50));
        }
    });
    let hasty = Manners { patience: Some(Duration::from_millis(800)), ..manners() };
    for path in ["/head", "/body"] {
        let begun = Instant::now();
        let found = read_with(&hasty, &server.url(path), &|_| None).remove(0).expect_err("a problem");
        assert_eq!(found, "its server takes too long", "{path}");
        assert!(begun.elapsed() < Duration::from_secs(15), "{path}");
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = Server::new(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => no_rules(stream),
        _ if asked.field("if-none-match") == Some("\"v1\"") => respond(stream, "304 Not Modified", &[], b""),
        _ => respond(stream, "200 OK", &[HTML, ("ETag", "\"v1\""), ("Last-Modified", "Mon, 19 May 2031 08:00:00 GMT")], b"<html><p>Ferry"),
    });
    let fetcher = Fetcher::new(&manners());
    let address = server.url("/a");
    let first = open(expand(std::slice::from_ref(&address)), &fetcher, &|_| None).next().expect("one").expect("a page");
    let Found::Page(raw) = first else { panic!("{first:?}") };
    let visit = raw.visit.expect("a visit");
    assert_eq!(visit.address, address);
    let expected = Validators { etag: Some("\"v1\"".to_owned()), last_modified: Some("Mon, 19 May 2031 08:00:00 GMT".to_owned()) };
    assert_eq!(visit.validators, expected);
    let last = |asked: &str| (asked == address).then(|| visit.clone());
    assert_eq!(read_with(&manners(), &address, &last), [Ok((address.clone(), "unchanged".to_owned()))]);
    assert_eq!(server.asked("/a")[1].field("if-modified-since"), Some("Mon, 19 May 2031 08:00:00 GMT"));
}

#[test]
fn one_host_is_asked_at_its_pace() {
    let server = Server::new(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => respond(stream, "200 OK", &[], b"User-agent: *\nCrawl-delay: 0.2\n"),
        _ => respond(stream, "200 OK", &[HTML], b"<html><p>Ferry"),
    });
    let fetcher = Fetcher::new(&manners());
    let begun = Instant::now();
    let inputs: Vec<String> = (0..4).map(|n| server.url(&format!("/{n}"))).collect();
    assert_eq!(open(expand(&inputs), &fetcher, &|_| None).flatten().count(), 4);
    assert!(begun.elapsed() >= Duration::from_millis(600));
    assert_eq!(server.asked("/robots.txt").len(), 1);
}

#[test]
fn a_feed_is_read_and_followed() {
    let full = "The ferry left the pier at noon, said Mara Lind. ".repeat(40);
    let feed = move |asked: &Asked| {
        let host = asked.field("host").unwrap_or_default().to_owned();
        format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour</title>\
             <item><title>Full</title><link>http://{host}/full</link><description>&lt;p&gt;{full}&lt;/p&gt;</description></item>\
             <item><title>Teaser</title><link>/teaser?utm_source=rss</link><description>It sank.</description></item>\
             <item><title>Known</title><link>/known</link><pubDate>Mon, 19 May 2031 08:00:00 GMT</pubDate></item>\
             <item><title>Changed</title><link>/changed</link><pubDate>Wed, 21 May 2031 08:00:00 GMT</pubDate></item>\
             <item><title>Loop</title><link>/feed.xml?again</link></item></channel></rss>"
        )
    };
    let server = Server::new(move |asked, stream| match asked.path.as_str() {
        "/robots.txt" => no_rules(stream),
        path if path.starts_with("/feed.xml") => respond(stream, "200 OK", &[("Content-Type", "text/xml")], feed(asked).as_bytes()),
        _ => respond(stream, "200 OK", &[HTML], b"<html><p>Ferry"),
    });
    let (known, changed) = (server.url("/known"), server.url("/changed"));
    let last =
        |asked: &str| (asked == known || asked == changed).then(|| Visit { at: "2031-05-20T08:00:00Z".to_owned(), ..Visit::default() });
    let found = read_with(&manners(), &server.url("/feed.xml"), &last);
    let names: Vec<_> = found.iter().map(|page| page.as_ref().map_or_else(Clone::clone, |(url, _)| url.clone())).collect();
    assert_eq!(names[..2], [server.url("/full"), server.url("/teaser")]);
    assert_eq!(names[2..], [known.clone(), changed.clone(), "it is a feed inside a feed".to_owned(), server.url("/feed.xml")]);
    assert_eq!(found[2].as_ref().expect("a page").1, "unchanged");
    assert_eq!(found[3].as_ref().expect("a page").1, "<html><p>Ferry");
    assert!(server.asked("/full").is_empty() && server.asked("/known").is_empty());
}

#[test]
fn a_feed_without_news_is_unchanged_and_one_out_of_order_says_so() {
    const FEED: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour</title>\
        <item><title>Ferry</title><link>/ferry</link></item></channel></rss>";
    let server = Server::new(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => no_rules(stream),
        "/busy.xml" => respond(stream, "503 Service Unavailable", &[("Retry-After", "120")], b""),
        "/feed.xml" if asked.field("if-none-match").is_some() => respond(stream, "304 Not Modified", &[], b""),
        "/feed.xml" => respond(stream, "200 OK", &[("Content-Type", "application/rss+xml"), ("ETag", "\"v1\"")], FEED.as_bytes()),
        _ => respond(stream, "200 OK", &[HTML], b"<html><p>Ferry"),
    });
    let address = server.url("/feed.xml");
    let ferry = (server.url("/ferry"), "<html><p>Ferry".to_owned());
    assert_eq!(read(&address), [Ok(ferry), Ok((address.clone(), "its end".to_owned()))]);
    let validators = Validators { etag: Some("\"v1\"".to_owned()), last_modified: None };
    let last =
        |asked: &str| (asked == address).then(|| Visit { address: address.clone(), validators: validators.clone(), ..Visit::default() });
    assert_eq!(read_with(&manners(), &address, &last), [Ok((address.clone(), "unchanged".to_owned()))]);
    assert_eq!(server.asked("/ferry").len(), 1);
    assert!(fault(&server.url("/busy.xml")).starts_with("its server says 503"));
}
