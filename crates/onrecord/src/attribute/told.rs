//! Statements that another's content names: beside the denial, "rejected Velmora's claim that it had shipped crates" has the claim.

use std::ops::Range;

use crate::grammar;
use crate::model::Act;

use super::acts;
use super::lexicon::{self, Class};
use super::paragraph::Paragraph;
use super::tagger::Found;
use super::word;

/// Words of a source at most; this and the next two by hand.
const LONGEST: usize = 8;
/// Words from a cue to its content at most, among which who makes a claim is sought.
const BEFORE: usize = 14;
/// So many words may stand between a possessor and the noun: "Velmora's latest, wilder claim".
const BETWEEN: usize = 3;

/// The statements that another names in its content, outside quotation marks, in the order of their cues; as sure as that one.
///
/// A noun of saying with its possessor ("Velmora's claim that …") or with who makes it ("a claim by Velmora that …"), and a clause with "that"
/// or, after an accusation, an allegation or a criticism, "of".
/// Who makes it may also stand before the content: "rejected accusations | by Velmora | that …". What is denied is said by somebody, also
/// where nobody is named: "denied reports that …".
pub(super) fn told(paragraph: &Paragraph<'_>, outer: &Found) -> Vec<Found> {
    let parts: Vec<Range<usize>> = outer.content.iter().filter_map(|part| paragraph.covered(*part)).collect();
    let denied = || paragraph.covered(outer.cue).is_some_and(|cue| acts::act(paragraph, &cue, &parts).0 == Act::Deny);
    let made = |part: &Range<usize>, cue| maker(paragraph, part, cue).or_else(|| anybody(paragraph, part, cue).filter(|_| denied()));
    let saying = |cue: &usize| !paragraph.is_quoted(*cue) && lexicon::is_saying(&word(paragraph, *cue));
    let before = paragraph.covered(outer.cue).zip(parts.first()).map(|(cue, part)| cue.start..part.start);
    let led = before.filter(|before| (1..=BEFORE).contains(&before.len())).into_iter().flat_map(|before| {
        let whole = before.start..parts[0].end;
        before.filter(saying).filter_map(move |cue| Some((cue, made(&whole, cue)?, whole.end)))
    });
    let held = parts.iter().flat_map(|part| {
        let named = move |cue| possessor(paragraph, part, cue).or_else(|| made(part, cue));
        part.clone().filter(saying).filter_map(move |cue| Some((cue, named(cue)?, part.end)))
    });
    let found = led.chain(held).filter_map(|(cue, (source, that), end)| {
        let content = clause(paragraph, that..end);
        let source = (!source.is_empty()).then(|| paragraph.span(source)).into_iter().collect();
        let cue = paragraph.span(cue..cue + 1);
        (content.len() > 2).then(|| Found { cue, source, content: vec![paragraph.span(content)], ..outer.clone() })
    });
    found.collect()
}

/// Whose saying it is, and where what it says begins: "Velmora's claim that", "its accusation of".
fn possessor(paragraph: &Paragraph<'_>, part: &Range<usize>, cue: usize) -> Option<(Range<usize>, usize)> {
    let accuses = || matches!(word(paragraph, cue).trim_end_matches('s'), "accusation" | "allegation" | "criticism");
    let of = |at: &usize| *at < part.end && word(paragraph, *at) == "of" && accuses();
    let that = clause_behind(paragraph, part, cue).or(Some(cue + 1).filter(of))?;
    for at in before(part, cue).rev() {
        match &*word(paragraph, at) {
            mark if is_possessive(mark) => return Some((name(paragraph, part.start..at)?.start..at + 1, that)),
            "his" | "her" | "their" | "its" => return Some((at..at + 1, that)),
            _ if paragraph.mark(at).is_some() || !paragraph.tokens[at].is_word() => return None,
            _ => {}
        }
    }
    None
}

/// Who makes it: "a claim by the Velmoran ministry that", "accusations from Velmora that".
fn maker(paragraph: &Paragraph<'_>, part: &Range<usize>, cue: usize) -> Option<(Range<usize>, usize)> {
    let by = (cue + 1 < part.end && matches!(&*word(paragraph, cue + 1), "by" | "from")).then_some(cue + 1)?;
    let within = by + 1..part.end.min(by + 2 + LONGEST);
    let that = within.clone().find(|&at| word(paragraph, at) == "that")?;
    let source = by + 1..that;
    let whole = !source.is_empty() && source.clone().all(|at| paragraph.mark(at).is_none() && paragraph.tokens[at].text != ",");
    // "by officials in that town", "from Roe so strongly that"
    let named = matches!(&*word(paragraph, that - 1), "in" | "of" | "at" | "on" | "for" | "to" | "so" | "such")
        || word(paragraph, that - 1).ends_with("ly");
    (whole && !named && !is_relative(paragraph, that)).then_some((source, that))
}

