//! The speech act of a statement, from its cue and, where it dismisses its object, from its content.

use std::ops::Range;

use serde::Serialize;

use crate::grammar;
use crate::model::{Act, Stance};
use crate::text::straight;

use super::lexicon::{self, Class};
use super::paragraph::Paragraph;
use super::patterns::{Around, Pattern, pattern};

/// A content is negated where one of its first words is: further on a negation is seldom the main clause's.
const CLAUSE: usize = 8;

/// The object of a verb that denies is told by so many words: "rejects Odo Quill's latest comments".
const OBJECT: usize = 5;

/// The act of a cue toward a content, where that puts the source toward the content's proposition, and what both were read from.
pub(super) fn act(paragraph: &Paragraph<'_>, cue: &Range<usize>, content: &[Range<usize>]) -> (Act, Stance, Ground) {
    let word = |at: usize| straight(&paragraph.tokens[at].text.to_lowercase());
    let words = |range: Range<usize>| range.map(word).collect::<Vec<String>>();
    let end = paragraph.tokens.len();
    let clause = (cue.end..end.min(cue.end + CLAUSE)).take_while(|&at| paragraph.mark(at).is_none() && paragraph.tokens[at].text != ".");
    let mut cue_words = cue_words(paragraph, cue);
    let opening: Vec<String> = clause.map(word).collect();
    let begins = content.first().map_or_else(Vec::new, |part| words(part.start..part.end.min(part.start + CLAUSE)));
    // "did | not respond to a request": the verb belongs to the cue.
    if matches!(&cue_words[..], [only] if matches!(&**only, "did" | "does" | "do" | "has" | "have" | "had" | "would" | "could"))
        && begins.first().is_some_and(|word| is(word, &[Class::Negation]))
    {
        cue_words.extend_from_slice(&begins[..begins.len().min(2)]);
    }
    // "not only brushed it off"
    let turns = |at: usize| {
        is(&cue_words[at], &[Class::Negation, Class::Nothing]) && !cue_words.get(at + 1).is_some_and(|next| is(next, &[Class::Weak]))
    };
    let negated = (0..cue_words.len()).any(turns) || cue.start > 0 && is(&word(cue.start - 1), &[Class::Negation, Class::Nothing]);
    // "has not yet paid" and "did not fail to pay" deny no payment.
    let weakened = |at: usize| begins.get(at + 1).is_some_and(|word| is(word, &[Class::Weak, Class::Failing]));
    let content_negated = (0..begins.len()).any(|at| is(&begins[at], &[Class::Negation]) && !weakened(at) && !narrows(&begins, at));

    let ground = |rule| Ground { rule, word: None, turned: None };
    let (lexical, lexical_ground, pattern) = lexical_act(&cue_words, &opening, &begins);
    // "called for an end to fake news" names nothing.
    let names = pattern.is_none() && has(&cue_words, &[Class::Naming]);
    if names && content.iter().any(|part| has(&words(part.clone()), &[Class::Untrue])) {
        return (Act::Deny, Stance::Denies, ground("gives the content a name that calls it untrue"));
    }
    // "Roe's false claims" are what Roe says.
    let told = cue_words.iter().any(|word| lexicon::entry(word).is_some_and(|entry| entry.part == lexicon::Part::Verb));
    let of_claims = |at: usize| {
        let next = cue_words.get(at + 1).or(begins.first().filter(|_| !told));
        next.is_some_and(|next| lexicon::is_saying(next))
    };
    if (0..cue_words.len()).any(|at| is(&cue_words[at], &[Class::Untrue]) && !of_claims(at)) {
        return (Act::Deny, Stance::Denies, ground("the cue calls the content untrue"));
    }
    let made_by = |pattern: Option<&Pattern>, class| pattern.is_some_and(|pattern| pattern.words.iter().any(|word| is(word, &[class])));
    // "refused to accept": the refusal made the act.
    let by_refusal = made_by(pattern, Class::Refusing);
    let (act, mut ground, pattern) = if !by_refusal && refuses(&cue_words, negated, &begins) {
        (Act::Decline, ground("refuses or fails to speak"), None)
    } else {
        (lexical, lexical_ground, pattern)
    };
    // "pleaded not guilty": the negation did.
    let by_negation = made_by(pattern, Class::Negation);
    let (negated, content_negated) = (negated && !by_negation, content_negated && !by_negation);
    if act == Act::Say
        && !negated
        && let Some(part) = content.first()
    {
        let part = words(part.clone());
        if keeps_silent(clause_of(&part)) {
            ground.turned = Some("the content says that there is no comment");
            return (Act::Decline, Stance::Neutral, ground);
        }
        ground.turned = gainsays(&part);
        if ground.turned.is_some() {
            return (Act::Deny, Stance::Denies, ground);
        }
    }
    // Who refuses to reject something does not reject it.
    let negated = negated || act == Act::Deny && !by_refusal && has(&cue_words, &[Class::Refusing, Class::Failing]);
    let turned = if negated { Some("the cue is negated") } else { content_negated.then_some("the content is negated") };
    ground.turned = turned.filter(|_| !matches!(act, Act::Ask | Act::Urge | Act::Decline));
    let (act, stance) = match act {
        _ if negated && pattern.is_none() && has(&cue_words, &[Class::Accepting]) => (Act::Deny, Stance::Denies),
        Act::Deny | Act::Confirm | Act::Pledge if negated => (Act::Say, Stance::Neutral),
        Act::Deny if content_negated => (Act::Deny, Stance::Affirms),
        Act::Deny => (Act::Deny, Stance::Denies),
        Act::Accuse | Act::Say if negated => (act, Stance::Neutral),
        // "did not know whether it was safe", "did not know that it was"
        Act::Think if negated && (has(&cue_words, &[Class::Knowing]) || begins.first().is_some_and(|word| is(word, &[Class::Asking]))) => {
            (act, Stance::Neutral)
        }
        Act::Think | Act::Expect if negated => (act, if content_negated { Stance::Affirms } else { Stance::Denies }),
        Act::Say | Act::Think if has(&cue_words, &[Class::Against]) => (act, Stance::Denies),
        Act::Ask | Act::Urge | Act::Decline => (act, Stance::Neutral),
        // "said it had never shipped any": the source holds that what others assert is not so.
        _ if content_negated => (act, Stance::Denies),
        _ => (act, Stance::Affirms),
    };
    (act, stance, ground)
}

