//! A ledger of invented pages for tests.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use std::path::Path;

use onrecord::attribute::{Guide, Tagger};
use onrecord::model::Origin;
use onrecord::read::{Format, read};
use onrecord_store::Ledger;
use tempfile::TempDir;

/// What an article may hold that is meant to break a page: markup, SQL, control characters, characters that turn the direction.
pub const HOSTILE: &str = "Minister denies \"<script>alert(1)</script>\"\n\n\
    Minister Ana \"><img src=x onerror=alert(2)> Ruiz said on Friday that the bridge' OR 1=1; DROP TABLE article; -- is safe.\n\n\
    \"The bridge is \u{202e}efas\u{202c} and \u{0}whole\u{1b}[31m,\" Bo Lind told reporters. Lind denied that the bridge is safe.\n\n\
    Cy Mora accused Ana Ruiz of hiding 7,000 cracks &lt;b&gt;since January</p></main>.\n";

/// The day on which all of them were printed.
const PUBLISHED: &str = "2025-06-04";

/// Four pages on one matter, in papers that nobody prints.
const PAGES: [(&str, &str); 4] = [
    (
        "https://harbour.example/bridge",
        "Inspectors find cracks in Kessin bridge\n\nKESSIN, 12 March 2025 - Ilse Marren, the transport minister of Velmora, said on Wednesday that \
        the Kessin bridge has about 300 cracks. She accused Ostrany Steel of delivering faulty beams to the Kessin bridge.\n\n\
        Viktor Dasch, a spokesman for Ostrany Steel, denied that it had delivered faulty beams to the Kessin bridge.\n\n\
        According to a report by the Corvane Institute, satellite images show that the bridge sags.",
    ),
    (
        "https://valley.example/steel",
        "Ostrany Steel rejects accusation\n\nDOVRIN, 14 March 2025 - Ostrany Steel delivered faulty beams to the Kessin bridge, Ilse Marren said. \
        Viktor Dasch said on Friday that Ostrany Steel had never delivered faulty beams. \"There are no cracks in the Kessin bridge,\" he told reporters.\n\n\
        Marren said the Kessin bridge has more than 450 cracks.",
    ),
    (
        "https://tribune.example/copy",
        "Ostrany Steel rejects accusation\n\nDOVRIN, 14 March 2025 - Ostrany Steel delivered faulty beams to the Kessin bridge, Ilse Marren said. \
        Viktor Dasch said on Friday that Ostrany Steel had never delivered faulty beams. \"There are no cracks in the Kessin bridge,\" he told reporters.\n\n\
        Marren said the Kessin bridge has more than 450 cracks. Traffic goes on.",
    ),
    (
        "https://harbour.example/later",
        "Dasch concedes cracks\n\nKESSIN, 3 June 2025 - Viktor Dasch admitted on Tuesday that the Kessin bridge has about 500 cracks. \
        Ilse Marren declined to comment.",
    ),
];

/// A ledger with the invented pages, the hostile one among them, and the folder that it is gone with.
pub fn ledger() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(path(&folder)).unwrap();
    let tagger = Tagger::fast(Guide::default());
    for (url, text) in PAGES.into_iter().chain([("https://hostile.example/\"><script>", HOSTILE)]) {
        add(&mut ledger, &tagger, url, text);
    }
    // The same address again, with other words: a second version.
    add(&mut ledger, &tagger, PAGES[3].0, &PAGES[3].1.replace("about 500", "at least 600"));
    ledger.reconcile().unwrap();
    folder
}

/// Where the ledger is.
pub fn path(folder: &TempDir) -> std::path::PathBuf {
    Path::new(folder.path()).join("onrecord.db")
}

fn add(ledger: &mut Ledger, tagger: &Tagger, url: &str, text: &str) {
    let mut article = read(text, Format::Plain, Some(url)).unwrap();
    article.published = Some(PUBLISHED.to_owned());
    let origin = Origin { url: Some(url.to_owned()), ..Origin::default() };
    ledger.add(&onrecord::record(origin, article, tagger)).unwrap();
}
