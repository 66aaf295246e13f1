//! Standoff annotations: brat's format with the labels of `PolNeAR`, and act, stance and form as attributes of each event, its speakers as a
//! note.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use onrecord::model::{Record, Statement};
use onrecord::{Span, Text};

use crate::{Result, word};

/// A folder as brat opens it: each article's text beside its annotations, and what they are called.
pub struct Folder(PathBuf);

impl Folder {
    /// A new folder.
    ///
    /// # Errors
    /// Where it is there already, or cannot be made.
    pub fn new(path: &Path) -> Result<Self> {
        fs::create_dir(path)?;
        fs::write(path.join("annotation.conf"), configuration())?;
        Ok(Self(path.to_owned()))
    }

    /// Adds an article; one that is printed at several addresses is there once.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn record(&self, record: &Record) -> Result<()> {
        let name = self.0.join(record.article.id());
        fs::write(name.with_extension("txt"), record.article.text.as_str())?;
        Ok(fs::write(name.with_extension("ann"), render(None, record))?)
    }
}

/// A record's statements as one annotation file, after a comment with its name where it is one of several.
pub fn render(name: Option<&str>, record: &Record) -> String {
    let mut out = name.map(|name| format!("# {}\n", one_line(name))).unwrap_or_default();
    let mut bounds = 0;
    for (event, statement) in (1..).zip(&record.statements) {
        if relation(&mut out, &mut bounds, event, &record.article.text, statement) {
            labels(&mut out, event, record, statement);
        }
    }
    out
}

/// What brat has to be told of the labels: its `annotation.conf`.
fn configuration() -> String {
    let acts = ["say", "deny", "accuse", "confirm", "warn", "pledge", "urge", "ask", "expect", "think", "decline"].join("|");
    let parts = "Source?:Source, Cue?:Cue, Content?:Content";
    format!(
        "[entities]\nSource\nCue\nContent\n[relations]\n[events]\nAttribution\t{parts}\nAttribution-no-source\t{parts}\n[attributes]\n\
        Act\tArg:<EVENT>, Value:{acts}\nStance\tArg:<EVENT>, Value:affirms|denies|neutral\nForm\tArg:<EVENT>, Value:direct|indirect|mixed\n"
    )
}

/// What a statement is, and who speaks in it.
fn labels(out: &mut String, event: usize, record: &Record, statement: &Statement) {
    let labels = [("Act", word(statement.act)), ("Stance", word(statement.stance)), ("Form", word(statement.form))];
    for (at, (label, value)) in (1..).zip(labels) {
        let _ = writeln!(out, "A{}\t{label} E{event} {value}", 3 * (event - 1) + at);
    }
    let speakers = record.actors.iter().filter(|actor| statement.speakers.contains(&actor.id));
    let speakers: Vec<_> = speakers.map(|actor| one_line(&actor.name)).collect();
    if !speakers.is_empty() {
        let _ = writeln!(out, "#{event}\tAnnotatorNotes E{event}\tspeaker: {}", speakers.join("; "));
    }
}

/// A statement: a bound for each part, one for the relation itself, and the event that ties them. Nothing where it has no part.
fn relation(out: &mut String, bounds: &mut usize, event: usize, text: &Text, statement: &Statement) -> bool {
    let label = if statement.source.is_empty() { "Attribution-no-source" } else { "Attribution" };
    let parts = [("Source", &statement.source), ("Cue", &statement.cue), ("Content", &statement.content)];
    let Some(anchor) = [1, 2, 0].into_iter().map(|at| parts[at].1).find(|spans| !spans.is_empty()) else { return false };
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
    true
}

/// Words without what ends a line or a field.
fn one_line(words: &str) -> String {
    words.replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn parts_of_a_broken_content_are_one_bound() {
        let text = Text::from("“It is so,” Ana Ruiz said. “It is.”");
        let content = vec![Span::new(0, 11), Span::new(27, 35)];
        let statement = Statement::new("", vec![Span::new(12, 20)], vec![Span::new(21, 25)], content);
        let mut out = String::new();
        assert!(relation(&mut out, &mut 0, 1, &text, &statement));
        let expected = "T1\tSource 12 20\tAna Ruiz\nT2\tCue 21 25\tsaid\nT3\tContent 0 11;27 35\t“It is so,” “It is.”\n\
            T4\tAttribution 21 25\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n";
        assert_eq!(out, expected);
    }

    #[test]
    fn a_folder_holds_texts_beside_their_annotations() {
        let desk = tempfile::tempdir().unwrap();
        let (path, record) = (desk.path().join("brat"), sample::record());
        Folder::new(&path).unwrap().record(&record).unwrap();
        assert!(Folder::new(&path).is_err(), "what is there is not written over");
        let file = |extension: &str| fs::read_to_string(path.join(record.article.id()).with_extension(extension)).unwrap();
        let text: Vec<char> = file("txt").chars().collect();
        for bound in file("ann").lines().filter(|line| line.starts_with('T')) {
            let fields: Vec<&str> = bound.split('\t').collect();
            let ends: Vec<usize> = fields[1].split(' ').skip(1).map(|end| end.parse().unwrap()).collect();
            assert_eq!(text[ends[0]..ends[1]].iter().collect::<String>(), fields[2]);
        }
    }

    #[test]
    fn labels_are_attributes_of_the_event_and_among_those_that_brat_is_told_of() {
        let standoff = render(Some("page\tone"), &sample::record());
        assert!(standoff.starts_with("# page one\nT1\tSource "), "{standoff}");
        let wanted = ["A4\tAct E2 deny", "A5\tStance E2 denies", "A6\tForm E2 indirect", "#2\tAnnotatorNotes E2\tspeaker: Bo Lind"];
        for line in wanted {
            assert!(standoff.lines().any(|found| found == line), "{line} in {standoff}");
        }
        let configuration = configuration();
        for line in standoff.lines().filter(|line| line.starts_with('A')) {
            let (label, value) = line.split_once('\t').unwrap().1.split_once(' ').unwrap();
            let values = configuration.lines().find_map(|line| line.strip_prefix(label)?.split_once("Value:")).unwrap().1;
            assert!(values.split('|').any(|known| value.ends_with(&format!(" {known}"))), "{line}");
        }
    }
}
