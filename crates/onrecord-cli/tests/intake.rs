//! Pages that come in from servers, feeds and archives, as a user of the command sees it.

#[path = "../../onrecord-intake/tests/server/mod.rs"]
mod server;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use server::{Server, respond};

const HTML: (&str, &str) = ("Content-Type", "text/html; charset=utf-8");

fn page(place: &str, verdict: &str) -> String {
    format!(
        "<html lang=en><head><title>The bridge at {place}</title></head><body><article><h1>The bridge at {place} is closed</h1>\
         <p>The mayor of {place}, Ana Ruiz, said on Friday that the bridge was safe and that it would be opened within the week, after months of work on its northern pillars.</p>\
         <p>Bo Lind, an engineer who had examined the pillars for the county, {verdict} that the bridge was safe, and asked for a second examination.</p></article></body></html>"
    )
}

/// Exit code, standard output, standard error.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord")).current_dir(folder).args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_page_is_added_by_its_address_and_not_sent_again() {
    let version = Arc::new(AtomicUsize::new(1));
    let now = Arc::clone(&version);
    let server = Server::new(move |asked, stream| {
        let tag = format!("\"v{}\"", now.load(Ordering::SeqCst));
        match asked.path.as_str() {
            "/bridge" if asked.field("if-none-match") == Some(&tag) => respond(stream, "304 Not Modified", &[], b""),
            "/bridge" => {
                let verdict = if tag == "\"v1\"" { "denied" } else { "confirmed" };
                respond(stream, "200 OK", &[HTML, ("ETag", &tag)], page("Aville", verdict).as_bytes())
            }
            _ => respond(stream, "404 Not Found", &[], b""),
        }
    });
    let desk = tempfile::tempdir().unwrap();
    let address = server.url("/bridge?utm_source=mail");
    let add = || run(desk.path(), &["add", "--tagger", "fast", "--allow-private", &address]);
    let (code, said, problems) = add();
    assert!(code == Some(0) && said.starts_with("1 page: 1 new, 0 changed, 0 known already"), "{said}{problems}");
    assert!(add().1.starts_with("1 page: 0 new, 0 changed, 1 known already"));
    version.store(2, Ordering::SeqCst);
    assert!(add().1.starts_with("1 page: 0 new, 1 changed, 0 known already"));
    let (code, _, problems) = run(desk.path(), &["add", "--tagger", "fast", &address]);
    assert_eq!(code, Some(1));
    assert!(problems.contains("it leads to 127.0.0.1, which is no public machine; give --allow-private"), "{problems}");
}

#[test]
fn archives_are_read_record_by_record() {
    let desk = tempfile::tempdir().unwrap();
    let record = |name: &str, block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Date: 2031-05-19T08:00:00Z\r\n\
             WARC-Payload-Digest: sha1:{name}\r\nWARC-Target-URI: https://harbour.example/{name}?utm_source=x\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let response = |place: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", page(place, "denied"));
    let archive = record("a", &response("Aville")) + &record("b", &response("Bville")) + &record("c", "")[..60];
    fs::write(desk.path().join("pages.warc"), archive).unwrap();
    let (code, out, problems) = run(desk.path(), &["read", "--tagger", "fast", "--format", "jsonl", "pages.warc"]);
    let records: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let origin = &records[0]["origin"];
    assert_eq!(origin["path"], "pages.warc#urn:uuid:a");
    assert_eq!(origin["url"], "https://harbour.example/a");
    assert_eq!((&origin["retrieved"], &origin["digest"]), (&Value::from("2031-05-19T08:00:00Z"), &Value::from("sha1:a")));
    assert_eq!((code, records.len()), (Some(1), 2));
    assert!(problems.starts_with("onrecord: pages.warc#"), "{problems}");
}

#[test]
fn a_date_may_be_given_where_the_page_has_none() {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("a.txt"), "Ana Ruiz said on Friday that the bridge was safe.\n").unwrap();
    let read = |date: &str| run(desk.path(), &["read", "--plain", "--tagger", "fast", "--format", "jsonl", "--published", date, "a.txt"]);
    let record: Value = serde_json::from_str(&read("2031-05-19").1).unwrap();
    assert_eq!(record["article"]["published"], "2031-05-19");
    assert_eq!(record["statements"][0]["said_on"]["from"], "2031-05-16");
    for wrong in ["yesterday", "2031-13-01", "19.5.2031"] {
        assert_eq!(read(wrong).0, Some(2), "{wrong}");
    }
}

#[test]
fn a_list_is_watched_and_the_ledger_remembers() {
    let server = Server::new(|asked, stream| {
        let host = asked.field("host").unwrap_or_default();
        match asked.path.as_str() {
            "/feed" => {
                let feed = format!(
                    "<rss version=\"2.0\"><channel><title>News</title><item><title>A</title><link>http://{host}/a</link></item>\
                     <item><title>Gone</title><link>http://{host}/gone</link></item></channel></rss>"
                );
                respond(stream, "200 OK", &[("Content-Type", "application/rss+xml")], feed.as_bytes())
            }
            "/a" => respond(stream, "200 OK", &[HTML], page("Aville", "denied").as_bytes()),
            _ => respond(stream, "404 Not Found", &[], b""),
        }
    });
    let desk = tempfile::tempdir().unwrap();
    let list = |text: String| fs::write(desk.path().join("list.toml"), text).unwrap();
    list(format!("every = \"10m\"\n[[watch]]\naddress = \"{}\"\n", server.url("/feed")));
    let watch = || run(desk.path(), &["watch", "--once", "--tagger", "fast", "--allow-private", "list.toml"]);
    let (code, said, problems) = watch();
    let line = |what: &str| format!("Z {}: {what}\n", server.url("/feed"));
    assert!(said.ends_with(&line("1 new, 0 changed, 0 known already, 1 failed")), "{said}{problems}");
    assert!(code == Some(1) && problems.contains("/gone: its server says 404 (not there); check the address"), "{problems}");
    assert!(watch().1.ends_with(&line("0 new, 0 changed, 1 known already, 1 failed")));
    assert_eq!(server.asked("/a").len(), 1);
    list("[[watch]]\naddress = \"feed.xml\"\n".to_owned());
    let (code, _, problems) = watch();
    assert!(code == Some(2) && problems.contains("list.toml: \"feed.xml\" is no address"), "{problems}");
}
