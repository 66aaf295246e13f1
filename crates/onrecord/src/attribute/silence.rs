//! Statements that somebody would or could not make: "had no immediate comment", "could not be reached for comment".

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::grammar;
use crate::table::{columns, value};
use crate::text::straight;

use super::lexicon::{self, Class, Part};
use super::paragraph::Paragraph;
use super::tagger::{Found, Scores};

/// How likely such words are what they look like, by hand: the form leaves hardly a doubt.
const CONFIDENCE: f32 = 0.8;
/// What is asked for stands so many words behind the cue at most.
const AHEAD: usize = 8;
/// So many adverbs stand in a place for them at most, so many words are sought before the cue for who is silent, and so many has a matter.
const ADVERBS: usize = 2;
const LONGEST: usize = 24;
const MATTER: usize = 40;

/// One row of `data/silences.tsv`.
struct Silence {
    place: Place,
    cue: Vec<Slot>,
    asked: Vec<&'static str>,
    carriers: Vec<&'static str>,
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
    let silence = |[place, cue, asked, carriers, matter]: [&'static str; 5]| Silence {
        place: value(file, place),
        cue: cue.split(' ').map(Slot::new).collect(),
        asked: words(asked),
        carriers: words(carriers),
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
    let (mut from, mut silent) = (0, Vec::new());
    for at in 0..words.len() {
        if at < from || paragraph.is_quoted(at) {
            continue;
        }
        let Some((silence, end)) = SILENCES.iter().find_map(|silence| Some((silence, silence.cue_from(paragraph, &words, at)?))) else {
            continue;
        };
        from = end;
        let cue = paragraph.span(at..end);
        let near = found.partition_point(|found| found.cue.start < cue.start);
        let is_known = |found: &Found| found.cue.overlaps(cue) && !found.source.is_empty();
        let known = (near.saturating_sub(1)..=near).find(|at| found.get(*at).is_some_and(is_known));
        let content = silence.content(paragraph, &words, end).map(|content| paragraph.span(content)).into_iter().collect();
        let source = match silence.place {
            Place::Before => who(paragraph, &words, at),
            Place::After => behind(paragraph, &words, end),
        };
        if let Some(known) = known {
            found[known].cue = cue;
            found[known].content = content;
        } else if let Some(source) = source {
            let scores = Scores { cue: CONFIDENCE, spans: CONFIDENCE };
            silent.push(Found { source: vec![paragraph.span(source)], cue, content, scores, confidence: CONFIDENCE });
        }
    }
    found.extend(silent);
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
        self.is_asked(paragraph, words, at).then_some(at)
    }

    /// Whether what is asked for is the object behind a cue: "a request for comment", "his questions"; what only carries a question must name
    /// it, or end its clause: "calls". Where nothing need be asked for, no noun goes on with the cue: "comment writers".
    fn is_asked(&self, paragraph: &Paragraph<'_>, words: &[String], cue: usize) -> bool {
        let small = |at: usize| paragraph.tokens[at].is_word() && !paragraph.tokens[at].is_capitalised();
        let ends =
            |at: usize| at >= words.len() || !paragraph.tokens[at].is_word() || paragraph.sentence(at) != paragraph.sentence(cue - 1);
        let goes_on =
            |word: &str| grammar::preposition(word) || grammar::conjunction(word) || grammar::boundary(word) || grammar::follower(word);
        if self.asked.is_empty() {
            let apart = |word: &str| goes_on(word) || grammar::between(word);
            return self.place == Place::After || ends(cue) || !small(cue) || apart(&words[cue]);
        }
        let ahead = |from: usize| (from..words.len().min(cue + AHEAD)).take_while(|at| !ends(*at));
        let asks = |at: &usize| self.asked.contains(&words[*at].as_str());
        let carries = |at: &usize| self.carriers.contains(&words[*at].as_str());
        let Some(object) = ahead(cue).take_while(|at| !goes_on(&words[*at])).find(|at| asks(at) || carries(at)) else { return false };
        ahead(object).any(|at| asks(&at)) || ends(object + 1)
    }

    /// What is asked for, or the matter: up to a comma or the end of the sentence.
    fn content(&self, paragraph: &Paragraph<'_>, words: &[String], cue: usize) -> Option<Range<usize>> {
        let matter = || {
            // "for comment on Friday" names no matter.
            let small = paragraph.tokens.get(cue + 1).is_some_and(|next| !next.is_capitalised());
            words.get(cue).is_some_and(|word| self.matter.contains(&word.as_str())) && small
        };
        let start = if self.asked.is_empty() { cue + usize::from(matter()) } else { cue };
        let whole = start..words.len().min(start + MATTER);
        let inside = |at: &usize| paragraph.sentence(*at) == paragraph.sentence(cue - 1) && paragraph.mark(*at).is_none();
        let end = whole.take_while(|at| inside(at) && !matches!(&*words[*at], "," | ";" | "." | "—" | "–")).last()? + 1;
        (start > cue || !self.asked.is_empty()).then_some(start..end)
    }
}

/// Whether a word is an adverb by its ending, and not "reply".
fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") && lexicon::entry(word).is_none()
}

