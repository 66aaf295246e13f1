//! Statements that somebody would or could not make: "had no immediate comment", "could not be reached for comment".

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::table::{columns, value};
use crate::text::straight;

use super::lexicon::{self, Class, Part};
use super::paragraph::Paragraph;
use super::tagger::{Found, Scores};

/// How likely such words are what they look like, by hand: the form leaves hardly a doubt.
const CONFIDENCE: f32 = 0.8;
/// What is asked for stands so many words behind the cue at most.
const AHEAD: usize = 8;
/// So many adverbs stand in a place for them at most, and so many words are sought before the cue for who is silent.
const ADVERBS: usize = 2;
const LONGEST: usize = 24;

/// One row of `data/silences.tsv`.
struct Silence {
    place: Place,
    cue: Vec<Slot>,
    asked: Vec<&'static str>,
    matter: Vec<&'static str>,
}

/// Where who is silent stands.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Place {
    Before,
    After,
}

/// A place for words of a cue.
enum Slot {
    /// One of several words.
    One { of: Vec<&'static str>, optional: bool },
    /// A few adverbs, or none.
    Adverbs,
}

static SILENCES: LazyLock<Vec<Silence>> = LazyLock::new(|| {
    let file = "silences.tsv";
    let words = |cell: &'static str| cell.split(' ').filter(|word| *word != "-").collect();
    let silence = |[place, cue, asked, matter]: [&'static str; 4]| Silence {
        place: value(file, place),
        cue: cue.split(' ').map(Slot::new).collect(),
        asked: words(asked),
        matter: words(matter),
    };
    columns(file, include_str!("../../data/silences.tsv")).map(silence).collect()
});

impl Slot {
    fn new(cell: &'static str) -> Self {
        if cell == "~" {
            return Self::Adverbs;
        }
        let optional = cell.ends_with('?');
        Self::One { of: cell.trim_end_matches('?').split('|').collect(), optional }
    }
}

/// Adds to what is found in a paragraph who was silent, outside of quotation marks. Where it is found already, only its cue and content are
/// made whole.
pub(super) fn with_silences(paragraph: &Paragraph<'_>, mut found: Vec<Found>) -> Vec<Found> {
    let words: Vec<String> = paragraph.tokens.iter().map(|token| straight(&token.text.to_lowercase())).collect();
    let mut from = 0;
    for at in 0..words.len() {
        if at < from || paragraph.is_quoted(at) {
            continue;
        }
        let Some((silence, end)) = SILENCES.iter().find_map(|silence| Some((silence, silence.cue_from(paragraph, &words, at)?))) else {
            continue;
        };
        from = end;
        let cue = paragraph.span(at..end);
        let known = found.iter().position(|found| found.cue.start < cue.end && cue.start < found.cue.end);
        let content = silence.content(paragraph, &words, end).map(|content| paragraph.span(content)).into_iter().collect();
        let source = match silence.place {
            Place::Before => who(paragraph, &words, at),
            Place::After => behind(paragraph, &words, end),
        };
        if let Some(known) = known.filter(|known| !found[*known].source.is_empty()) {
            found[known].cue = cue;
            found[known].content = content;
        } else if let Some(source) = source {
            let scores = Scores { cue: CONFIDENCE, spans: CONFIDENCE };
            found.push(Found { source: vec![paragraph.span(source)], cue, content, scores, confidence: CONFIDENCE });
        }
    }
    found.sort_by_key(|found| found.cue);
    found
}

impl Silence {
    /// The end of a cue that begins at a word and is asked what the row says.
    fn cue_from(&self, paragraph: &Paragraph<'_>, words: &[String], start: usize) -> Option<usize> {
        let mut at = start;
        for slot in &self.cue {
            match slot {
                Slot::Adverbs => at += words[at..].iter().take(ADVERBS).take_while(|word| is_adverb(word)).count(),
                Slot::One { of, optional } => match words.get(at) {
                    Some(word) if of.contains(&word.as_str()) => at += 1,
                    _ if *optional => {}
                    _ => return None,
                },
            }
        }
        let inside = |behind: &usize| paragraph.sentence(*behind) == paragraph.sentence(start) && words[*behind] != ",";
        let mut ahead = (at..words.len().min(at + AHEAD)).take_while(inside);
        (self.asked.is_empty() || ahead.any(|behind| self.asked.contains(&words[behind].as_str()))).then_some(at)
    }

    /// What is asked for, or the matter: up to a comma or the end of the sentence.
    fn content(&self, paragraph: &Paragraph<'_>, words: &[String], cue: usize) -> Option<Range<usize>> {
        let matter = || {
            // "for comment on Friday" names no matter.
            let small = paragraph.tokens.get(cue + 1).is_some_and(|next| !next.is_capitalised());
            words.get(cue).is_some_and(|word| self.matter.contains(&word.as_str())) && small
        };
        let start = if self.asked.is_empty() { cue + usize::from(matter()) } else { cue };
        let whole = start..start + words.get(start..).unwrap_or_default().len();
        let inside = |at: &usize| paragraph.sentence(*at) == paragraph.sentence(cue - 1) && paragraph.mark(*at).is_none();
        let end = whole.take_while(|at| inside(at) && !matches!(&*words[*at], "," | ";" | "." | "—" | "–")).last()? + 1;
        (start > cue || !self.asked.is_empty()).then_some(start..end)
    }
}

/// Whether a word is an adverb by its ending, and not "reply".
fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") && lexicon::entry(word).is_none()
}