/// Whether a "not" among words negates no clause but narrows a noun before it: "candidates not named Roe".
fn narrows(words: &[String], at: usize) -> bool {
    let participle = words.get(at + 1).is_some_and(|next| next.ends_with("ed") || next.ends_with("ing"));
    let helps = |before: &String| is(before, &[Class::Auxiliary]) || before.contains('\'');
    words[at] == "not" && participle && at > 0 && !helps(&words[at - 1])
}

/// Whether a word is of one of the classes.
fn is(word: &str, classes: &[Class]) -> bool {
    lexicon::class(word).is_some_and(|class| classes.contains(&class))
}

/// Whether one of the words is of one of the classes.
fn has(words: &[String], classes: &[Class]) -> bool {
    words.iter().any(|word| is(word, classes))
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

/// The act of the cue's last verb that the lexicon knows and that is no other verb's object, else of its last noun, with the pattern that gave
/// it; "say" where it knows none.
/// `opening`: the words after the cue; `begins`: the content's first ones.
fn lexical_act(cue: &[String], opening: &[String], begins: &[String]) -> (Act, Ground, Option<&'static Pattern>) {
    let entries: Vec<(usize, lexicon::Entry)> = cue.iter().enumerate().filter_map(|(at, word)| Some((at, lexicon::entry(word)?))).collect();
    let verbs: Vec<&(usize, lexicon::Entry)> = entries.iter().filter(|(_, entry)| entry.part == lexicon::Part::Verb).collect();
    // "denied claims": the second is what was denied.
    let object = |place: usize| {
        let between = place.checked_sub(1).map(|before| &cue[verbs[before].0 + 1..verbs[place].0]);
        let joined = |word: &String| matches!(word.as_str(), "to" | "and" | ",");
        lexicon::is_saying(&cue[verbs[place].0]) && between.is_some_and(|between| !between.iter().any(joined))
    };
    let verb = (0..verbs.len()).rev().find(|place| !object(*place)).map(|place| verbs[place]);
    let Some((at, entry)) = verb.or(entries.last()) else {
        return (Act::Say, Ground { rule: "no word of the cue is in the lexicon", word: None, turned: None }, None);
    };
    let pattern = pattern(&Around { cue, verb: *at, opening, content: begins });
    let (act, rule) = pattern.map_or((entry.act, "the lexicon's act of the word"), |pattern| (pattern.act, pattern.reason));
    (act, Ground { rule, word: Some(cue[*at].clone()), turned: None }, pattern)
}

/// The words of a cue in lower case; beside a verb in small letters a name keeps its capital, and is no cue: "said on Meet the Press".
fn cue_words(paragraph: &Paragraph<'_>, cue: &Range<usize>) -> Vec<String> {
    let small = |at: usize| !paragraph.tokens[at].is_capitalised();
    let word = |at: usize| straight(&paragraph.tokens[at].text.to_lowercase());
    let verb = |at: usize| lexicon::entry(&word(at)).is_some_and(|entry| entry.part == lexicon::Part::Verb);
    let told = cue.clone().any(|at| small(at) && verb(at));
    cue.clone().map(|at| if told && !small(at) { paragraph.tokens[at].text.to_owned() } else { word(at) }).collect()
}

/// "said it would not comment on the talks", "the firm had nothing further to add": a clause in which the source, or the body it speaks for,
/// keeps what is asked to itself, and says nothing else.
fn keeps_silent(clause: &[String]) -> bool {
    const SUBJECT: usize = 4;
    const FIRST: usize = 12;
    let spoken = clause.iter().map(String::as_str).filter(|word| word.contains(char::is_alphanumeric));
    let words: Vec<&str> = spoken.skip_while(|word| *word == "that").take(FIRST).collect();
    let own = words.first().is_some_and(|word| matches!(*word, "i" | "we" | "he" | "she" | "they" | "it" | "the" | "there"));
    if !own || words.iter().any(|word| matches!(*word, "but" | "which" | "who")) {
        return false;
    }
    let degree = |word: &str| {
        word.ends_with("ly") && !is(word, &[Class::Weak])
            || matches!(word, "further" | "more" | "else" | "additional" | "going" | "be" | "to")
    };
    let silent = |at: usize| {
        let next = (at + 1..words.len()).find(|&next| !degree(words[next]));
        next.is_some_and(|next| match words[at] {
            "nothing" => matches!(words[next], "add" | "say") && words.get(next + 1) != Some(&"that"),
            // "no company comment"
            word if is(word, &[Class::Nothing]) => words[next..].iter().take(2).any(|word| *word == "comment"),
            "unable" => words[next] == "comment",
            // "is not to comment" is a rule
            word => is(word, &[Class::Negation]) && words[at + 1] != "to" && words[next] == "comment",
        })
    };
    (0..words.len().min(SUBJECT)).any(silent)
}

/// How a content denies something by its first clause, if it does.
fn gainsays(content: &[String]) -> Option<&'static str> {
    let first = clause_of(content);
    // "allegations that homes are searched, and that the old are held, are lies"
    let sentence = content.split(|word| matches!(word.as_str(), "." | ";" | "!" | "?")).next().unwrap_or_default();
    if calls_untrue(first) || tells_of_claim(content) && calls_untrue(sentence) {
        return Some("the content calls something untrue");
    }
    rejects(first).then_some("the content rejects something")
}

