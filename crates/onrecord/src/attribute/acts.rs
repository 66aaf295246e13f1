//! The speech act of a statement, from its cue and, where it dismisses its object, from its content.

use std::ops::Range;

use serde::Serialize;

use crate::model::{Act, Stance};

use super::lexicon;
use super::paragraph::Paragraph;

/// Words that call a claim untrue: said of a claim, they deny it.
const UNTRUE: &[&str] = &[
    "absurd",
    "baseless",
    "bogus",
    "fabricated",
    "fabrication",
    "fake",
    "false",
    "falsehood",
    "fiction",
    "groundless",
    "hoax",
    "inaccurate",
    "incorrect",
    "invented",
    "laughable",
    "lie",
    "lies",
    "ludicrous",
    "myth",
    "nonsense",
    "preposterous",
    "ridiculous",
    "sham",
    "slander",
    "smear",
    "unfounded",
    "unsubstantiated",
    "untrue",
];
/// Verbs that give their object a name.
const NAMING: &[&str] = &[
    "call",
    "called",
    "calling",
    "calls",
    "label",
    "labeled",
    "labeling",
    "labelled",
    "labelling",
    "labels",
    "describe",
    "described",
    "describes",
    "describing",
    "brand",
    "branded",
    "brands",
    "term",
    "termed",
    "terms",
    "dub",
    "dubbed",
    "dubs",
    "deemed",
    "characterized",
    "characterised",
];
/// Words that turn a cue's act around.
const NEGATIONS: &[&str] = &[
    "not", "never", "no", "n't", "didn't", "doesn't", "don't", "won't", "wouldn't", "couldn't", "hasn't", "haven't", "cannot", "can't",
    "neither",
];
/// What a question begins with.
const QUESTIONS: &[&str] = &["whether", "if", "why", "how", "what", "when", "who", "where", "which", "about"];
/// What a source that declines will not do; "say" alone may be negated for other reasons.
const SPEAKING: &[&str] = &[
    "say",
    "comment",
    "answer",
    "discuss",
    "elaborate",
    "speak",
    "respond",
    "responded",
    "disclose",
    "disclosed",
    "address",
    "provide",
    "reveal",
    "specify",
    "confirm",
    "return",
    "returned",
    "returning",
    "responding",
    "commenting",
    "release",
    "explain",
];
/// A content is negated where one of its first words is: further on a negation is seldom the main clause's.
const CLAUSE: usize = 8;

/// The act of a cue toward a content, where that puts the source toward the content's proposition, and what both were read from.
pub(super) fn act(paragraph: &Paragraph<'_>, cue: &Range<usize>, content: &[Range<usize>]) -> (Act, Stance, Ground) {
    let word = |at: usize| paragraph.tokens.get(at).map_or_else(String::new, |token| token.text.to_lowercase().replace('’', "'"));
    let cue_words: Vec<String> = cue.clone().map(word).collect();
    let has = |words: &[&str]| cue_words.iter().any(|w| words.contains(&w.as_str()));
    let negated = has(NEGATIONS) || cue.start > 0 && NEGATIONS[..4].contains(&word(cue.start - 1).as_str());
    let content_has = |words: &[&str]| content.iter().any(|part| part.clone().any(|at| words.contains(&word(at).as_str())));
    let opening: Vec<String> = (cue.end..paragraph.tokens.len()).take(CLAUSE).map(word).take_while(|w| w != ".").collect();
    let begins: Vec<String> = content.first().map_or_else(Vec::new, |part| part.clone().take(CLAUSE).map(word).collect());

    let ground = |rule| Ground { rule, word: None, turned: None };
    if has(NAMING) && content_has(UNTRUE) {
        return (Act::Deny, Stance::Denies, ground("gives the content a name that calls it untrue"));
    }
    if has(UNTRUE) {
        return (Act::Deny, Stance::Denies, ground("the cue calls the content untrue"));
    }
    let (act, mut ground) = if refuses(&cue_words, negated) {
        (Act::Decline, ground("refuses or fails to speak"))
    } else {
        lexical_act(&cue_words, &opening, &begins)
    };
    let turns = if negated { Some("the cue is negated") } else { content_negated(&begins).then_some("the content is negated") };
    let content_negated = content_negated(&begins);
    if act == Act::Say && !negated && calls_untrue(content, word) {
        ground.turned = Some("the content calls something untrue");
        return (Act::Deny, Stance::Denies, ground);
    }
    ground.turned = turns.filter(|_| !matches!(act, Act::Ask | Act::Urge | Act::Decline));
    let (act, stance) = match act {
        Act::Deny | Act::Confirm if negated => (Act::Say, Stance::Neutral),
        Act::Deny if content_negated => (Act::Deny, Stance::Affirms),
        Act::Deny => (Act::Deny, Stance::Denies),
        Act::Accuse | Act::Say | Act::Think if negated => (act, Stance::Neutral),
        Act::Ask | Act::Urge | Act::Decline => (act, Stance::Neutral),
        // "said it had never shipped any": the source holds that what others assert is not so.
        _ if content_negated => (act, Stance::Denies),
        _ => (act, Stance::Affirms),
    };
    (act, stance, ground)
}