/// Who is silent, before a cue: the noun phrase next to it, with what stands between commas behind it ("Ada Quill, the mayor, had no comment").
fn who(paragraph: &Paragraph<'_>, words: &[String], cue: usize) -> Option<Range<usize>> {
    // "It said no and had no comment": who that is stands further off.
    let last = cue.checked_sub(1).filter(|last| !grammar::conjunction(&words[*last]))?;
    let sentence = paragraph.sentence(cue);
    let nearest = cue.saturating_sub(LONGEST)..cue;
    let first = nearest.rev().take_while(|&at| paragraph.sentence(at) == sentence && paragraph.mark(at).is_none()).last()?;
    let linking = lexicon::class(&words[last]) == Some(Class::Linking);
    let comma = |before: usize| (first..before).rev().find(|&at| words[at] == ",");
    let clause = |before: usize| comma(before).map_or(first, |comma| comma + 1)..before;
    if words[last] != "," {
        return noun_phrase(paragraph, words, clause(if linking { last } else { cue }));
    }
    let opening = comma(last)?;
    let head = noun_phrase(paragraph, words, clause(opening))?;
    let own = noun_phrase(paragraph, words, opening + 1..last).is_some_and(|own| own.start == opening + 1);
    Some(if own { head.start..last } else { head })
}

/// The noun phrase that a clause is, or that stands in it behind who says so ("Poe said the council"). Whatever may be more than that is none.
fn noun_phrase(paragraph: &Paragraph<'_>, words: &[String], clause: Range<usize>) -> Option<Range<usize>> {
    let class = |at: usize| lexicon::class(&words[at]);
    let small = |at: usize| !paragraph.tokens[at].is_capitalised();
    let verb = |at: usize| small(at) && lexicon::entry(&words[at]).is_some_and(|entry| entry.part == Part::Verb && entry.base != words[at]);
    let hangs = |at: usize| {
        let word = words[at].as_str();
        let clausal = grammar::relative(word) || grammar::boundary(word) || matches!(class(at), Some(Class::Asking | Class::Linking));
        clausal && !grammar::conjunction(word)
    };
    let begins = |at: usize| grammar::determiner(&words[at]) || grammar::follower(&words[at]);
    let said = |at: &usize| verb(*at) && at + 1 < clause.end && (!small(at + 1) || begins(at + 1));
    let start = match clause.clone().rev().find(said) {
        Some(said) if (clause.start..said).any(hangs) => return None,
        Some(said) => said + 1 + usize::from(words[said + 1] == "that"),
        None => clause.clone().find(|at| class(*at) != Some(Class::Linking))?,
    };
    let follows = |before: &str| grammar::preposition(before) || grammar::conjunction(before) || grammar::determiner(before);
    let plain = |at: usize| {
        let inside = at == start || follows(&words[at - 1]) || !begins(at);
        inside && !verb(at) && !((small(at) || at == start) && hangs(at)) && !(small(at) && class(at) == Some(Class::Auxiliary))
    };
    let begun = start < clause.end && paragraph.tokens[start].is_word() && !grammar::preposition(&words[start]);
    (begun && (start..clause.end).all(plain)).then_some(start..clause.end)
}

/// Who is silent, behind a cue: the words up to a comma or the end of the sentence.
fn behind(paragraph: &Paragraph<'_>, words: &[String], cue: usize) -> Option<Range<usize>> {
    let inside =
        |at: &usize| paragraph.sentence(*at) == paragraph.sentence(cue - 1) && (paragraph.tokens[*at].is_word() || words[*at] == "'s");
    let matter = |at: &usize| SILENCES.iter().any(|silence| silence.matter.contains(&words[*at].as_str()));
    let end =
        (cue..words.len().min(cue + LONGEST)).take_while(|at| inside(at) && !matter(at) && !grammar::boundary(&words[*at])).last()? + 1;
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
        check("Will Roe had no comment last week.", &[["Will Roe", "had no comment", ""]]);
        check("Norvik, which owns the port, did not return phone calls.", &[["Norvik", "did not return", "phone calls"]]);
        check("Kessin, Ada Quill said, had no comment.", &[["Kessin", "had no comment", ""]]);
        check(
            "Ada Quill could not be reached for comment by Ostrany Post on Friday, and Norvik, Kessin and the council had no comment.",
            &[["Ada Quill", "could not be reached for comment", ""], ["Kessin and the council", "had no comment", ""]],
        );
        let council = "On Monday Tom Poe met Ann Roe, who runs the port, and the council had no comment.";
        check(council, &[["the council", "had no comment", ""]]);
    }

    #[test]
    fn other_silence_is_left_out() {
        for sentence in [
            "The patient did not respond to the drug.",
            "He did not return to the harbour.",
            "“Norvik had no comment,” she said.",
            "The report said no and had no comment.",
            "The bridge was not available.",
            "A woman who answered the phone had no comment.",
            "The company that made it had no comment.",
            "Quill declined to say whether it had no comment.",
            "Although Tom Poe praised Ann Roe the council had no comment.",
            "Quill told Ostrany Post it had no comment.",
            "The alleged thief had no comment.",
            "On Friday Norvik had no comment.",
            "The drug did not respond to calls by the patients to reply.",
            "The database did not return a message when asked for requests.",
            "The law was not available to comment writers.",
        ] {
            check(sentence, &[]);
        }
    }
}