/// The first clause of a content: up to the end of its sentence, or to an "and" behind a comma or before "that".
fn clause_of(content: &[String]) -> &[String] {
    let next = |at: usize| content.get(at + 1).map(String::as_str);
    let ends = |at: &usize| match &*content[*at] {
        "." | ";" | "!" | "?" => true,
        "," => next(*at) == Some("and"),
        "and" => next(*at) == Some("that"),
        _ => false,
    };
    let end = (0..content.len()).find(ends).unwrap_or(content.len());
    &content[..end]
}

/// Whether a content begins with what is said: "allegations that …".
fn tells_of_claim(content: &[String]) -> bool {
    const FIRST: usize = 4;
    let beginning = &content[..content.len().min(FIRST)];
    beginning.windows(2).any(|pair| lexicon::is_saying(&pair[0]) && pair[1] == "that")
}

/// "said that he rejects the claim", "“I deny it”": a content whose subject, a pronoun for whoever speaks, denies what somebody said.
fn rejects(content: &[String]) -> bool {
    let spoken = content.iter().map(String::as_str).filter(|word| word.contains(char::is_alphanumeric));
    let words: Vec<&str> = spoken.skip_while(|word| *word == "that").collect();
    let verb = words.iter().skip(1).position(|word| !word.ends_with("ly")).map(|at| at + 1);
    let Some((subject, verb)) = words.first().zip(verb) else { return false };
    let denies = lexicon::entry(words[verb]).is_some_and(|entry| entry.act == Act::Deny);
    let said = words[verb + 1..].iter().take(OBJECT).any(|word| lexicon::is_saying(word))
        || matches!(words.get(verb + 1), Some(&"it" | &"this" | &"that"));
    matches!(*subject, "i" | "we" | "he" | "she" | "they" | "it") && denies && said
}