/// Who is silent, before a cue: the words of its clause, in which no other verb stands.
fn who(paragraph: &Paragraph<'_>, words: &[String], cue: usize) -> Option<Range<usize>> {
    // "It said no and had no comment": who that is stands further off.
    if cue == 0 || matches!(&*words[cue - 1], "and" | "but" | "or") {
        return None;
    }
    let sentence = paragraph.sentence(cue);
    let nearest = cue.saturating_sub(LONGEST)..cue;
    let first = nearest.rev().take_while(|&at| paragraph.sentence(at) == sentence && paragraph.mark(at).is_none()).last()?;
    let class = |at: usize| lexicon::class(&words[at]);
    // A name with words of its own between commas: "Ada Quill, the mayor, had no comment".
    let commas: Vec<usize> = (first..cue).filter(|&at| words[at] == ",").collect();
    let start = match commas[..] {
        [] => first,
        [.., last] if last + 1 < cue && !words[last + 1..cue].iter().any(|word| word == "and") => last + 1,
        [_, last] | [_, _, last] if last + 1 == cue || paragraph.tokens[first].is_capitalised() => first,
        _ => return None,
    };
    let small_verb = |at: &usize| {
        let verb = lexicon::entry(&words[*at]).is_some_and(|entry| entry.part == Part::Verb);
        verb && !paragraph.tokens[*at].is_capitalised() && *at + 1 < cue || class(*at) == Some(Class::Auxiliary)
    };
    let start = (start..cue).rev().find(small_verb).map_or(start, |verb| verb + 1);
    let start = (start..cue).find(|&at| class(at) != Some(Class::Linking) && paragraph.tokens[at].is_word())?;
    let end = (start..cue).rev().find(|&at| words[at] != "," && class(at) != Some(Class::Linking))? + 1;
    (end > start && end + 2 > cue).then_some(start..end)
}

/// Who is silent, behind a cue: the words up to a comma or the end of the sentence.
fn behind(paragraph: &Paragraph<'_>, words: &[String], cue: usize) -> Option<Range<usize>> {
    let inside =
        |at: &usize| paragraph.sentence(*at) == paragraph.sentence(cue - 1) && (paragraph.tokens[*at].is_word() || words[*at] == "'s");
    let matter = |at: &usize| SILENCES.iter().any(|silence| silence.matter.contains(&words[*at].as_str()));
    let end = (cue..words.len().min(cue + LONGEST)).take_while(|at| inside(at) && !matter(at)).last()? + 1;
    Some(cue..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{Span, Text};

    /// Source, cue and content of each silence in a sentence.
    fn check(sentence: &str, expected: &[[&str; 3]]) {
        let text = Text::new(sentence);
        let paragraph = Paragraph::new(&text, Span::new(0, text.len()));
        let cut = |spans: &[Span]| spans.iter().map(|span| text.slice(*span)).collect::<String>();
        let found = with_silences(&paragraph, Vec::new());
        let found: Vec<[String; 3]> = found.iter().map(|found| [cut(&found.source), cut(&[found.cue]), cut(&found.content)]).collect();
        assert_eq!(found, expected, "{sentence}");
    }

    #[test]
    fn who_is_silent_is_found() {
        check("The ministry had no immediate comment on the sale.", &[["The ministry", "had no immediate comment", "the sale"]]);
        check("Her office has no comment.", &[["Her office", "has no comment", ""]]);
        let asked = "a request for comment";
        check("Norvik did not immediately respond to a request for comment.", &[["Norvik", "did not immediately respond to", asked]]);
        check("Norvik didn’t respond to a request for comment.", &[["Norvik", "didn’t respond to", asked]]);
        check("But Ada Quill, the mayor, was not available for comment.", &[["Ada Quill, the mayor", "was not available for comment", ""]]);
        check(
            "On Friday, two aides could not immediately be reached for comment.",
            &[["two aides", "could not immediately be reached for comment", ""]],
        );
        check("Quill and Roe could not be reached for comment on Friday.", &[["Quill and Roe", "could not be reached for comment", ""]]);
        check(
            "There was no immediate comment from the Lowmere council.",
            &[["the Lowmere council", "There was no immediate comment from", ""]],
        );
        check("A spokesman did not return calls seeking comment.", &[["A spokesman", "did not return", "calls seeking comment"]]);
        check("Aides to Quill did not reply to emailed questions.", &[["Aides to Quill", "did not reply to", "emailed questions"]]);
        check("It said Velmora had no comment.", &[["Velmora", "had no comment", ""]]);
    }

    #[test]
    fn other_silence_is_left_out() {
        for sentence in [
            "The patient did not respond to the drug.",
            "He did not return to the harbour.",
            "“Norvik had no comment,” she said.",
            "The report said no and had no comment.",
            "The bridge was not available.",
        ] {
            check(sentence, &[]);
        }
    }
}
