//! What a content negates: "has never shipped any rounds" negates that rounds were shipped.

use super::page::Said;
use super::pair::shared;
use super::terms::{Term, Terms};
use super::words::{self, Class};
use crate::model::{Article, Statement};
use crate::span::Span;
use crate::text::{self, Token, straight, tokens};

/// Words and marks at which a negation ends.
const ENDS: &[&str] =
    &[".", ";", ":", "?", "!", "—", "but", "because", "although", "while", "when", "if", "until", "since", "before", "after"];
/// Marks at which a sentence ends.
const STOPS: &[&str] = &[".", ";", "?", "!"];
/// How many terms after a negator are negated; fitted, as [`SHARED`] and [`SHARE`], on the development part of the gold pages.
const NEGATED: usize = 1;
/// Words after a negator among which grounds are sought.
const NEAR: usize = 4;
/// Terms after it that may be negated too: "no plans to attend the talks or meet her".
const SCOPE: usize = 8;
/// A negating sentence shares so many terms with what it negates, and that part of the shorter one's.
const SHARED: usize = 2;
const SHARE: f32 = 0.4;
/// Tokens of a content beyond these are not looked at, nor are more negated terms kept.
const LONGEST: usize = 400;
const MOST: usize = 32;

/// What a content negates.
#[derive(Default)]
pub(super) struct Negations {
    terms: Vec<Negated>,
    /// The terms that stand near behind a negator, of which some may be negated too.
    near: Vec<Term>,
    /// Whether it says that there are no grounds for something.
    groundless: bool,
}

/// A term that is negated.
struct Negated {
    term: Term,
    /// Whether it is a name, which is not what is negated: "is not using Kessin".
    name: bool,
    /// The terms of its sentence, in order.
    beside: Vec<Term>,
}

impl Negations {
    /// What a statement's content negates.
    pub(super) fn of(terms: &Terms, article: &Article, statement: &Statement) -> Self {
        let mut out = Self::default();
        for &part in &statement.content {
            let all = tokens(&article.text, part);
            let all = &all[..all.len().min(LONGEST)];
            for sentence in all.split_inclusive(|token| STOPS.contains(&token.text)) {
                out.read(terms, sentence);
            }
        }
        out
    }

    fn read(&mut self, terms: &Terms, sentence: &[Token]) {
        let words: Vec<String> = sentence.iter().map(|token| straight(&token.text.to_lowercase())).collect();
        let is = |list: &[&str], at: usize| words.get(at).is_some_and(|word| list.contains(&word.as_str()));
        let of = |class: Class, at: usize| words.get(at).is_some_and(|word| words::is(class, word));
        let negates = |at: usize| of(Class::Negator, at) || text::negates(&words[at]);
        let mut clause = 0;
        for at in 0..words.len() {
            if is(ENDS, at) {
                clause = at + 1;
            }
            if !negates(at) || of(Class::Weak, at + 1) {
                continue;
            }
            let end = (at + 1..words.len()).find(|&next| is(ENDS, next)).unwrap_or(words.len());
            // "It does not mean that they should not": the one takes back the other.
            let doubled = (clause..end).any(|other| other != at && negates(other) && words[other] != "nor");
            if !doubled || words[at] == "nor" {
                self.groundless |= (at + 1..end).take(NEAR).any(|next| of(Class::Ground, next));
                self.keep(terms, sentence, &sentence[at + 1..end]);
            }
        }
    }

    /// Keeps the first terms of a negator's scope.
    fn keep(&mut self, terms: &Terms, sentence: &[Token], scope: &[Token]) {
        let cover = |tokens: &[Token]| tokens.iter().map(|token| token.span).reduce(Span::cover).unwrap_or_default();
        let whole = cover(sentence);
        let told = |token: &&Token| !words::is(Class::Negator, &token.text.to_lowercase());
        let printed =
            |token: &Token| terms.within(token.span.start, token.span.end).first().map(|&(_, term)| (term, token.is_capitalised()));
        let room = MOST.saturating_sub(self.near.len());
        self.near.extend(scope.iter().filter(told).filter_map(printed).map(|(term, _)| term).take(SCOPE.min(room)));
        for (term, name) in scope.iter().filter(told).filter_map(printed).take(NEGATED.min(MOST - self.terms.len())) {
            self.terms.push(Negated { term, name, beside: terms.set(whole) });
        }
    }

    /// Whether it negates what another statement says, and does not negate the same.
    pub(super) fn gainsay(&self, other: &Said) -> bool {
        let agree = self.near.iter().any(|own| other.negations.reach(*own));
        let much = |beside: &[Term]| {
            let common = shared(beside, &other.telling).len();
            common >= SHARED && common as f32 >= SHARE * beside.len().min(other.terms.len()) as f32
        };
        let hits = |own: &Negated| !own.name && other.terms.binary_search(&own.term).is_ok() && much(&own.beside);
        !agree && self.terms.iter().any(hits)
    }

    /// The terms that stand near behind a negator.
    pub(super) fn near(&self) -> impl Iterator<Item = Term> + '_ {
        self.near.iter().copied()
    }

    /// Whether a term stands near behind a negator.
    pub(super) fn reach(&self, term: Term) -> bool {
        self.near.contains(&term)
    }

    /// Whether it says that there are no grounds for something: "found no evidence of it".
    pub(super) fn groundless(&self) -> bool {
        self.groundless
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Format, read};

    /// The words that a content negates.
    fn check(content: &str, expected: &[&str], groundless: bool) {
        let article = read(content, Format::Plain, None).unwrap();
        let terms = Terms::of(&article, &[]);
        let statement = Statement::new("a", Vec::new(), Vec::new(), vec![Span::new(0, article.text.len())]);
        let negations = Negations::of(&terms, &article, &statement);
        let words: Vec<&str> = negations.terms.iter().filter(|own| !own.name).map(|own| terms.printed(own.term)).collect();
        assert_eq!((words.as_slice(), negations.groundless), (expected, groundless), "{content}");
    }

    #[test]
    fn a_negator_negates_the_next_words() {
        check("It has never shipped mortar rounds to separatists.", &["shipped"], false);
        check("She neither sent nor received it.", &["sent", "received"], false);
        check("There wasn’t any precedent; the court agreed.", &["precedent"], false);
        check("The inquiry found no evidence of smuggling.", &["evidence"], true);
        check("They sold not only wheat, they have not yet paid.", &[], false);
        check("They are not using Kessin.", &["using"], false);
        check("It does not mean that they should not trade.", &[], false);
        check("The crates held wheat.", &[], false);
    }
}
