//! The pages in Chromium: a walk through each, by mouse and by keyboard, on a desk and on a phone, with axe-core looking for faults.
//!
//! Where no Chromium is installed, or `AXE` does not name axe-core's file, these tests say SKIPPED.

mod common;

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;
use std::{env, fs, thread};

use headless_chrome::protocol::cdp::Page::CaptureScreenshotFormatOption;
use headless_chrome::{Browser, LaunchOptions, Tab};
use onrecord_web::{Options, serve};
use tempfile::TempDir;

/// Where Chromium is, as Debian and others name it.
fn chromium() -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    env::split_paths(&folders).flat_map(|folder| names.map(|name| folder.join(name))).find(|path| path.is_file())
}

/// A browser and the address of a served ledger.
struct Walk {
    browser: Browser,
    at: String,
    _folder: TempDir,
    _alone: MutexGuard<'static, ()>,
}

/// Several Chromiums at a time starve each other on a small machine.
static ALONE: Mutex<()> = Mutex::new(());

fn walk() -> Option<Walk> {
    let Some(path) = chromium() else {
        println!("SKIPPED: no Chromium is installed, so no page was looked at");
        return None;
    };
    let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = common::ledger();
    let (sender, ready) = mpsc::channel();
    let (db, host) = (common::path(&folder), IpAddr::V4(Ipv4Addr::LOCALHOST));
    let options = Options { db, host, port: 0, token: None, rate: 1000, allow_private: false };
    thread::spawn(move || serve(options, |address, _| sender.send(address).unwrap()).unwrap());
    let at = format!("http://{}", ready.recv_timeout(Duration::from_mins(1)).unwrap());
    let launch = LaunchOptions::default_builder()
        .path(Some(path))
        .sandbox(false)
        .window_size(Some((1280, 900)))
        .idle_browser_timeout(Duration::from_mins(2))
        .build()
        .unwrap();
    Some(Walk { browser: Browser::new(launch).unwrap(), at, _folder: folder, _alone: alone })
}

impl Walk {
    fn open(&self, path: &str) -> Arc<Tab> {
        let tab = self.browser.new_tab().unwrap();
        tab.set_default_timeout(Duration::from_mins(1));
        // The last element of every page; the script has run when the page is complete.
        tab.navigate_to(&format!("{}{path}", self.at)).unwrap().wait_for_element("footer.site").unwrap();
        while value(&tab, "document.readyState") != "complete" {
            thread::sleep(Duration::from_millis(20));
        }
        tab
    }

    /// The first link of a page that begins so.
    fn link(&self, page: &str, beginning: &str) -> String {
        let tab = self.open(page);
        let found = tab.find_element(&format!("a[href^='{beginning}']")).unwrap();
        let href = found.get_attribute_value("href").unwrap().unwrap();
        tab.close(false).unwrap();
        href
    }
}

/// Keeps a picture of the page where `SCREENSHOTS` names a folder.
fn picture(tab: &Tab, name: &str) {
    if let Some(folder) = env::var_os("SCREENSHOTS") {
        let picture = tab.capture_screenshot(CaptureScreenshotFormatOption::Png, None, None, true).unwrap();
        fs::write(Path::new(&folder).join(format!("{name}.png")), picture).unwrap();
    }
}

fn value(tab: &Tab, script: &str) -> String {
    let result = tab.evaluate(script, true).unwrap().value.unwrap_or_default();
    result.as_str().map_or_else(|| result.to_string(), str::to_owned)
}

/// Runs axe-core on the page: no fault that it calls serious or critical.
fn accessible(tab: &Tab, path: &str) {
    let Some(axe) = env::var_os("AXE").and_then(|file| fs::read_to_string(file).ok()) else {
        println!("SKIPPED: AXE does not name axe-core's file, so {path} was not checked");
        return;
    };
    tab.evaluate(&axe, false).unwrap();
    let faults = value(
        tab,
        "axe.run({ resultTypes: ['violations'] }).then(found => JSON.stringify(found.violations
            .filter(fault => ['serious', 'critical'].includes(fault.impact))
            .map(fault => [fault.id, fault.nodes.slice(0, 3).map(node => node.html)])))",
    );
    assert_eq!(faults, "[]", "{path}");
}