/// "said the claims were false": a content whose predicate is that something is untrue or not true; a short one, or one that begins with
/// what is said and ends, but for a reason, in that predicate ("reports that … were false").
fn calls_untrue(content: &[String]) -> bool {
    const SHORT: usize = 14;
    const LONG: usize = 40;
    const BEGINS: usize = 3;
    // The marks around a quoted word are no words: "was “absurd”".
    let content: Vec<&String> = content.iter().filter(|word| word.contains(char::is_alphanumeric)).collect();
    // "is simply false", "is a bunch of nonsense", "are peddling fiction"
    let between = |word: &str| word.ends_with("ly") || is(word, &[Class::Degree]) || matches!(word, "bunch" | "pack" | "of");
    let predicate = |at: usize| (at + 1..content.len()).find(|&next| !between(content[next]));
    let reason = |word: &String| matches!(word.as_str(), "because" | "since" | "as");
    let ends = |at: usize| content.len() <= SHORT || content.get(at + 1).is_none_or(|next| reason(next));
    // "Roe's misinformation" is no sentence, "it's misinformation" is.
    let pronoun = |at: usize| at > 0 && matches!(&**content[at - 1], "it" | "that" | "this" | "he" | "she" | "what" | "everything");
    let copula = |at: usize| match &**content[at] {
        "is" | "are" | "was" | "were" | "'re" => true,
        "'s" => pronoun(at),
        _ => false,
    };
    // "wrong to go" is a judgement of a deed.
    let deed = || content.windows(2).any(|pair| pair[0] == "wrong" && matches!(&**pair[1], "to" | "for"));
    let untrue = |word: &String| word == "wrong" && !deed() || is(word, &[Class::Untrue]);
    let negated = |words: &[&String]| words.iter().any(|word| is(word, &[Class::Negation]));
    let made_up = || match &content[..] {
        [before @ .., made, what, up] => {
            *made == "made" && *up == "up" && matches!(what.as_str(), "it" | "this" | "that") && !negated(before)
        }
        _ => false,
    };
    // "you are being ridiculous" judges a person.
    let person = |at: usize| at > 0 && content[at - 1] == "you";
    let called =
        || (0..content.len()).any(|at| copula(at) && !person(at) && predicate(at).is_some_and(|next| untrue(content[next]) && ends(next)));
    let begins_with_claim = content.iter().take(BEGINS).any(|word| lexicon::is_saying(word));
    content.len() <= if begins_with_claim { LONG } else { SHORT } && (made_up() || called() || is_not_true(&content, ends))
}

