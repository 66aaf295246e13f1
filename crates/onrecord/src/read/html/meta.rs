//! What a page says of itself to machines, and where it says nothing, to readers.
//!
//! In the order of trust: linked data (JSON-LD) of the article, which the publisher's system writes; then `OpenGraph` and `meta` elements, which
//! are written for sharing; then what is visible and marked as such (`h1`, `time`, `rel=author`); last what stands under the headline
//! (`shown.rs`). The headline in the text is the printed one where it can be told: a shared title is often another wording.

use std::collections::HashSet;

use scraper::{ElementRef, Html};
use serde_json::Value;

use super::super::{bylines, dates, tables, words};
use super::body::selector;
use super::{shown, squeezed};

/// A page's account of itself.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) agency: Option<String>,
    pub(super) section: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) language: Option<String>,
    pub(super) tags: Vec<String>,
}

/// Reads what the page says of itself.
pub(super) fn meta(document: &Html) -> Meta {
    let linked = linked_data(document);
    let says = |key: &str| linked.as_ref().and_then(|data| string(data.get(key)?));
    let named = |keys: &[&str]| keys.iter().find_map(|key| meta_element(document, key));
    let dated = |class: &str| tables::metadata(class).iter().find_map(|key| dates::told(&meta_element(document, key)?));
    let first = |css: &str| document.select(&selector(css)).next();
    let datetime = |css: &str| first(css).and_then(|time| time.value().attr("datetime").and_then(dates::iso));

    let published = says("datePublished").or_else(|| says("dateCreated")).as_deref().and_then(dates::told);
    let published = published
        .or_else(|| dated("published"))
        .or_else(|| datetime("time[datetime]:not([itemprop=dateModified])"))
        .or_else(|| shown::day(document));
    let modified = says("dateModified").as_deref().and_then(dates::told).or_else(|| dated("modified"));
    let modified = modified.or_else(|| datetime("time[datetime][itemprop=dateModified]"));
    let writers = linked.as_ref().and_then(|data| data.get("author")).map(strings).filter(|names| !names.is_empty());
    let writers = writers.or_else(|| named(tables::metadata("written_by")).map(|name| vec![name]));
    // What is given may be an address, or the name of a desk; names that are printed are better than none.
    let people = |writers: &[String]| distinct(writers.iter().flat_map(|name| bylines::names(name)));
    let writers = writers.unwrap_or_default();
    let given = people(&writers);
    let house = linked.as_ref().and_then(|data| string(data.get("publisher")?));
    let agency = writers.iter().chain(&house).find_map(|name| words::agency(name));
    let authors = if given.is_empty() && agency.is_none() { shown::authors(document) } else { given };
    let keywords = linked.as_ref().and_then(|data| data.get("keywords")).map(strings).filter(|tags| !tags.is_empty());
    let keywords = keywords.or_else(|| Some(meta_elements(document, "article:tag")).filter(|tags| !tags.is_empty()));
    let keywords = keywords.or_else(|| named(&["news_keywords", "keywords"]).map(|list| vec![list])).unwrap_or_default();
    Meta {
        title: says("headline").or_else(|| named(&["og:title", "twitter:title"])),
        description: named(&["og:description", "description"]).or_else(|| says("description")),
        published,
        modified,
        agency: agency.map(str::to_owned),
        authors,
        section: [says("articleSection"), named(&["article:section", "parsely-section"])].into_iter().flatten().find(|s| is_section(s)),
        outlet: house.into_iter().chain(named(&["og:site_name"])).find_map(|name| outlet(&name)).or_else(|| shown::outlet(document)),
        language: first("html[lang]").and_then(|html| html.value().attr("lang")).filter(|tag| is_language_tag(tag)).map(str::to_owned),
        tags: distinct(keywords.iter().flat_map(|list| list.split(',')).map(squeezed).filter(|tag| !tag.is_empty())),
    }
}

/// Whether words can name a section of a paper.
fn is_section(words: &str) -> bool {
    let each = || words.split([' ', '-']).filter(|word| !word.is_empty());
    words.len() <= 40
        && !words.contains(['.', '/', '|'])
        && words.matches(',').count() < 2
        && !each().all(|word| tables::is_no_section(&word.to_lowercase()))
}

