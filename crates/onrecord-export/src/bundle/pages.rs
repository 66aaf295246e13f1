//! The bundle's pages: plain HTML that needs no script and calls nobody.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use onrecord::Span;
use onrecord::marks::{self, Part};
use onrecord::model::{Record, Stance};

use super::{Listed, Place};
use crate::graph::Matter;
use crate::word;

const STYLE: &str = include_str!("style.css");

/// The claims with their positions, disputed ones first, and the list of articles.
pub(super) fn index(claims: &BTreeMap<String, Matter>, positions: &BTreeMap<String, Vec<Place>>, articles: &[Listed]) -> String {
    let mut body = String::from("<h1>On record</h1>\n");
    let mut order: Vec<_> = claims.iter().filter(|(id, _)| positions.contains_key(*id)).collect();
    order.sort_by_key(|(id, matter)| (!matter.disputed, (*id).clone()));
    for (id, matter) in order {
        let _ = write!(body, "<section id=\"{id}\"><h2>{}</h2>\n<div class=sides>", escaped(&matter.wording), id = escaped(id));
        for (stance, heading) in [(Stance::Affirms, "for it"), (Stance::Denies, "against it"), (Stance::Neutral, "neither")] {
            let side: Vec<_> = positions[id].iter().filter(|place| place.stance == stance).collect();
            if !side.is_empty() {
                let _ = writeln!(body, "<div><h3>{heading}</h3>{}</div>", side.into_iter().map(position).collect::<String>());
            }
        }
        body.push_str("</div></section>\n");
    }
    body.push_str("<h2>Articles</h2>\n<ul>\n");
    for article in articles {
        let about = [article.outlet.as_deref(), article.published.as_deref(), article.url.as_deref()];
        let about: Vec<_> = about.into_iter().flatten().map(escaped).collect();
        let _ = writeln!(
            body,
            "<li><a href=\"articles/{}.html\">{}</a> <small>{}</small></li>",
            article.id,
            escaped(&article.title),
            about.join(" · ")
        );
    }
    body.push_str("</ul>\n");
    page("On record", &body)
}

fn position(place: &Place) -> String {
    let day = place.day.as_deref().map(|day| format!(" · {}", escaped(day))).unwrap_or_default();
    format!(
        "<blockquote><a href=\"articles/{}.html#{}\">{}</a><footer><b>{}</b> · {}{day}</footer></blockquote>",
        place.article,
        anchor(&place.statement),
        escaped(&place.words),
        escaped(&place.speaker),
        escaped(&place.act)
    )
}

/// An article's text with its statements marked, and the list of them.
pub(super) fn article(record: &Record) -> String {
    let page_of = &record.article;
    let about = [page_of.outlet.as_deref(), page_of.published.as_deref(), record.origin.url.as_deref()];
    let about: Vec<_> = about.into_iter().flatten().map(escaped).collect();
    let mut body = format!("<p><a href=\"../index.html\">All claims</a> · <small>{}</small></p>\n<article>", about.join(" · "));
    body.push_str(&marked(record));
    body.push_str("</article>\n<h2>Statements</h2>\n<ol>\n");
    for statement in &record.statements {
        let _ = writeln!(
            body,
            "<li><b>{}</b> · {} · <a href=\"#{}\">{}</a></li>",
            escaped(&super::speakers(record, &statement.speakers)),
            word(statement.act),
            anchor(&statement.id),
            escaped(&crate::words(&page_of.text, &statement.content))
        );
    }
    body.push_str("</ol>\n");
    page(page_of.label(), &body)
}

/// The text with its statements' parts marked; where a statement begins, its anchor stands.
fn marked(record: &Record) -> String {
    let (text, statements) = (&record.article.text, &record.statements);
    let beginnings = marks::beginnings(statements);
    let mut out = String::new();
    for segment in marks::segments(statements, Span::new(0, text.len())) {
        for &begun in beginnings.get(&segment.span.start).into_iter().flatten() {
            let _ = write!(out, "<a id=\"{}\"></a>", anchor(&statements[begun].id));
        }
        let words = escaped(text.slice(segment.span));
        let classes = [(Part::Source, "source"), (Part::Cue, "cue"), (Part::Content, "content")];
        let classes: Vec<_> = classes.into_iter().filter(|&(part, _)| segment.depth(part) > 0).map(|(_, class)| class).collect();
        let _ =
            if classes.is_empty() { write!(out, "{words}") } else { write!(out, "<mark class=\"{}\">{words}</mark>", classes.join(" ")) };
    }
    out
}

/// What a statement's place is called on its page.
fn anchor(statement: &str) -> String {
    format!("s-{}", escaped(statement.rsplit('.').next().unwrap_or(statement)))
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
         <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <title>{}</title><style>{STYLE}</style></head><body>\n{body}</body></html>\n",
        escaped(title)
    )
}

/// Words as HTML shows them.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(marks::visible(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_words_of_a_page_never_become_markup() {
        assert_eq!(escaped("<script>\"&'\u{202e}"), "&lt;script&gt;&quot;&amp;&#39;\u{fffd}");
    }

    #[test]
    fn overlapping_spans_are_cut_into_pieces() {
        let mut record = sample::record();
        let whole = record.statements[0].content[0];
        record.statements[1].content = vec![Span::new(4, whole.end + 5)];
        let html = marked(&record);
        let plain: String = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words)).collect();
        assert_eq!(plain, escaped(record.article.text.as_str()));
        assert!(html.contains("<mark class=\"content\">“It </mark>"), "{html}");
    }
}
