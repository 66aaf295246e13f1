//! A pack's words in all their forms, ready to be looked up.

use std::collections::{HashMap, HashSet};

use crate::span::{Span, Text};
use crate::text::{plural, straight, tokens, verb_forms};

/// The form in which a word that speaks of an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// "ship", "ships"
    Present,
    /// "shipping"
    Ing,
    /// "gave": past and nothing else.
    Past,
    /// "given": participle and nothing else.
    Participle,
    /// "shipped": either.
    Ed,
    /// "shipment"
    Noun,
}

/// One phrase in lower case and what it stands for.
type Phrases<T> = HashMap<String, Vec<(Vec<String>, T)>>;

/// The words of a pack, in lower case, in all their forms.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    evokers: Phrases<(usize, Form)>,
    items: Phrases<usize>,
    names: Phrases<String>,
    longest_name: usize,
    over: HashSet<String>,
    limits: HashSet<String>,
}

/// The words of a phrase, cut as those of a page are: "People's" is two.
fn cut(phrase: &str) -> Vec<String> {
    let phrase = Text::from(phrase);
    tokens(&phrase, Span::new(0, phrase.len())).iter().map(|token| straight(token.text)).collect()
}

/// Adds a phrase under its first word.
fn insert<T>(phrases: &mut Phrases<T>, phrase: &str, value: T) {
    let words = cut(phrase);
    if let Some(first) = words.first() {
        phrases.entry(first.clone()).or_default().push((words, value));
    }
}

/// The phrases that some words begin with, the longest first, with their lengths.
fn find<'a, T>(phrases: &'a Phrases<T>, words: &[String]) -> Vec<(&'a T, usize)> {
    let held = words.first().and_then(|first| phrases.get(first));
    let mut found: Vec<_> =
        held.into_iter().flatten().filter(|(phrase, _)| words.starts_with(phrase)).map(|(phrase, value)| (value, phrase.len())).collect();
    found.sort_by_key(|(_, length)| std::cmp::Reverse(*length));
    found
}

impl Words {
    /// Adds a verb with its irregular past and participle ("give gave given", "send sent"), and a particle where it has one ("hand over").
    pub(super) fn add_verb(&mut self, written: &str, evoker: usize) {
        let lower = written.to_lowercase();
        let mut parts = lower.split_whitespace();
        let base = parts.next().unwrap_or_default();
        let (particles, irregular): (Vec<&str>, Vec<&str>) =
            parts.partition(|word| matches!(*word, "over" | "off" | "out" | "up" | "back"));
        let particle = particles.first().map(|particle| format!(" {particle}")).unwrap_or_default();
        let mut add = |form: &str, kind| insert(&mut self.evokers, &format!("{form}{particle}"), (evoker, kind));
        add(base, Form::Present);
        for form in verb_forms(base) {
            match &form {
                form if form.ends_with("ing") => add(form, Form::Ing),
                form if form.ends_with("ed") && irregular.is_empty() => add(form, Form::Ed),
                form if form.ends_with('s') => add(form, Form::Present),
                _ => {}
            }
        }
        match irregular[..] {
            [] => {}
            [both] => add(both, Form::Ed),
            [past, ref participles @ ..] => {
                add(past, Form::Past);
                for participle in participles {
                    add(participle, Form::Participle);
                }
            }
        }
    }

    /// Adds a noun in both numbers.
    pub(super) fn add_noun(&mut self, written: &str, evoker: usize) {
        for form in numbers(&written.to_lowercase()) {
            insert(&mut self.evokers, &form, (evoker, Form::Noun));
        }
    }

    /// Adds a word of an item class in both numbers.
    pub(super) fn add_item(&mut self, written: &str, class: usize) {
        for form in numbers(&written.to_lowercase()) {
            insert(&mut self.items, &form, class);
        }
    }

    /// Adds a name, in its own writing.
    pub(super) fn add_name(&mut self, name: &str, code: &str) {
        self.longest_name = self.longest_name.max(cut(name).len());
        insert(&mut self.names, name, code.to_owned());
    }

    /// Sets the words by which a claim says that a limit is passed.
    pub(super) fn set_over_limit(&mut self, over: Vec<String>, limits: Vec<String>) {
        self.over = over.into_iter().collect();
        self.limits = limits.into_iter().collect();
    }

    /// The events that words in lower case begin to speak of: the number of the pack's evoker, the form, and how many words it takes.
    pub(crate) fn evokes(&self, words: &[String]) -> Vec<(usize, Form, usize)> {
        find(&self.evokers, words).into_iter().map(|((evoker, form), length)| (*evoker, *form, length)).collect()
    }

    /// The item classes that words in lower case begin with a word of, the longest first.
    pub(crate) fn items(&self, words: &[String]) -> Vec<(usize, usize)> {
        find(&self.items, words).into_iter().map(|(class, length)| (*class, length)).collect()
    }

    /// The State that words, as printed, begin with a name for.
    pub(crate) fn name(&self, words: &[String]) -> Option<(&str, usize)> {
        find(&self.names, words).first().map(|(code, length)| (code.as_str(), *length))
    }

    /// How many words the longest name has.
    pub(crate) fn longest_name(&self) -> usize {
        self.longest_name
    }

    /// Whether a word in lower case says that something is passed.
    pub(crate) fn says_over(&self, word: &str) -> bool {
        self.over.contains(word)
    }

    /// Whether a word in lower case is a limit.
    pub(crate) fn is_limit(&self, word: &str) -> bool {
        self.limits.contains(word)
    }
}

/// A phrase in the singular and the plural: its last word, or the one before "of", takes the ending.
fn numbers(phrase: &str) -> [String; 2] {
    let (head, rest) = phrase.split_once(" of ").map_or((phrase, String::new()), |(head, rest)| (head, format!(" of {rest}")));
    [phrase.to_owned(), format!("{}{rest}", plural(head))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(s: &str) -> Vec<String> {
        s.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn verbs_in_their_forms() {
        let mut table = Words::default();
        for (at, verb) in ["ship", "give gave given", "send sent", "hand over", "supply"].into_iter().enumerate() {
            table.add_verb(verb, at);
        }
        let check = |text: &str, expected: (usize, Form, usize)| assert_eq!(table.evokes(&words(text)).first(), Some(&expected), "{text}");
        check("shipping it", (0, Form::Ing, 1));
        check("shipped it", (0, Form::Ed, 1));
        check("gave it", (1, Form::Past, 1));
        check("given it", (1, Form::Participle, 1));
        check("sent it", (2, Form::Ed, 1));
        check("handed over it", (3, Form::Ed, 2));
        check("supplies it", (4, Form::Present, 1));
        assert_eq!(table.evokes(&words("handed it")), []);
        assert_eq!(table.evokes(&words("gived it")), []);
    }

    #[test]
    fn the_longest_item_counts_first() {
        let mut table = Words::default();
        table.add_item("missile", 0);
        table.add_item("missile launcher", 1);
        table.add_item("round of ammunition", 2);
        assert_eq!(table.items(&words("missile launchers in")), [(1, 2), (0, 1)]);
        assert_eq!(table.items(&words("rounds of ammunition")), [(2, 3)]);
        assert_eq!(table.items(&words("launchers")), []);
    }
}