/// What an act and a stance were read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// The rule that gave the act, for people.
    pub rule: &'static str,
    /// The cue's word that the lexicon (`data/cues.tsv`) knows, where it decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
    /// What turned the act or the stance around, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turned: Option<&'static str>,
}

/// The act of the cue's last verb that the lexicon knows, else of its last noun; "say" where it knows none.
/// `opening`: the words after the cue; `begins`: the content's first ones.
fn lexical_act(cue: &[String], opening: &[String], begins: &[String]) -> (Act, Ground) {
    let entries: Vec<(&String, lexicon::Entry)> = cue.iter().filter_map(|word| Some((word, lexicon::entry(word)?))).collect();
    let verb = entries.iter().rev().find(|(_, entry)| entry.part == lexicon::Part::Verb);
    let Some((word, entry)) = verb.or(entries.last()) else {
        return (Act::Say, Ground { rule: "no word of the cue is in the lexicon", word: None, turned: None });
    };
    let by = |act, rule| (act, Ground { rule, word: Some((*word).clone()), turned: None });
    let starts = |stem: &str| word.starts_with(stem);
    let any = |words: &[&str]| cue.iter().chain(opening.iter().take(1)).any(|w| words.contains(&w.as_str()));
    let question = opening.iter().any(|w| QUESTIONS.contains(&w.as_str()));
    let infinitive = opening.iter().position(|w| w == "to");
    let to = begins.first().is_some_and(|w| w == "to");
    match () {
        // "called on the council to act", "asked her to leave", "told her to go", "wants them to go", but "asked whether", "wants to go"
        () if starts("call") && any(&["on", "upon", "for"]) => by(Act::Urge, "calls on somebody, or for something"),
        () if starts("ask") && !question && (infinitive.is_some() || any(&["for", "to"])) => by(Act::Urge, "asks somebody to do something"),
        () if matches!(word.as_str(), "told" | "tell" | "tells" | "telling") && to => by(Act::Urge, "tells somebody to do something"),
        () if starts("offer") && to => by(Act::Pledge, "offers to do something"),
        () if starts("rul") && any(&["out"]) => by(Act::Deny, "rules something out"),
        () if starts("threatened") && opening.first().is_some_and(|w| w == "with") => by(Act::Say, "is threatened, does not threaten"),
        () if starts("want") && (infinitive == Some(0) || cue.last().is_some_and(|w| w == "to")) => by(Act::Think, "wants to do something"),
        () if starts("agree") && infinitive == Some(0) => by(Act::Pledge, "agrees to do something"),
        () => by(entry.act, "the lexicon's act of the word"),
    }
}

/// "said the claims were false": a short content whose predicate is that something is untrue.
fn calls_untrue(content: &[Range<usize>], word: impl Fn(usize) -> String) -> bool {
    const SHORT: usize = 14;
    const ADVERBS: [&str; 6] = ["simply", "completely", "totally", "entirely", "just", "all"];
    let [part] = content else { return false };
    let words: Vec<String> = part.clone().take(SHORT + 1).map(word).collect();
    let is = |w: &String| matches!(w.as_str(), "is" | "are" | "was" | "were" | "'s" | "'re");
    let after = |at: usize| words[at + 1..].iter().find(|w| !ADVERBS.contains(&w.as_str()) && w.as_str() != "a");
    words.len() <= SHORT
        && words.iter().enumerate().any(|(at, w)| is(w) && after(at).is_some_and(|w| UNTRUE.contains(&w.as_str()) || w == "wrong"))
}