/// The masthead that a publisher's or site's name gives: without its slogan, and none where it is a service's, an address or a handle, or an
/// agency's, which only supplied the story.
fn outlet(name: &str) -> Option<String> {
    let name = name.split(" | ").next().unwrap_or_default().trim();
    let none =
        name.is_empty() || name.starts_with('@') || name.contains("://") || tables::is_service(name) || words::agency(name).is_some();
    (!none).then(|| name.to_owned())
}

/// Each item once, where it comes first.
fn distinct(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    items.filter(|item| seen.insert(item.clone())).collect()
}

/// The headline as printed: the `h1` that shares most words with the title the page gives, else that title, else what the window shows.
pub(super) fn headline(document: &Html, meta: &Meta) -> Option<String> {
    let text = |e: ElementRef<'_>| squeezed(&e.text().collect::<String>());
    let headings: Vec<String> = document.select(&selector("h1")).map(text).filter(|words| !words.is_empty() && words.len() < 400).collect();
    let window = document.select(&selector("title")).next().map(text).filter(|words| !words.is_empty());
    let Some(given) = meta.title.clone().or_else(|| window.clone()) else { return headings.into_iter().next() };
    let known: HashSet<String> = given.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let shared = |words: &String| {
        let low = words.to_lowercase();
        let count = low.split_whitespace().filter(|word| known.contains(*word)).count();
        (2 * count > low.split_whitespace().count()).then_some(count)
    };
    let best = headings
        .iter()
        .filter_map(|words| Some((shared(words)?, words)))
        .max_by_key(|&(count, words)| (count, std::cmp::Reverse(words.len())));
    best.map(|(_, words)| words.clone()).or(Some(given))
}

/// The first article in the page's linked data.
fn linked_data(document: &Html) -> Option<Value> {
    let scripts = selector("script[type='application/ld+json']");
    document.select(&scripts).filter_map(|script| serde_json::from_str(script.text().collect::<String>().trim()).ok()).find_map(article)
}

/// The article in a piece of linked data: itself, one of a list, or one of a graph.
fn article(data: Value) -> Option<Value> {
    match data {
        Value::Array(list) => list.into_iter().find_map(article),
        Value::Object(mut map) => {
            let types = map.get("@type").map(strings).unwrap_or_default();
            if types.iter().any(|t| t.ends_with("Article") || t.ends_with("Posting") || t == "Report") {
                return Some(Value::Object(map));
            }
            map.remove("@graph").or_else(|| map.remove("mainEntity")).and_then(article)
        }
        _ => None,
    }
}

/// The first of a value's strings.
fn string(value: &Value) -> Option<String> {
    strings(value).into_iter().next()
}

/// A value's strings: itself, its name, or those of its items.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(s) => Some(plain(s)).filter(|s| !s.is_empty()).into_iter().collect(),
        Value::Array(list) => list.iter().flat_map(strings).collect(),
        Value::Object(map) => map.get("name").map(strings).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Words that may be escaped as markup once more than they should.
fn plain(s: &str) -> String {
    if s.contains('&') || s.contains('<') {
        squeezed(&Html::parse_fragment(s).root_element().text().collect::<String>())
    } else {
        squeezed(s)
    }
}

fn meta_element(document: &Html, key: &str) -> Option<String> {
    meta_elements(document, key).into_iter().next()
}

fn meta_elements(document: &Html, key: &str) -> Vec<String> {
    let named = |e: &ElementRef<'_>| {
        ["property", "name", "itemprop"].iter().any(|a| e.value().attr(a).is_some_and(|v| v.eq_ignore_ascii_case(key)))
    };
    let elements = selector("meta[content]");
    let found = document.select(&elements).filter(named);
    found.filter_map(|e| e.value().attr("content")).map(plain).filter(|words| !words.is_empty()).collect()
}

/// Whether a value has the form of a BCP 47 tag.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts.next().is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_lowercase()))
        && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}