/// "is not really true", "won't be the case", "no truth to it", but neither "not only true" nor "not true friends". Its
/// predicate stands where the content `ends`.
fn is_not_true(content: &[&String], ends: impl Fn(usize) -> bool) -> bool {
    let degree = |word: &str| word.ends_with("ly") && !is(word, &[Class::Weak]) || word == "be";
    let goes_on = |next: &str| next == "that" || grammar::conjunction(next) || grammar::preposition(next);
    let closes = |at: usize| ends(at) && content.get(at + 1).is_none_or(|next| goes_on(next));
    let true_after = |at: usize| {
        let next = (at + 1..content.len()).find(|&next| !degree(content[next]));
        next.is_some_and(|next| match content.get(next + 1) {
            Some(case) if content[next] == "the" => *case == "case" && closes(next + 1),
            _ => is(content[next], &[Class::Truth]) && closes(next),
        })
    };
    let no_truth = |pair: &[&String]| is(pair[0], &[Class::Nothing]) && pair[1] == "truth";
    (0..content.len()).any(|at| is(content[at], &[Class::Negation]) && true_after(at)) || content.windows(2).any(no_truth)
}

/// "declined to comment", "declined to forecast", "would not say", "has not said", "did not say when", "did not respond to a request"
fn refuses(cue: &[String], negated: bool, content: &[String]) -> bool {
    let any = |words: &[&str]| cue.iter().any(|word| words.contains(&word.as_str()));
    let speaking = has(cue, &[Class::Speaking]);
    let declines = cue.iter().any(|word| lexicon::entry(word).is_some_and(|entry| entry.base == "decline"));
    let refuses = has(cue, &[Class::Refusing]) && (declines || speaking || any(&["say"]) || cue.len() <= 2);
    let silent = (negated || has(cue, &[Class::Failing])) && speaking;
    let asked = content.first().is_some_and(|word| is(word, &[Class::Asking]));
    let not_yet = any(&["hasn't", "haven't", "hadn't"]) || any(&["not"]) && any(&["has", "have", "had"]);
    let has_not_said = any(&["said"]) && not_yet;
    let would_not_say =
        negated && (any(&["say"]) && any(&["would", "wouldn't", "willing"]) || any(&["say", "said"]) && asked || has_not_said);
    refuses || silent || would_not_say || any(&["unresponsive"])
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
        let content: Vec<Range<usize>> = [content].into_iter().filter(|words| !words.is_empty()).map(range).collect();
        let (act, stance, _) = act(&paragraph, &range(cue), &content);
        assert_eq!((act, stance), expected, "{sentence}");
    }

    #[test]
    fn acts() {
        check("She again denied that it had sent arms.", "again denied", "that it had sent arms", (Act::Deny, Stance::Denies));
        check("She said it shouldn’t be sold.", "said", "it shouldn’t be sold", (Act::Say, Stance::Denies));
        check("She said none of the bridges was sold.", "said", "none of the bridges was sold", (Act::Say, Stance::Denies));
        check("She said it sold neither bridge.", "said", "it sold neither bridge", (Act::Say, Stance::Denies));
        check("She denied that it had not paid.", "denied", "that it had not paid", (Act::Deny, Stance::Affirms));
        check("He said those not named would pay.", "said", "those not named would pay", (Act::Say, Stance::Affirms));
        check("He said it was not named.", "said", "it was not named", (Act::Say, Stance::Denies));
        check("Quill's false claims that it sank are old.", "'s false claims", "that it sank", (Act::Say, Stance::Affirms));
        check("She said Quill's misinformation may help.", "said", "Quill's misinformation may help", (Act::Say, Stance::Affirms));
        check("She said that was not true.", "said", "that was not true", (Act::Deny, Stance::Denies));
        check("“This isn't the case,” she said.", "said", "“This isn't the case,”", (Act::Deny, Stance::Denies));
        check("She said it was not a case for the court.", "said", "it was not a case for the court", (Act::Say, Stance::Denies));
        check("She said it was not only true but vital.", "said", "it was not only true but vital", (Act::Say, Stance::Affirms));
        check("She said they were not true friends.", "said", "they were not true friends", (Act::Say, Stance::Denies));
        let report = "the report was misleading because it left out the hundreds of letters that the council had sent to Lowmere";
        check(&format!("She said {report}."), "said", report, (Act::Deny, Stance::Denies));
        let passport = "reports that his passport was false and had been sold to him in Lowmere had led the police to his house";
        check(&format!("She said {passport}."), "said", passport, (Act::Say, Stance::Affirms));
        check("“There is no truth to it,” he said.", "said", "“There is no truth to it,”", (Act::Deny, Stance::Denies));
        check("It said it was only speculation.", "said", "it was only speculation", (Act::Deny, Stance::Denies));
        let reports = "reports that its planes had bombed the old market of Lowmere on Sunday night were not true";
        check(&format!("The army said {reports}."), "said", reports, (Act::Deny, Stance::Denies));
        let deny = "“We categorically deny that any arms were sold”";
        check(&format!("{deny}, she said."), "said", deny, (Act::Deny, Stance::Denies));
        check("He denied knowing of the sale.", "denied knowing", "of the sale", (Act::Deny, Stance::Denies));
        check("She said it's misinformation.", "said", "it's misinformation", (Act::Deny, Stance::Denies));
        check("Roe pleaded not guilty to arson.", "pleaded not guilty", "to arson", (Act::Deny, Stance::Denies));
        check("Roe pleaded not guilty to arson.", "pleaded", "not guilty to arson", (Act::Deny, Stance::Denies));
        check("Roe called for an end to fake news.", "called for", "an end to fake news", (Act::Urge, Stance::Neutral));
        check("Roe pleaded guilty to arson.", "pleaded guilty", "to arson", (Act::Confirm, Stance::Affirms));
        check("He did not accept the count.", "did not accept", "the count", (Act::Deny, Stance::Denies));
        check("He did not agree to a sale.", "did not agree to", "a sale", (Act::Say, Stance::Neutral));
        check("He does not think the bridge is safe.", "does not think", "the bridge is safe", (Act::Think, Stance::Denies));
        check("He did not know whether it was safe.", "did not know", "whether it was safe", (Act::Think, Stance::Neutral));
        check("He did not know that it was safe.", "did not know", "that it was safe", (Act::Think, Stance::Neutral));
        check("The firm contested the fine.", "contested", "the fine", (Act::Deny, Stance::Denies));
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
        check("Reporters asked questions about the sale.", "asked questions", "about the sale", (Act::Ask, Stance::Neutral));
        check("The firm did not respond to a letter.", "did", "not respond to a letter", (Act::Decline, Stance::Neutral));
        check("He took issue with the count.", "took issue with", "the count", (Act::Deny, Stance::Denies));
        check("They have not said whether it sold.", "have not said", "whether it sold", (Act::Decline, Stance::Neutral));
        check("She raised concerns about the dam.", "raised concerns", "about the dam", (Act::Warn, Stance::Affirms));
        check("He pressed the council to act.", "pressed", "the council to act", (Act::Urge, Stance::Neutral));
        check("She wants to leave.", "wants", "to leave", (Act::Think, Stance::Affirms));
        check("He opposes the levy.", "opposes", "the levy", (Act::Think, Stance::Denies));
        check("She voiced opposition to the levy.", "voiced opposition to", "the levy", (Act::Say, Stance::Denies));
        check("“He made it up,” she said.", "said", "“He made it up,”", (Act::Deny, Stance::Denies));
        check("She said they made up the board.", "said", "they made up the board", (Act::Say, Stance::Affirms));
        check("He walked back the remark.", "walked back", "the remark", (Act::Deny, Stance::Denies));
        check("She said the claim was “a lie”.", "said", "the claim was “a lie”", (Act::Deny, Stance::Denies));
        check("She said he made it up.", "said", "he made it up", (Act::Deny, Stance::Denies));
        check("She said it was a bunch of nonsense.", "said", "it was a bunch of nonsense", (Act::Deny, Stance::Denies));
        check("He also denied claims that it sank.", "also denied claims", "that it sank", (Act::Deny, Stance::Denies));
        check("He went on to claim that it sank.", "went on to claim", "that it sank", (Act::Say, Stance::Affirms));
        check("She declined to forecast the outcome.", "declined to forecast", "the outcome", (Act::Decline, Stance::Neutral));
        check("He refused to accept the result.", "refused to accept", "the result", (Act::Deny, Stance::Denies));
        check("The firm has not said it will pay.", "has not said", "it will pay", (Act::Decline, Stance::Neutral));
        check("He did not identify the buyer.", "did not identify", "the buyer", (Act::Decline, Stance::Neutral));
        check("They spoke out against the levy.", "spoke out against", "the levy", (Act::Accuse, Stance::Affirms));
        check("She said she would not comment on it.", "said", "she would not comment on it", (Act::Decline, Stance::Neutral));
        check("He said he was not going to comment.", "said", "he was not going to comment", (Act::Decline, Stance::Neutral));
        check("She said it had no comment on it.", "said", "it had no comment on it", (Act::Decline, Stance::Neutral));
        check("He said he had nothing further to add.", "said", "he had nothing further to add", (Act::Decline, Stance::Neutral));
        check("She said it was policy not to comment.", "said", "it was policy not to comment", (Act::Say, Stance::Denies));
        check("He played down claims that it sank.", "played down claims", "that it sank", (Act::Deny, Stance::Denies));
        check("She objected to the levy.", "objected to", "the levy", (Act::Say, Stance::Denies));
        let lies = "allegations that homes are searched, and that the old are held, are lies";
        check(&format!("She said {lies}."), "said", lies, (Act::Deny, Stance::Denies));
        check("Quill's unfounded claims are old.", "unfounded", "claims", (Act::Say, Stance::Affirms));
        check("He refused to accept claims that it sank.", "refused to accept claims", "that it sank", (Act::Deny, Stance::Denies));
        check("He did not refuse to accept the result.", "did not refuse to accept", "the result", (Act::Say, Stance::Neutral));
        check("He refused to accept that it was not safe.", "refused to accept", "that it was not safe", (Act::Deny, Stance::Affirms));
        check("They continued to deny claims of it.", "continued to deny claims", "of it", (Act::Deny, Stance::Denies));
        check("He said he would not only comment but sue.", "said", "he would not only comment but sue", (Act::Say, Stance::Affirms));
        check("She said residents were unable to comment.", "said", "residents were unable to comment", (Act::Say, Stance::Affirms));
        check("He said there is nothing to say that it sank.", "said", "there is nothing to say that it sank", (Act::Say, Stance::Affirms));
        let stand = "the charges stand, and the alibi was fabricated";
        check(&format!("He said {stand}."), "said", stand, (Act::Say, Stance::Affirms));
        check("She branded as false reports that it sank.", "branded as false", "reports that it sank", (Act::Deny, Stance::Denies));
        check("I have never said that it sank.", "have never said", "that it sank", (Act::Say, Stance::Neutral));
        check("She insisted on Monday that it sank.", "insisted", "that it sank", (Act::Say, Stance::Affirms));
        check("She insisted on a recount.", "insisted on", "a recount", (Act::Urge, Stance::Neutral));
        check("They sought to end the levy.", "sought to", "end the levy", (Act::Think, Stance::Affirms));
        check("They assured her it would hold.", "assured", "it would hold", (Act::Pledge, Stance::Affirms));
        check("He shot back that it held.", "shot back", "that it held", (Act::Say, Stance::Affirms));
        check("They voiced anger at the levy.", "voiced anger at", "the levy", (Act::Accuse, Stance::Affirms));
        check("She was pleased that it held.", "was pleased", "that it held", (Act::Think, Stance::Affirms));
        check("The minister would not say who paid.", "would not say", "who paid", (Act::Decline, Stance::Neutral));
        check("They called on the council to act.", "called on", "the council to act", (Act::Urge, Stance::Neutral));
        check("They have accused Borduria of theft.", "have accused", "Borduria of theft", (Act::Accuse, Stance::Affirms));
        check("They said it had not yet sent arms.", "said", "it had not yet sent arms", (Act::Say, Stance::Affirms));
        check("He said it had never sent arms.", "said", "it had never sent arms", (Act::Say, Stance::Denies));
        check("They didn’t answer the letter.", "didn’t answer", "the letter", (Act::Decline, Stance::Neutral));
        check("The bank failed to mention the loan.", "failed to mention", "the loan", (Act::Decline, Stance::Neutral));
        check("She asked the court to say whether he lied.", "asked", "the court to say whether he lied", (Act::Urge, Stance::Neutral));
        check("He asked “to whom?”", "asked", "“to whom?”", (Act::Ask, Stance::Neutral));
        check("The site offered no proof to back it.", "offered no proof", "to back it", (Act::Say, Stance::Neutral));
        check("The firm was threatened with a fine.", "was threatened", "with a fine", (Act::Say, Stance::Affirms));
        check("They told her to leave.", "told", "to leave", (Act::Urge, Stance::Neutral));
        check("The firm offered to pay.", "offered", "to pay", (Act::Pledge, Stance::Affirms));
        check("The mayor ruled out a sale.", "ruled out", "a sale", (Act::Deny, Stance::Denies));
        check("He said the figures were simply wrong.", "said", "the figures were simply wrong", (Act::Deny, Stance::Denies));
        check("She not only brushed off the findings.", "not only brushed off", "the findings", (Act::Deny, Stance::Denies));
        check("He refused to disavow the letter.", "refused to disavow", "the letter", (Act::Say, Stance::Neutral));
        check("She challenged him to a debate.", "challenged", "him to a debate", (Act::Urge, Stance::Neutral));
        check("He wrote that he “rejects her latest claims”.", "wrote", "that he “rejects her latest claims”", (Act::Deny, Stance::Denies));
        check("He said she rejected his proposal.", "said", "she rejected his proposal", (Act::Say, Stance::Affirms));
        check(
            "She said they were investigating false reports.",
            "said",
            "they were investigating false reports",
            (Act::Say, Stance::Affirms),
        );
        check(
            "She challenged the decision to close the school.",
            "challenged",
            "the decision to close the school",
            (Act::Deny, Stance::Denies),
        );
        check("He said on Meet the Press that it rained.", "said on Meet the Press", "that it rained", (Act::Say, Stance::Affirms));
        check("She said it was wrong to sell the bridge.", "said", "it was wrong to sell the bridge", (Act::Say, Stance::Affirms));
        check("She said you are being ridiculous.", "said", "you are being ridiculous", (Act::Say, Stance::Affirms));
        let long = "the claims were false and that the office, the council and the mayor of Lowmere would be cleared";
        check(&format!("She said {long}."), "said", long, (Act::Deny, Stance::Denies));
        check("He said they are peddling fiction.", "said", "they are peddling fiction", (Act::Deny, Stance::Denies));
        check("Roe pleaded guilty to theft.", "pleaded guilty", "to theft", (Act::Confirm, Stance::Affirms));
        check("Quill has agreed a deal to go.", "has agreed", "a deal to go", (Act::Pledge, Stance::Affirms));
        check("Norvik sees sales growth of 5 percent.", "sees", "sales growth of 5 percent", (Act::Expect, Stance::Affirms));
        check("They sued, praying the court to act.", "praying", "the court to act", (Act::Urge, Stance::Neutral));
        check("Norvik was unavailable for comment.", "was unavailable for comment", "", (Act::Decline, Stance::Neutral));
        check("Norvik had no immediate comment.", "had no immediate comment", "", (Act::Decline, Stance::Neutral));
        check("Experts believe it failed.", "believe", "it failed", (Act::Think, Stance::Affirms));
    }
}
