//! Standoff annotations: brat's format with the labels of `PolNeAR`.

use std::fmt::Write as _;

use onrecord::model::{Record, Statement};
use onrecord::{Span, Text};

/// A record's statements as one annotation file, after a comment with its name where it is one of several.
pub fn render(name: Option<&str>, record: &Record) -> String {
    let mut out = name.map(|name| format!("# {}\n", one_line(name))).unwrap_or_default();
    let mut bounds = 0;
    for (index, statement) in record.statements.iter().enumerate() {
        relation(&mut out, &mut bounds, index + 1, &record.article.text, statement);
    }
    out
}

/// A statement: a bound for each part, one for the relation itself, and the event that ties them.
fn relation(out: &mut String, bounds: &mut usize, event: usize, text: &Text, statement: &Statement) {
    let label = if statement.source.is_empty() { "Attribution-no-source" } else { "Attribution" };
    let parts = [("Source", &statement.source), ("Cue", &statement.cue), ("Content", &statement.content)];
    let Some(anchor) = [1, 2, 0].into_iter().map(|at| parts[at].1).find(|spans| !spans.is_empty()) else { return };
    let mut bound = |out: &mut String, label: &str, spans: &[Span]| {
        *bounds += 1;
        let places: Vec<_> = spans.iter().map(|span| format!("{} {}", span.start, span.end)).collect();
        let words: Vec<_> = spans.iter().map(|&span| text.slice(span)).collect();
        let _ = writeln!(out, "T{bounds}\t{label} {}\t{}", places.join(";"), one_line(&words.join(" ")));
        *bounds
    };
    let mut arguments = String::new();
    for (label, spans) in parts.into_iter().filter(|(_, spans)| !spans.is_empty()) {
        let _ = write!(arguments, " {label}:T{}", bound(out, label, spans));
    }
    let anchor = bound(out, label, anchor);
    let _ = writeln!(out, "E{event}\t{label}:T{anchor}{arguments}");
}

/// Words without what ends a line or a field.
fn one_line(words: &str) -> String {
    words.replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_broken_content_are_one_bound() {
        let text = Text::from("“It is so,” Ana Ruiz said. “It is.”");
        let content = vec![Span::new(0, 11), Span::new(27, 35)];
        let statement = Statement::new("", vec![Span::new(12, 20)], vec![Span::new(21, 25)], content);
        let mut out = String::new();
        relation(&mut out, &mut 0, 1, &text, &statement);
        let expected = "T1\tSource 12 20\tAna Ruiz\nT2\tCue 21 25\tsaid\nT3\tContent 0 11;27 35\t“It is so,” “It is.”\n\
            T4\tAttribution 21 25\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n";
        assert_eq!(out, expected);
    }
}
