//! A page of markup: its body by the `trafilatura` library, the rest by what the page says of itself.

mod asides;
mod body;
mod bounds;
mod canonical;
mod meta;
mod plain;
mod shown;
mod sift;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use scraper::Html;

use crate::model::{Article, BlockKind};

use super::{Unreadable, compose, dateline, language};

pub(super) use canonical::canonical;

/// Takes an article off a page of markup.
pub(super) fn read(page: &str, url: Option<&str>) -> Result<Article, Unreadable> {
    let page = bounds::bounded(page)?;
    let document = Html::parse_document(&page);
    let meta = meta::meta(&document);
    let mut body = body::body(&document, url);
    let title = meta::headline(&document, &meta);
    // A body may repeat the headline at its head.
    let repeated = body.iter().take_while(|(_, words)| Some(words) == title.as_ref()).count();
    body.drain(..repeated);
    let standfirst =
        meta.description.clone().filter(|words| body::prints(&document, words) && body.iter().all(|(_, block)| block != words));
    let sift::Sifted { kept: body, dropped } = sift::sift(&document, body);
    let body = body::with_lost(&document, body);
    if body.is_empty() && title.is_none() {
        return Err(Unreadable::Empty);
    }
    let head = [(BlockKind::Headline, title.clone()), (BlockKind::Standfirst, standfirst.clone())];
    let parts = head.into_iter().filter_map(|(kind, words)| Some((kind, words?))).chain(body);
    let parts: Vec<(BlockKind, String)> = parts.collect();
    let (text, blocks) = compose::compose(parts.iter().map(|(kind, words)| (*kind, words.as_str())));
    if blocks.is_empty() {
        return Err(Unreadable::Empty);
    }
    let kept: HashSet<&str> = parts.iter().map(|(_, words)| words.as_str()).collect();
    let furniture = asides::asides(&document, &kept, &dropped, text.as_str());
    let opening = parts.iter().find(|(kind, _)| *kind == BlockKind::Paragraph).and_then(|(_, words)| dateline::dateline(words));
    let mut article = Article {
        title,
        standfirst,
        byline: meta.authors,
        agency: meta.agency.or(opening.and_then(|found| found.agency.map(str::to_owned))),
        outlet: meta.outlet,
        dateline: opening.map(|found| found.place.to_owned()),
        published: meta.published,
        modified: meta.modified,
        section: meta.section,
        language: language::language(text.as_str()).or(meta.language),
        tags: meta.tags,
        text,
        blocks,
        furniture,
        warnings: Vec::new(),
    };
    compose::warn_of_later_dates(&mut article);
    Ok(article)
}

/// Elements that stand in lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Elements whose words nobody sees.
const UNSEEN: &[&str] = &["script", "style", "template", "noscript", "head", "title", "svg"];

/// The words of a stretch of markup with single spaces between them.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
