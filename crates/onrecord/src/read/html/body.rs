//! The blocks of the body.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeRef;
use scraper::{ElementRef, Html, Node, Selector};
use trafilatura::{ExtractionFocus, Options};

use super::squeezed;
use crate::model::BlockKind;

/// A block before it has its place in the text.
type Part = (BlockKind, String);

/// The body's blocks in their order, by the library.
pub(super) fn body(page: &str, url: Option<&str>) -> Vec<Part> {
    let mut options = Options::default().with_fallback(true).with_focus(ExtractionFocus::FavorPrecision).with_exclude_comments(true);
    options.original_url = url.and_then(|url| url.parse().ok());
    let Ok(found) = trafilatura::extract(page, &options) else { return Vec::new() };
    let content = Html::parse_fragment(&found.content_html);
    let mut out = Blocks::default();
    out.walk(*content.root_element(), BlockKind::Paragraph, 0);
    out.end(BlockKind::Paragraph);
    out.parts
}

/// Nesting below this is not walked; the library's output never reaches it.
const DEPTH: usize = 500;

/// The blocks so far, and the words since the last one's end.
#[derive(Default)]
struct Blocks {
    parts: Vec<Part>,
    open: String,
}

impl Blocks {
    /// Takes the words of a node and its children; `within` is the kind that words have here.
    fn walk(&mut self, node: NodeRef<'_, Node>, within: BlockKind, depth: usize) {
        for child in node.children().take_while(|_| depth < DEPTH) {
            match child.value() {
                Node::Text(text) => self.open.push_str(text),
                Node::Element(element) => {
                    let kind = kind(element.name(), within);
                    match (kind, ElementRef::wrap(child)) {
                        (Some(BlockKind::Table), Some(table)) => {
                            self.end(within);
                            self.open = rows(table);
                            self.end(BlockKind::Table);
                        }
                        (Some(kind), _) => {
                            self.end(within);
                            self.walk(child, kind, depth + 1);
                            self.end(kind);
                        }
                        _ if element.name() == "br" => self.end(within),
                        _ => self.walk(child, within, depth + 1),
                    }
                }
                _ => {}
            }
        }
    }

    /// Ends the open block.
    fn end(&mut self, kind: BlockKind) {
        let words = if kind == BlockKind::Table { std::mem::take(&mut self.open) } else { squeezed(&std::mem::take(&mut self.open)) };
        if words.contains(char::is_alphanumeric) {
            self.parts.push((kind, words));
        }
    }
}

/// The kind of block that an element is, inside another; `None` for one that runs on in its line.
fn kind(name: &str, within: BlockKind) -> Option<BlockKind> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Subheading,
        "li" | "dd" | "dt" => BlockKind::ListItem,
        "blockquote" => BlockKind::Quote,
        "figcaption" => BlockKind::Caption,
        "table" => BlockKind::Table,
        "p" | "div" | "section" | "article" | "ul" | "ol" | "dl" | "pre" | "body" | "main" | "figure" => within,
        _ => return None,
    })
}

/// A table's rows as lines, its cells parted by tabs.
fn rows(table: ElementRef<'_>) -> String {
    let (row, cell) = (selector("tr"), selector("td, th"));
    let cells = |row: ElementRef<'_>| {
        row.select(&cell).map(|c| squeezed(&c.text().collect::<String>())).filter(|c| !c.is_empty()).collect::<Vec<_>>()
    };
    table.select(&row).map(|row| cells(row).join("\t")).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A selector written in this program.
pub(super) fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a valid selector")
}

/// Whether the page prints these words as one element's.
pub(super) fn prints(document: &Html, words: &str) -> bool {
    document
        .select(&selector("p, h2, h3, div, span"))
        .any(|e| e.children().count() < 8 && squeezed(&e.text().take(64).collect::<String>()) == words)
}

/// Puts the words under pictures, which body extraction leaves out, after the block that they follow on the page.
pub(super) fn with_captions(document: &Html, body: Vec<Part>) -> Vec<Part> {
    let place: HashMap<&str, usize> = body.iter().enumerate().map(|(at, (_, words))| (words.as_str(), at)).collect();
    let mut captions: Vec<(usize, String)> = Vec::new();
    let mut seen = HashSet::new();
    let mut at = None;
    for element in document.select(&selector("p, li, h2, h3, h4, figcaption")) {
        let words = squeezed(&element.text().collect::<String>());
        if element.value().name() != "figcaption" {
            at = place.get(words.as_str()).copied().or(at);
        } else if let Some(at) = at.filter(|at| at + 1 < body.len() && !place.contains_key(words.as_str()))
            && words.split(' ').count() > 2
            && seen.insert(words.clone())
        {
            captions.push((at, words));
        }
    }
    let mut captions = captions.into_iter().peekable();
    let mut out = Vec::with_capacity(body.len());
    for (at, part) in body.into_iter().enumerate() {
        out.push(part);
        while let Some((_, words)) = captions.next_if(|(place, _)| *place <= at) {
            out.push((BlockKind::Caption, words));
        }
    }
    out
}
