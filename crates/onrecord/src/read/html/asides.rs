//! What body extraction left out, and why: by the element it stands in, by that element's class, by its wording.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::{Html, Node};

use super::super::{bylines, compose, tables, words};
use super::{BLOCKS, UNSEEN, squeezed};
use crate::model::{Furniture, Reason};

/// Elements, beside blocks, whose words stand in lines of their own.
const APART: &[&str] = &["br", "button", "label", "time"];

/// A line left out may stand inside a block: in texts up to this length so many lines are looked for.
const SEARCHED: usize = 100_000;
const LOOKED_FOR: usize = 2000;

/// The lines of the page that are in no block, each with its reason; those of `dropped` have theirs.
pub(super) fn asides(document: &Html, kept: &HashSet<&str>, dropped: &HashMap<String, Reason>, text: &str) -> Vec<Furniture> {
    let mut out = Vec::new();
    let mut line = String::new();
    let mut unseen = 0usize;
    let mut reasons: Vec<Option<Reason>> = Vec::new();
    let mut left = if text.len() < SEARCHED { LOOKED_FOR } else { 0 };
    let mut inside = |said: &str| {
        let looked = said.len() > 40 && left > 0;
        left -= usize::from(looked);
        looked && text.contains(said)
    };
    let mut end = |line: &mut String, reason: Option<Reason>| {
        let said = squeezed(line);
        line.clear();
        if said.contains(char::is_alphanumeric) && !kept.contains(said.as_str()) && !inside(&said) {
            let reason = dropped.get(&said).copied().unwrap_or_else(|| self::reason(&said, reason));
            compose::put_aside(&mut out, reason, &said);
        }
    };
    for edge in document.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(words) if unseen == 0 => line.push_str(words),
                Node::Element(element) => {
                    unseen += usize::from(UNSEEN.contains(&element.name()));
                    if is_apart(element.name()) {
                        end(&mut line, reasons.last().copied().flatten());
                    }
                    reasons.push(marked(node).or(reasons.last().copied().flatten()));
                }
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    if is_apart(element.name()) {
                        end(&mut line, reasons.last().copied().flatten());
                    }
                    reasons.pop();
                    unseen -= usize::from(UNSEEN.contains(&element.name()));
                }
            }
        }
    }
    end(&mut line, None);
    out
}

/// Why a line was left out: its wording first, then where it stands.
fn reason(said: &str, place: Option<Reason>) -> Reason {
    let byline = || bylines::line(said).map(|_| Reason::Byline);
    words::furniture(said).or(place).or_else(byline).unwrap_or(if said.split(' ').count() < 4 { Reason::Navigation } else { Reason::Other })
}

/// What an element's name, class and id say it is for.
fn marked(node: NodeRef<'_, Node>) -> Option<Reason> {
    let element = node.value().as_element()?;
    let by_name = match element.name() {
        "nav" => Some(Reason::Navigation),
        "form" => Some(Reason::Subscribe),
        _ => None,
    };
    // The page as a whole is often classed by what it offers ("has-comments").
    let outer = matches!(element.name(), "html" | "body");
    let named =
        ["class", "id"].iter().filter_map(|a| element.attr(a)).filter(|_| !outer).collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    by_name.or_else(|| tables::MARKS.iter().find(|(mark, _)| named.contains(mark)).map(|&(_, reason)| reason))
}

fn is_apart(element: &str) -> bool {
    BLOCKS.contains(&element) || APART.contains(&element)
}