/// "declined to comment", "would not say", "did not respond to a request"
fn refuses(cue: &[String], negated: bool) -> bool {
    let any = |words: &[&str]| cue.iter().any(|w| words.contains(&w.as_str()));
    let declines = any(&["declined", "declines", "declining", "refused", "refuses", "refusing"]);
    let speaking = cue.iter().any(|w| SPEAKING.contains(&w.as_str()));
    let silent = (negated || any(&["yet", "failed", "fails", "failing"])) && cue.iter().any(|w| SPEAKING[1..].contains(&w.as_str()));
    let would_not_say = negated && any(&["would", "wouldn't"]) && any(&["say"]);
    let unresponsive = any(&["unresponsive"]);
    declines && (speaking || cue.len() <= 2) || silent || would_not_say || unresponsive
}

/// Whether the clause that a content begins with is itself negated.
fn content_negated(begins: &[String]) -> bool {
    begins.iter().any(|word| matches!(word.as_str(), "not" | "never" | "hadn't" | "didn't" | "wasn't"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{Span, Text};

    /// `cue` and `content` are words of the sentence.
    fn check(sentence: &str, cue: &str, content: &str, expected: (Act, Stance)) {
        let text = Text::new(sentence);
        let paragraph = Paragraph::new(&text, Span::new(0, text.len()));
        let range = |words: &str| {
            let bytes = sentence.find(words).unwrap();
            let span = text.span(bytes..bytes + words.len());
            let inside: Vec<usize> = (0..paragraph.tokens.len()).filter(|&at| span.contains(paragraph.tokens[at].span)).collect();
            inside[0]..inside[inside.len() - 1] + 1
        };
        let (act, stance, _) = act(&paragraph, &range(cue), &[range(content)]);
        assert_eq!((act, stance), expected, "{sentence}");
    }

    #[test]
    fn acts() {
        check("She again denied that it had sent arms.", "again denied", "that it had sent arms", (Act::Deny, Stance::Denies));
        check("She denied that it had not paid.", "denied", "that it had not paid", (Act::Deny, Stance::Affirms));
        check("He did not deny the sale.", "did not deny", "the sale", (Act::Say, Stance::Neutral));
        check("She called the report a lie.", "called", "the report a lie", (Act::Deny, Stance::Denies));
        check("The firm declined to comment on the sale.", "declined to comment", "the sale", (Act::Decline, Stance::Neutral));
        check(
            "The bureau did not respond to a request for comment.",
            "did not respond to",
            "a request for comment",
            (Act::Decline, Stance::Neutral),
        );
        check("They asked the council to act.", "asked", "the council to act", (Act::Urge, Stance::Neutral));
        check("They asked whether it would act.", "asked", "whether it would act", (Act::Ask, Stance::Neutral));
        check("She wants to leave.", "wants", "to leave", (Act::Think, Stance::Affirms));
        check("She was pleased that it held.", "was pleased", "that it held", (Act::Think, Stance::Affirms));
        check("The minister would not say who paid.", "would not say", "who paid", (Act::Decline, Stance::Neutral));
        check("They called on the council to act.", "called on", "the council to act", (Act::Urge, Stance::Neutral));
        check("They have accused Borduria of theft.", "have accused", "Borduria of theft", (Act::Accuse, Stance::Affirms));
        check("He said it had never sent arms.", "said", "it had never sent arms", (Act::Say, Stance::Denies));
        check("They didn’t answer the letter.", "didn’t answer", "the letter", (Act::Decline, Stance::Neutral));
        check("They told her to leave.", "told", "to leave", (Act::Urge, Stance::Neutral));
        check("The firm offered to pay.", "offered", "to pay", (Act::Pledge, Stance::Affirms));
        check("The mayor ruled out a sale.", "ruled out", "a sale", (Act::Deny, Stance::Denies));
        check("He said the figures were simply wrong.", "said", "the figures were simply wrong", (Act::Deny, Stance::Denies));
        check("Experts believe it failed.", "believe", "it failed", (Act::Think, Stance::Affirms));
    }
}
