//! Spans and relations against `PolNeAR`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use onrecord::{Span, Text};
use regex::Regex;

use super::extent::{Extent, normal, same_source};
use super::likeness::counts;
use super::pairs::pairs;
use super::words::{has_word, is_space, pattern};
use super::{Prf, Tally, percent, share};
use crate::corpus::{Document, Relation};

/// A quotation, up to the end of the text where nothing closes it.
static QUOTATION: LazyLock<Regex> = LazyLock::new(|| pattern(r#"["“][^"“”]*(?:["”]|\z)"#));

/// What is printed of a comparison.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    documents: usize,
    /// Contents whose spans are equal, edges aside.
    exact: Tally,
    /// Contents at an `IoU` of at least a half.
    overlap: Tally,
    /// The same, and the source is the same.
    relation: Tally,
    /// Characters inside any content.
    token: Tally,
    source: Tally,
    cue: Tally,
    /// Sums over predicted and over gold contents of the largest part that one of the others covers (Pareti's soft measure).
    soft: (f64, f64),
    /// By form: found contents, and gold ones.
    recall: BTreeMap<&'static str, (usize, usize)>,
}

/// Compares predicted relations, by document, with the annotators'.
pub fn score(documents: &[Document], predictions: &BTreeMap<String, Vec<Relation>>) -> Figures {
    let mut out = Figures { documents: documents.len(), ..Figures::default() };
    for document in documents {
        let predicted = predictions.get(&document.name).map_or(&[][..], Vec::as_slice);
        let predicted: Vec<&Relation> = predicted.iter().filter(|relation| !relation.content.is_empty()).collect();
        out.add(&document.text, &document.relations.iter().collect::<Vec<_>>(), &predicted);
    }
    out
}

/// Of each predicted relation of a document, whether an annotator's has the same content (at an `IoU` of at least a half) and source.
pub fn right(document: &Document, predicted: &[Relation]) -> Vec<bool> {
    let (text, gold) = (&document.text, &document.relations);
    let extents = |relations: &[Relation]| relations.iter().map(|r| Extent::of(&normal(text, &r.content))).collect::<Vec<_>>();
    let mut out = vec![false; predicted.len()];
    for (i, j) in pairs(&extents(predicted), &extents(gold)) {
        out[i] = same_source(text, &gold[j].source, &predicted[i].source);
    }
    out
}

/// A relation, its content's normal spans, and the characters of these.
struct Content<'a> {
    relation: &'a Relation,
    spans: Vec<Span>,
}

fn contents<'a>(text: &Text, relations: &[&'a Relation]) -> Vec<Content<'a>> {
    let all = relations.iter().map(|&relation| Content { relation, spans: normal(text, &relation.content) });
    all.filter(|content| !content.spans.is_empty()).collect()
}

impl Figures {
    fn add(&mut self, text: &Text, gold: &[&Relation], predicted: &[&Relation]) {
        self.source.add(&equal(text, gold, predicted, |relation| &relation.source));
        self.cue.add(&equal(text, gold, predicted, |relation| &relation.cue));

        let (gold, predicted) = (contents(text, gold), contents(text, predicted));
        let spans = |contents: &[Content]| contents.iter().map(|content| content.spans.clone()).collect::<Vec<_>>();
        let (gold_spans, predicted_spans) = (spans(&gold), spans(&predicted));
        self.exact.add(&common(&gold_spans, &predicted_spans));

        let (all_gold, all_predicted) = (Extent::of(&gold_spans.concat()), Extent::of(&predicted_spans.concat()));
        self.token.add(&Tally { hits: all_gold.shared(&all_predicted), predicted: all_predicted.len(), gold: all_gold.len() });

        let extents = |spans: &[Vec<Span>]| spans.iter().map(|spans| Extent::of(spans)).collect::<Vec<_>>();
        let (gold_extents, predicted_extents) = (extents(&gold_spans), extents(&predicted_spans));
        self.soft.0 += covered(&predicted_extents, &gold_extents);
        self.soft.1 += covered(&gold_extents, &predicted_extents);

        let matches = pairs(&predicted_extents, &gold_extents);
        let right = matches.iter().filter(|&&(i, j)| same_source(text, &gold[j].relation.source, &predicted[i].relation.source)).count();
        self.overlap.add(&Tally { hits: matches.len(), predicted: predicted.len(), gold: gold.len() });
        self.relation.add(&Tally { hits: right, predicted: predicted.len(), gold: gold.len() });

        for (j, content) in gold.iter().enumerate() {
            let (found, all) = self.recall.entry(form(text, &content.relation.content)).or_default();
            *found += usize::from(matches.iter().any(|&(_, matched)| matched == j));
            *all += 1;
        }
    }
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.hits += other.hits;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }
}