#[test]
fn every_page_can_be_walked_and_has_no_serious_fault() {
    let Some(walk) = walk() else { return };
    let claim = walk.link("/", "/claims/");
    let pages = [
        ("disputes", "/".to_owned()),
        ("claim", claim.clone()),
        ("statement", walk.link(&claim, "/statements/")),
        ("actor", walk.link(&claim, "/actors/")),
        ("articles", "/articles".to_owned()),
        ("actors", "/actors".to_owned()),
        ("reader", walk.link("/articles", "/articles/")),
        ("search", "/search?q=bridge".to_owned()),
        ("corrections", "/corrections".to_owned()),
        ("news", "/news?since=2000-01-01".to_owned()),
        ("add", "/add".to_owned()),
        ("missing", "/claims/claim-gone".to_owned()),
    ];
    for (name, path) in &pages {
        let tab = walk.open(path);
        assert_eq!(value(&tab, "document.querySelectorAll('h1').length"), "1", "{path}");
        let own = value(&tab, "performance.getEntriesByType('resource').every(entry => entry.name.startsWith(location.origin))");
        assert_eq!(own, "true", "{path} calls no other host");
        accessible(&tab, path);
        picture(&tab, name);
        tab.close(false).unwrap();
    }
}

#[test]
fn pages_fit_a_phone() {
    let Some(walk) = walk() else { return };
    let claim = walk.link("/", "/claims/");
    for path in [
        "/",
        &claim,
        &walk.link("/articles", "/articles/"),
        &walk.link(&claim, "/actors/"),
        &walk.link(&claim, "/statements/"),
        "/search?q=bridge",
        "/search?q=%22the+bridge%22&actor=a&from=2025-01-01",
        "/actors?name=a",
        "/add",
    ] {
        let tab = walk.open(path);
        value(&tab, "document.querySelectorAll('details.correct').forEach(forms => { forms.open = true })");
        tab.call_method(headless_chrome::protocol::cdp::Emulation::SetDeviceMetricsOverride {
            width: 390,
            height: 844,
            device_scale_factor: 2.0,
            mobile: true,
            scale: None,
            screen_width: None,
            screen_height: None,
            position_x: None,
            position_y: None,
            dont_set_visible_size: None,
            screen_orientation: None,
            viewport: None,
            display_feature: None,
            device_posture: None,
        })
        .unwrap();
        let over = value(&tab, "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assert_eq!(over, "0", "{path} is wider than a phone");
        // Drawings keep the size of their words: none is a picture of the whole width made small.
        let small = value(
            &tab,
            "[...document.querySelectorAll('main svg text')].filter(text => text.getBoundingClientRect().height > 0 && text.getBoundingClientRect().height < 11).length",
        );
        assert_eq!(small, "0", "{path} has words too small to read");
        picture(&tab, &format!("phone{}", path.replace(['/', '?', '='], "-")));
        tab.close(false).unwrap();
    }
}

#[test]
fn a_search_is_narrowed_by_its_form() {
    let Some(walk) = walk() else { return };
    let tab = walk.open("/search");
    accessible(&tab, "/search");
    tab.find_element("#words").unwrap().click().unwrap().type_into("\"Kessin bridge\"").unwrap();
    tab.find_element("#actor").unwrap().click().unwrap().type_into("dasch").unwrap();
    tab.press_key("Enter").unwrap();
    tab.wait_for_element(".said").unwrap();
    let speakers = "[...document.querySelectorAll('.said .who')].every(who => who.innerText.startsWith('Viktor Dasch'))";
    assert_eq!(value(&tab, speakers), "true");
    assert_eq!(value(&tab, "document.querySelector('#actor').value"), "Viktor Dasch");
    tab.find_element(".filters .clear").unwrap().click().unwrap();
    tab.wait_for_xpath("//article[contains(., 'Ilse Marren')]").unwrap();
    assert_eq!(value(&tab, "document.querySelector('#words').value"), "\"Kessin bridge\"");
    picture(&tab, "search-phrase");
}

#[test]
fn the_reader_goes_from_statement_to_statement_by_keyboard() {
    let Some(walk) = walk() else { return };
    let tab = walk.open(&walk.link("/articles", "/articles/"));
    let lit = || value(&tab, "document.querySelector('.card.lit')?.dataset.card ?? 'none'");
    assert_eq!(lit(), "none");
    tab.press_key("j").unwrap();
    assert_eq!(lit(), "0");
    tab.press_key("j").unwrap();
    assert_eq!(lit(), "1");
    tab.press_key("k").unwrap();
    assert_eq!(lit(), "0");
    assert!(value(&tab, "document.querySelectorAll('.text .lit').length").parse::<u32>().unwrap() > 0, "its words are lit");
    tab.press_key("Escape").unwrap();
    assert_eq!(lit(), "none");
}

#[test]
fn an_address_with_a_statement_leads_the_focus_to_its_words() {
    let Some(walk) = walk() else { return };
    let reader = walk.link("/articles", "/articles/");
    let tab = walk.open(&reader);
    let anchor = value(&tab, "document.querySelector('.anchor').id");
    let tab = walk.open(&format!("{reader}#{anchor}"));
    assert_eq!(value(&tab, "document.activeElement.id"), anchor);
    assert!(value(&tab, "document.querySelectorAll('.text .lit').length").parse::<u32>().unwrap() > 0, "its words are lit");
}

#[test]
fn a_statement_is_put_right_and_pasted_text_is_read() {
    let Some(walk) = walk() else { return };
    let statement = walk.link(&walk.link("/", "/claims/"), "/statements/");
    let tab = walk.open(&statement);
    tab.find_element(".correct summary").unwrap().click().unwrap();
    accessible(&tab, &statement);
    value(&tab, "document.querySelector('#act').value = 'decline'");
    tab.find_element("#by-act").unwrap().click().unwrap().type_into("Di Ek").unwrap();
    tab.press_key("Enter").unwrap();
    tab.wait_for_element("ol.history").unwrap();
    let history = value(&tab, "document.querySelector('ol.history').innerText");
    assert!(history.contains("Di Ek") && history.contains("set to “takes no side”"), "the side goes with the act: {history}");
    accessible(&tab, &statement);
    let tab = walk.open("/corrections");
    accessible(&tab, "/corrections");
    picture(&tab, "corrections-made");
    tab.find_element(".decided button").unwrap().click().unwrap();
    tab.wait_for_element(".decided .undone").unwrap();
    assert!(value(&tab, "location.pathname + location.hash").starts_with("/corrections#statement-"));
    let tab = walk.open(&statement);
    tab.find_element(".correct summary").unwrap().click().unwrap();
    assert_eq!(value(&tab, "document.querySelector('#by-no_statement').value"), "Di Ek", "the name is remembered");
    tab.find_element("#by-no_statement ~ button").unwrap().click().unwrap();
    tab.wait_for_xpath("//h1[. = 'No statement']").unwrap();
    accessible(&tab, "a page for what is no statement");
    picture(&tab, "no-statement");
    tab.find_element("ol.history li:nth-last-child(2) button").unwrap().click().unwrap();
    tab.wait_for_element(".correct").unwrap();
    let tab = walk.open("/add");
    value(&tab, "document.querySelector('#text').value = 'Eva Brink said the lock is shut. Lars Holm denied that the lock is shut.'");
    tab.find_element(".wide input[name=plain]").unwrap().click().unwrap();
    tab.find_element(".wide button").unwrap().click().unwrap();
    tab.wait_for_element("#reader .card").unwrap();
    assert!(value(&tab, "document.querySelector('#reader').innerText").contains("Eva Brink"));
}