/// Who makes a claim that is not said to be anybody's: the noun in "media reports that", nobody in "rumours that".
fn anybody(paragraph: &Paragraph<'_>, part: &Range<usize>, cue: usize) -> Option<(Range<usize>, usize)> {
    let that = clause_behind(paragraph, part, cue)?;
    let somebodys = before(part, cue).any(|at| is_possessive(&word(paragraph, at)));
    let last = before(part, cue).next_back().map(|at| (at, word(paragraph, at)));
    // "rejected any suggestion that" waits for none.
    let waits = last.as_ref().is_some_and(|(_, last)| last == "any");
    let says = |last: &str| matches!(lexicon::class(last), Some(Class::Voice | Class::Body));
    let source = last.filter(|(_, last)| says(last)).map_or(cue..cue, |(at, _)| at..cue);
    (!somebodys && !waits && lexicon::is_claim(&word(paragraph, cue))).then_some((source, that))
}

/// The words before a noun of saying among which its possessor stands.
fn before(part: &Range<usize>, cue: usize) -> Range<usize> {
    part.start.max(cue.saturating_sub(BETWEEN + 1))..cue
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’")
}

/// Where a clause with "that" begins right behind a noun.
fn clause_behind(paragraph: &Paragraph<'_>, part: &Range<usize>, cue: usize) -> Option<usize> {
    (cue + 1 < part.end && word(paragraph, cue + 1) == "that" && !is_relative(paragraph, cue + 1)).then_some(cue + 1)
}

/// Whether a "that" is the subject of a verb, and begins no clause that somebody says: "a report that was published".
fn is_relative(paragraph: &Paragraph<'_>, that: usize) -> bool {
    let Some(token) = paragraph.tokens.get(that + 1) else { return true };
    let next = token.text.to_lowercase();
    is_auxiliary(&next) || lexicon::entry(&next).is_some_and(|entry| entry.part == lexicon::Part::Verb)
}

fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "is" | "was" | "are" | "were" | "has" | "had" | "have" | "will" | "would" | "could" | "can" | "may" | "might" | "did" | "does"
    )
}

/// The name, or the noun with its article, that ends a range; none where it may be longer than that: "France and Germany", "a friend of Roe".
fn name(paragraph: &Paragraph<'_>, within: Range<usize>) -> Option<Range<usize>> {
    let article = |at: &usize| grammar::article(&word(paragraph, *at));
    let capital = |at: &usize| paragraph.tokens[*at].is_capitalised() && !article(at);
    let nearest = within.start.max(within.end.saturating_sub(LONGEST))..within.end;
    let last = nearest.clone().next_back()?;
    let first = if capital(&last) {
        let named = nearest.clone().rev().take_while(capital).last()?;
        // "the White House's", "the Ostrany Post's"
        named.checked_sub(1).filter(|at| nearest.contains(at) && article(at)).unwrap_or(named)
    } else {
        let first = nearest.clone().rev().find(article)?;
        let joined =
            |at: usize| !paragraph.tokens[at].is_word() || paragraph.mark(at).is_some() || matches!(&*word(paragraph, at), "and" | "or");
        (first..within.end).all(|at| !joined(at)).then_some(first)?
    };
    let longer = first.checked_sub(1).is_some_and(|at| nearest.contains(&at) && matches!(&*word(paragraph, at), "of" | "and" | "or" | "&"));
    (!longer).then_some(first..within.end)
}