/// Equal spans of one role, edges aside.
fn equal(text: &Text, gold: &[&Relation], predicted: &[&Relation], role: fn(&Relation) -> &Vec<Span>) -> Tally {
    let spans = |relations: &[&Relation]| {
        let given = relations.iter().map(|relation| role(relation)).filter(|spans| !spans.is_empty());
        given.map(|spans| normal(text, spans)).collect::<Vec<_>>()
    };
    common(&spans(gold), &spans(predicted))
}

/// What two lists have in common, each element as often as it is in both.
fn common(gold: &[Vec<Span>], predicted: &[Vec<Span>]) -> Tally {
    let (g, p) = (counts(gold.iter()), counts(predicted.iter()));
    let hits = g.iter().map(|(spans, &n)| n.min(p.get(spans).copied().unwrap_or_default())).sum();
    Tally { hits, predicted: predicted.len(), gold: gold.len() }
}

/// The sum over extents of the largest part that one of the others covers.
fn covered(extents: &[Extent], others: &[Extent]) -> f64 {
    let largest = |extent: &Extent| others.iter().map(|other| share(extent.shared(other), extent.len())).fold(0.0, f64::max);
    extents.iter().map(largest).sum()
}

/// Direct: every part opens with a quotation mark and holds nothing unquoted. Mixed: some marks. Indirect: none.
fn form(text: &Text, content: &[Span]) -> &'static str {
    let is_mark = |c: char| "\"“”".contains(c);
    let quoted = |part: &String| part.is_empty() || part.starts_with(is_mark) && !has_word(&QUOTATION.replace_all(part, ""));
    let parts = content.iter().map(|&span| text.slice(span).replace("''", "\"").replace("``", "\""));
    let parts: Vec<String> = parts.map(|part| part.trim_matches(is_space).to_owned()).collect();
    match parts.iter().any(|part| part.contains(is_mark)) {
        false => "indirect",
        true if parts.iter().all(quoted) => "direct",
        true => "mixed",
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} documents, {} gold statements, {} predicted", self.documents, self.overlap.gold, self.overlap.predicted)?;
        let part = |sum: f64, of: usize| sum / of.max(1) as f64;
        let rows = [
            ("content-exact", self.exact.prf()),
            ("content-overlap", self.overlap.prf()),
            ("relation", self.relation.prf()),
            ("token-content", self.token.prf()),
            ("source-exact", self.source.prf()),
            ("cue-exact", self.cue.prf()),
            ("soft", Prf::new(part(self.soft.0, self.overlap.predicted), part(self.soft.1, self.overlap.gold))),
        ];
        for (name, prf) in rows {
            let [precision, recall, f1] = prf.percent();
            writeln!(f, "{name:16} P {precision:5.1}  R {recall:5.1}  F1 {f1:5.1}")?;
        }
        for (form, &(found, all)) in &self.recall {
            writeln!(f, "recall {form:9} {:5.1}  ({found}/{all})", percent(found, all))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_goes_by_quotation_marks() {
        let check = |text: &str, expected| {
            let text = Text::new(text);
            assert_eq!(form(&text, &[Span::new(0, text.len())]), expected, "{}", text.as_str());
        };
        check("it rains", "indirect");
        check("“It rains,” “and pours.”", "direct");
        check(" ``It rains.'' ", "direct");
        check("“It rains", "direct");
        check("“It rains,” and pours", "mixed");
        check("that it “rains”", "mixed");
        check("“It “rains” now", "mixed");
    }
}
