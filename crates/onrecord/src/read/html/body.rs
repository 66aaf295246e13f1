//! The blocks of the body.

use std::collections::{HashMap, HashSet};

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::{ElementRef, Html, Node, Selector};
use trafilatura::{ExtractionFocus, Options};

use super::{UNSEEN, plain, squeezed};
use crate::model::BlockKind;

/// A block before it has its place in the text.
pub(super) type Part = (BlockKind, String);

/// The body's blocks in their order, by the library.
pub(super) fn body(document: &Html, url: Option<&str>) -> Vec<Part> {
    let mut options = Options::default().with_fallback(true).with_focus(ExtractionFocus::FavorPrecision).with_exclude_comments(true);
    options.original_url = url.and_then(|url| url.parse().ok());
    let page = plain::plain(document, options.config.min_extracted_size);
    let Ok(found) = trafilatura::extract(&page, &options) else { return Vec::new() };
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
                        (Some(BlockKind::Table), Some(table)) if !is_layout(table) => {
                            self.end(within);
                            self.open = rows(table);
                            self.end(BlockKind::Table);
                        }
                        (Some(kind), _) => {
                            let kind = if kind == BlockKind::Table { within } else { kind };
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
        "tr" | "td" | "th" | "tbody" | "thead" | "p" | "div" | "section" | "article" | "ul" | "ol" | "dl" | "pre" | "body" | "main"
        | "figure" => within,
        _ => return None,
    })
}

/// Whether a table only puts parts of the page side by side: a cell of it holds whole paragraphs.
fn is_layout(table: ElementRef<'_>) -> bool {
    let cells = selector("td");
    table.select(&cells).any(|cell| cell.text().map(|text| text.split_whitespace().count()).sum::<usize>() > LONGEST_CELL)
}

/// A cell of more words is no cell of data.
const LONGEST_CELL: usize = 120;

/// A table's rows as lines, its cells parted by tabs; those of a table inside a cell are rows of their own.
fn rows(table: ElementRef<'_>) -> String {
    let (row, cell) = (selector("tr"), selector("td, th"));
    let words = |cell: ElementRef<'_>| squeezed(&outside(*cell, "table"));
    let cells = |row: ElementRef<'_>| {
        let own = row.select(&cell).filter(|cell| row_of(*cell) == Some(row.id()));
        own.map(words).filter(|words| !words.is_empty()).collect::<Vec<_>>()
    };
    table.select(&row).map(|row| cells(row).join("\t")).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The row that a cell is in.
fn row_of(cell: ElementRef<'_>) -> Option<NodeId> {
    cell.ancestors().find(|node| node.value().as_element().is_some_and(|element| element.name() == "tr")).map(|row| row.id())
}

/// The words of a node that stand in no element of a name below it.
fn outside(node: NodeRef<'_, Node>, name: &str) -> String {
    let mut out = String::new();
    let mut within = 0usize;
    for edge in node.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(words) if within == 0 => out.push_str(words),
                Node::Element(element) => within += usize::from(element.name() == name),
                _ => {}
            },
            Edge::Close(node) => within -= usize::from(node.value().as_element().is_some_and(|element| element.name() == name)),
        }
    }
    out
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

/// Puts what body extraction leaves out of the story back after the block that it follows on the page: the words under pictures, and posts
/// that are quoted by embedding them.
pub(super) fn with_lost(document: &Html, body: Vec<Part>) -> Vec<Part> {
    let place: HashMap<&str, usize> = body.iter().enumerate().map(|(at, (_, words))| (words.as_str(), at)).collect();
    // A body so long that looking for each quotation in it would take too long is searched in its beginning.
    let mut joined = body.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join("\n");
    joined.truncate(joined.floor_char_boundary(SEARCHED));
    let mut lost: Vec<(usize, Part)> = Vec::new();
    let mut seen = HashSet::new();
    let mut at = None;
    for element in document.select(&selector("p, li, h2, h3, h4, figcaption, blockquote")) {
        let words = squeezed(&visible(element));
        if let Some(&found) = place.get(words.as_str()) {
            at = Some(found);
            continue;
        }
        let Some(kind) = lost_kind(element, &words, &joined) else { continue };
        if let Some(at) = at.filter(|at| at + 1 < body.len())
            && seen.insert(words.clone())
        {
            lost.push((at, (kind, words)));
        }
    }
    let mut lost = lost.into_iter().peekable();
    let mut out = Vec::with_capacity(body.len());
    for (at, part) in body.into_iter().enumerate() {
        out.push(part);
        while let Some((_, part)) = lost.next_if(|(place, _)| *place <= at) {
            out.push(part);
        }
    }
    out
}

/// How much of a body quotations are looked for in, in bytes.
const SEARCHED: usize = 100_000;

/// What an element that is in no block is, if it belongs to the story.
fn lost_kind(element: ElementRef<'_>, words: &str, body: &str) -> Option<BlockKind> {
    let printed = |text: &str| text.len() > 20 && body.contains(squeezed(text).as_str());
    let kind = match element.value().name() {
        "figcaption" => BlockKind::Caption,
        // A quotation of which a part is in the body is there already, in another shape.
        "blockquote" if !element.text().any(printed) => BlockKind::Quote,
        _ => return None,
    };
    (words.split(' ').count() > 2).then_some(kind)
}

/// The words of an element that are seen: not those for browsers that run no scripts.
fn visible(element: ElementRef<'_>) -> String {
    let hidden = |text: &NodeRef<'_, Node>| text.ancestors().filter_map(ElementRef::wrap).any(|e| UNSEEN.contains(&e.value().name()));
    let texts = element.descendants().filter(|node| node.value().is_text() && !hidden(node));
    texts.filter_map(|node| node.value().as_text()).map(|text| &**text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_in_a_cell_is_printed_once() {
        let page = "<table><tr><td>Lowmere<table><tr><td>Dam</td><td>12 m</td></tr></table></td><td>closed</td></tr></table>";
        let document = Html::parse_document(page);
        let table = document.select(&selector("table")).next().unwrap();
        assert_eq!(rows(table), "Lowmere\tclosed\nDam\t12 m");
    }
}