/// A clause up to the end of its sentence or to another part of it, one with "of" up to a verb; without what the outer statement says of it:
/// "as absurd", "was a lie".
fn clause(paragraph: &Paragraph<'_>, range: Range<usize>) -> Range<usize> {
    let sentence = paragraph.sentence(range.start);
    let of = word(paragraph, range.start) == "of";
    let is = |at: usize, class| at < range.end && lexicon::class(&word(paragraph, at)) == Some(class);
    let untrue = |at: usize| is(at, Class::Untrue) || is(at, Class::Negation) && is(at + 1, Class::Truth) || word(paragraph, at) == "wrong";
    let ends = |&at: &usize| {
        let next = |words: &[&str]| at + 1 < range.end && words.contains(&&*word(paragraph, at + 1));
        let verdict = (at + 1..range.end.min(at + 3)).any(untrue);
        paragraph.sentence(at) != sentence
            || of && is_auxiliary(&word(paragraph, at))
            || match &*word(paragraph, at) {
                "as" | "is" | "are" | "was" | "were" => verdict,
                "," => next(&["and", "but", "as"]),
                _ => false,
            }
    };
    let end = range.clone().skip(1).find(ends).unwrap_or(range.end);
    range.start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::tagger::Scores;
    use crate::span::{Span, Text};

    /// What a sentence names whose content begins behind `cue`.
    fn check(sentence: &str, cue: &str, expected: &[[&str; 3]]) {
        check_from(sentence, cue, sentence.find(cue).unwrap() + cue.len() + 1, expected);
    }

    fn check_from(sentence: &str, cue: &str, content: usize, expected: &[[&str; 3]]) {
        let text = Text::new(sentence);
        let paragraph = Paragraph::new(&text, Span::new(0, text.len()));
        let at = sentence.find(cue).unwrap();
        let (cue, content) = (text.span(at..at + cue.len()), text.span(content..sentence.len() - 1));
        let outer = Found { cue, source: vec![], content: vec![content], scores: Scores { cue: 0.9, spans: 0.8 }, confidence: 0.7 };
        let found = told(&paragraph, &outer);
        let slice = |span: &Span| text.slice(*span).to_owned();
        let words = |found: &Found| [found.source.first().map(slice).unwrap_or_default(), slice(&found.cue), slice(&found.content[0])];
        assert_eq!(found.iter().map(words).collect::<Vec<_>>(), expected, "{sentence}");
    }

    #[test]
    fn who_says_what_is_denied() {
        check("He denied Velmora’s claim that it sold arms.", "denied", &[["Velmora’s", "claim", "that it sold arms"]]);
        check("He denied the White House's claim that it sold.", "denied", &[["the White House's", "claim", "that it sold"]]);
        check("She rejected the ministry's wild claim that she lied.", "rejected", &[["the ministry's", "claim", "that she lied"]]);
        check("She dismissed his suggestion that she lied as absurd.", "dismissed", &[["his", "suggestion", "that she lied"]]);
        check("He denied Velmora’s accusation of theft on Friday.", "denied", &[["Velmora’s", "accusation", "of theft on Friday"]]);
        check("It said her criticism of the sale was late.", "said", &[["her", "criticism", "of the sale"]]);
        check("It denied Roe’s claim that it spied, and the sale.", "denied", &[["Roe’s", "claim", "that it spied"]]);
        check("He said Mr. Roe’s claim that she lied was false.", "said", &[["Mr. Roe’s", "claim", "that she lied"]]);
        check("It denied accusations by the UN that it spied.", "denied", &[["the UN", "accusations", "that it spied"]]);
        check("It denied an allegation from Odo Quill that it spied.", "denied", &[["Odo Quill", "allegation", "that it spied"]]);
        let led = "It rejected accusations from the UN that it spied.";
        check_from(led, "rejected accusations", led.find("that").unwrap(), &[["the UN", "accusations", "that it spied"]]);
        check_from(led, "rejected", led.find("that").unwrap(), &[["the UN", "accusations", "that it spied"]]);
    }

    #[test]
    fn what_is_denied_is_said_by_somebody() {
        check("It denied allegations that it had spied.", "denied", &[["", "allegations", "that it had spied"]]);
        check("It denied media reports that it spied on us.", "denied", &[["media", "reports", "that it spied on us"]]);
        check("It denied the claim that it had spied.", "denied", &[["", "claim", "that it had spied"]]);
        check("It said rumours that it spied were not true.", "said", &[["", "rumours", "that it spied"]]);
    }

    #[test]
    fn what_nobody_in_the_words_says_is_left_out() {
        for sentence in [
            "It denied any suggestion that it had spied.",
            "It denied the denial that it had spied.",
            "It denied “Velmora’s claim that it spied on us”.",
            "It denied Velmora’s claim.",
            "It denied the ministry's report of a flood.",
            "It denied a report from Asla, the port town, that it spied.",
            "It denied Velmora’s report that was published in May.",
            "It denied claims by officials in that town.",
            "It denied criticism from Roe so sharply that she left.",
            "It denied the mayor of Lowmere’s claim that it spied.",
            "It denied France and Germany’s claim that it spied.",
            "It denied the attack and residents’ claims that it spied.",
            "It denied the hospital’s charge of 40 dollars.",
        ] {
            check(sentence, "denied", &[]);
        }
    }
}
