//! The rim from a folder to its pages, on files made for the test.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::{Compression, write::GzEncoder};
use onrecord::read::Format;
use onrecord_intake::{Fetcher, Found, Input, LIMIT, Manners, Page, Problem, decode, expand, open};
use proptest::prelude::*;

fn file(folder: &Path, name: &str, bytes: &[u8]) -> Input {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, bytes).expect("a file");
    Input::File(path)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// The one page of an input.
fn load(input: &Input, plain: bool) -> Result<Page, Problem> {
    let fetcher = Fetcher::new(&Manners::default());
    let found = open([Ok(input.clone())], &fetcher, &|_| None).next().expect("one page");
    match found? {
        Found::Page(raw) => decode(raw, plain),
        other => panic!("{other:?} was not fetched"),
    }
}

fn reason(result: Result<Page, Problem>) -> String {
    result.expect_err("a problem").reason
}

#[test]
fn folders_globs_and_what_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["b.txt", "a/c.html.gz", "a/d.png", "e.HTM"] {
        file(folder.path(), name, b"x");
    }
    fs::create_dir(folder.path().join("none")).expect("a folder");
    let root = folder.path().display().to_string();
    let names = |input: &str| -> Vec<String> {
        let shown = expand(&[input.to_owned()]).into_iter().map(|found| found.map_or_else(|p| p.reason, |i| i.to_string()));
        shown.map(|s| s.replace(&format!("{root}/"), "")).collect()
    };
    assert_eq!(names(&root), ["a/c.html.gz", "b.txt", "e.HTM"]);
    assert_eq!(names(&format!("{root}/*.txt")), ["b.txt"]);
    assert_eq!(names(&format!("{root}/*.pdf")), ["no file matches it"]);
    assert_eq!(names(&format!("{root}/none")), ["no pages in this folder"]);
    assert_eq!(names(&format!("{root}/gone.txt")), ["there is no such file"]);
    assert_eq!(names("ftp://a.example/x"), ["it is no address that is fetched"]);
    assert_eq!(names("-"), ["-"]);
}

#[test]
fn formats_and_origins() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = load(&file(folder.path(), "a.txt", b"<!DOCTYPE html><p>Ferry</p>"), false).expect("a page");
    assert_eq!((page.format, page.origin.content_type.as_deref()), (Format::Html, Some("text/html")));
    let page = load(&file(folder.path(), "b.html", b"Ferry sinks"), false).expect("a page");
    assert_eq!(page.format, Format::Text);
    let text = "\r\nFähre 😀\r\n\n";
    let page = load(&file(folder.path(), "c.txt.gz", &gzip(text.as_bytes())), true).expect("a page");
    assert_eq!((page.format, page.body.as_str()), (Format::Plain, text));
    assert_eq!(page.origin.charset.as_deref(), Some("UTF-8"));
    let page = load(&file(folder.path(), "d.txt", b"abc"), true).expect("a page");
    assert_eq!(page.origin.sha256.as_deref(), Some("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

#[test]
fn what_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let loaded = |name: &str, bytes: &[u8]| reason(load(&file(folder.path(), name, bytes), false));
    assert_eq!(loaded("a.txt", b""), "it is empty");
    assert_eq!(loaded("a.pdf", b"%PDF-1.7 x"), "it is a PDF, not a page");
    assert_eq!(loaded("b.txt", b"a\0\0\0b\x01\x02\0c"), "it is binary data, not a page");
    assert_eq!(loaded("c.txt", &[1, 2, 3, 4, 5, 6]), "most of it is no text");
    assert_eq!(loaded("bomb.txt.gz", &gzip(&vec![b'a'; LIMIT + 1])), "it is larger than 16 MiB");
    assert_eq!(loaded("line.txt", &vec![b'a'; LIMIT + 1]), "it is larger than 16 MiB");
    assert!(loaded("cut.gz", &gzip(b"a ferry")[..12]).starts_with("its compression is broken"));
}

#[test]
fn a_problem_is_one_line() {
    let found = expand(&["no\nsuch.txt".to_owned()]).remove(0).expect_err("a problem");
    assert_eq!(found.to_string(), "no\\nsuch.txt: there is no such file; check the path");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400), plain: bool) {
        let folder = tempfile::tempdir().expect("a folder");
        let _ = load(&file(folder.path(), "x.txt", &bytes), plain);
    }

    #[test]
    fn plain_text_is_kept(text in "[a-zé😀\u{301}\r\n ]{1,200}") {
        let folder = tempfile::tempdir().expect("a folder");
        prop_assert_eq!(load(&file(folder.path(), "x.txt", text.as_bytes()), true).expect("a page").body, text);
    }
}
