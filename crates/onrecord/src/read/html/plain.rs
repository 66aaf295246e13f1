//! The page as body extraction is given it: without the elements that only dress words, which it would trim the spaces of, or end a paragraph at.

use std::mem::take;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

use super::{BLOCKS, UNSEEN};

/// Blocks that hold other blocks: words of a line that stand in them beside blocks are a paragraph of their own.
const CONTAINERS: &[&str] = &["article", "body", "div", "main", "section"];

/// Elements that set words off from those around them in their line.
const DRESS: &[&str] = &["b", "code", "del", "em", "i", "kbd", "q", "s", "samp", "strike", "strong", "sub", "sup", "tt", "u", "var"];

/// Elements of a line that no words of a story are in. Extraction leaves them out with the words that follow them.
const WORDLESS: &[&str] = &[
    "area", "audio", "button", "canvas", "datalist", "embed", "iframe", "input", "map", "meter", "noscript", "object", "link", "param",
    "picture", "progress", "rp", "rt", "rtc", "select", "source", "template", "textarea", "track", "video",
];

/// Other elements of a line that extraction reads on over. At any that is neither here nor above (`time`, the pages' own), it would end.
const KNOWN: &[&str] = &[
    "a", "abbr", "acronym", "base", "bdi", "bdo", "big", "br", "cite", "data", "dfn", "font", "img", "mark", "meta", "ruby", "script",
    "small", "span", "style", "wbr",
];

/// The namespace of what is no drawing and no formula.
const HTML: &str = "http://www.w3.org/1999/xhtml";

/// The page's markup, in which every line is one text. Lines beside blocks become paragraphs, or where paragraphs hold fewer than `enough`
/// characters, and blocks of any kind are read in their place, such blocks.
pub(super) fn plain(document: &Html, enough: usize) -> String {
    let changes = Changes::find(document);
    let mut page = document.clone();
    let mut block = document.root_element().value().clone();
    block.name.local = if changes.in_paragraphs < enough { "div" } else { "p" }.into();
    block.attrs.clear();
    for line in changes.lines {
        let Some(mut first) = line.first().and_then(|&first| page.tree.get_mut(first)) else { continue };
        let mut around = first.insert_before(Node::Element(block.clone()));
        for node in line {
            around.append_id(node);
        }
    }
    for id in changes.undressed {
        let Some(mut element) = page.tree.get_mut(id) else { continue };
        while let Some(child) = element.first_child().map(|child| child.id()) {
            element.insert_id_before(child);
        }
        element.detach();
    }
    for id in changes.left_out {
        if let Some(mut element) = page.tree.get_mut(id) {
            element.detach();
        }
    }
    page.html()
}

/// What is to change in a page.
#[derive(Default)]
struct Changes {
    /// Lines that get a block around them.
    lines: Vec<Vec<NodeId>>,
    /// Elements whose children take their place.
    undressed: Vec<NodeId>,
    /// Elements that go.
    left_out: Vec<NodeId>,
    /// How many characters stand in paragraphs already.
    in_paragraphs: usize,
}

/// An open element.
#[derive(Default)]
struct Open {
    is_container: bool,
    has_block: bool,
    line: Line,
}

/// What stands in an element since its last block.
#[derive(Default)]
struct Line {
    nodes: Vec<NodeId>,
    characters: usize,
    has_words: bool,
    /// Whether an element dresses some of its words.
    is_dressed: bool,
}

impl Changes {
    fn find(document: &Html) -> Changes {
        let mut changes = Changes::default();
        let mut open = vec![Open::default()];
        for edge in document.tree.root().traverse() {
            match edge {
                Edge::Open(node) => {
                    if let Some(element) = node.value().as_element() {
                        open.push(Open { is_container: CONTAINERS.contains(&element.name()), ..Open::default() });
                    }
                }
                Edge::Close(node) => changes.close(node, &mut open),
            }
        }
        changes
    }

    /// Takes a node into the line of the element around it. `open` ends with the node itself if it is an element, else with the one around.
    fn close(&mut self, node: NodeRef<'_, Node>, open: &mut Vec<Open>) {
        let Some(element) = node.value().as_element() else {
            if let (Some(text), Some(around)) = (node.value().as_text(), open.last_mut()) {
                around.line.nodes.push(node.id());
                around.line.characters += text.chars().count();
                around.line.has_words |= text.contains(char::is_alphanumeric);
            }
            return;
        };
        let (Some(mut this), name) = (open.pop(), element.name()) else { return };
        let Some(around) = open.last_mut() else { return };
        let is_known = KNOWN.contains(&name);
        // Extraction takes empty ones out with the words that follow them.
        let is_empty = || (!is_known || name == "span") && this.line.nodes.is_empty();
        if this.has_block || BLOCKS.contains(&name) {
            self.in_paragraphs += if name == "p" { this.line.characters } else { 0 };
            self.end_line(&mut this);
            self.end_line(around);
            around.has_block = true;
        } else if &*element.name.ns != HTML || WORDLESS.contains(&name) || is_empty() {
            self.left_out.push(node.id());
        } else {
            if !is_known {
                self.undressed.push(node.id());
            }
            if !UNSEEN.contains(&name) {
                around.line.characters += this.line.characters;
                around.line.has_words |= this.line.has_words;
                around.line.is_dressed |= this.line.is_dressed || (DRESS.contains(&name) && this.line.has_words);
            }
            around.line.nodes.push(node.id());
        }
    }

    /// Ends the line in an element. One with dress, in a container, gets a block: of such a line extraction reads the dressed words alone.
    fn end_line(&mut self, open: &mut Open) {
        let line = take(&mut open.line);
        if open.is_container && line.is_dressed {
            self.lines.push(line.nodes);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::squeezed;
    use super::*;

    #[test]
    fn lines_are_one_text() {
        let check = |inside: &str, expected: &str| {
            let page = |inside: &str| format!("<html><head></head><body>{inside}</body></html>");
            assert_eq!(plain(&Html::parse_document(&page(inside)), 1), page(expected), "{inside}");
        };
        check("<p>a <em>b <x-y>c</x-y></em><o:p></o:p><time>d</time> e", "<p>a b cd e</p>");
        check("<p>a<span><b></b></span> b<span> </span><svg><g>no</g></svg>c", "<p>a b<span> </span>c</p>");
        check("<x-y><p>a</p></x-y>", "<x-y><p>a</p></x-y>");
        check(
            "<p>a</p><div>a <b>b</b><ul><li><i>c</i></li></ul>d <a>e</a></div>",
            "<p>a</p><div><p>a b</p><ul><li>c</li></ul>d <a>e</a></div>",
        );
        check("<div>a <span><i>b</i></span></div>", "<div><div>a <span>b</span></div></div>");
    }

    proptest! {
        #[test]
        fn no_words_are_lost_or_glued(parts in prop::collection::vec(
            (prop::sample::select(vec!["p", "div", "li", "h2", "b", "em", "q", "a", "span", "x-y", "time", "br", "section", "blockquote"]),
             any::<bool>(), "[a-z“.]{0,3} ?"),
            0..40,
        )) {
            let parts = parts.iter().flat_map(|(name, ends, text)| [if *ends { "</" } else { "<" }, *name, ">", text.as_str()]);
            let page: String = parts.collect();
            let text = |page: &Html| squeezed(&page.root_element().text().collect::<String>());
            let document = Html::parse_document(&page);
            prop_assert_eq!(text(&Html::parse_document(&plain(&document, 20))), text(&document));
        }
    }
}
