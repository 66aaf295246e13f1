//! What can be seen of a line: its form, its wording, its repetition, and how much running text stands around it.

use std::collections::{HashMap, HashSet};

use super::lines::{Line, is_prose};
use super::{dates, tables, words};

/// How many features a line has.
pub(super) const FEATURES: usize = 70;

/// What each line looks like, each feature from 0 to 1, in the order of the rows of `data/lines.tsv`.
pub(super) fn features(lines: &[Line<'_>]) -> Vec<[f32; FEATURES]> {
    let page = Page::new(lines);
    lines.iter().enumerate().map(|(at, line)| page.features(at, line)).collect()
}

/// What is known of a page before its lines are looked at one by one.
struct Page<'a> {
    /// How many characters of running text stand above each line; the last one holds all.
    prose_above: Vec<f32>,
    /// How many lines of running text have a word.
    prose_words: HashMap<String, usize>,
    /// The words of the window's title, the page's first line.
    title: HashSet<String>,
    /// How many lines begin with the same two words.
    beginnings: HashMap<String, usize>,
    lines: &'a [Line<'a>],
    looks: Vec<Look>,
}

/// What a line's neighbours see of it.
#[expect(clippy::struct_excessive_bools, reason = "each is counted by itself")]
struct Look {
    /// It ends as a sentence, and no wording makes it furniture.
    sentence: bool,
    furniture: bool,
    /// It is short and has a date, as the lines of a listing do.
    stamp: bool,
    /// It breaks off in dots, as teasers do.
    dots: bool,
    shape: [u32; SHAPE],
}

/// How many marks a line's shape has.
const SHAPE: usize = 6;

impl Look {
    fn new(text: &str) -> Self {
        let furniture = words::furniture(text).is_some();
        Self {
            sentence: !furniture && words::ends_sentence(text) && words::count(text) > 4,
            furniture,
            stamp: text.len() < 100 && dates::find(text).is_some(),
            dots: text.ends_with('…') || text.ends_with("..."),
            shape: shape(text),
        }
    }
}

/// The form of a line, roughly: the items of one list, or of one listing, have much of it in common.
fn shape(text: &str) -> [u32; SHAPE] {
    let edge = |c: Option<char>| match c {
        Some(c) if c.is_ascii_digit() => 0,
        Some(c) if c.is_uppercase() => 1,
        Some(c) if c.is_alphabetic() => 2,
        Some('.' | '!' | '?' | '…') => 3,
        Some(c) => u32::from(c),
        None => 4,
    };
    let words = text.split_whitespace().count().max(1);
    let quarters = |holds: &dyn Fn(&str) -> bool| (4 * text.split_whitespace().filter(|word| holds(word)).count() / words) as u32;
    [
        edge(text.chars().next()),
        edge(text.chars().next_back()),
        (1.5 * (text.chars().count() as f32).log2()).round() as u32,
        quarters(&|word| word.starts_with(char::is_uppercase)),
        quarters(&|word| word.contains(|c: char| c.is_ascii_digit())),
        u32::from(text.contains(": ")) + 2 * u32::from(text.contains([',', '–', '-'])),
    ]
}

/// Shorter words are in any text.
const TELLING: usize = 5;

impl<'a> Page<'a> {
    fn new(lines: &'a [Line<'a>]) -> Self {
        let mut prose_above = vec![0.0];
        let mut prose_words: HashMap<String, usize> = HashMap::new();
        let mut beginnings: HashMap<String, usize> = HashMap::new();
        for line in lines {
            let mut sum = prose_above[prose_above.len() - 1];
            if is_prose(line.text) {
                sum += line.text.chars().count() as f32;
                for word in telling(line.text).collect::<HashSet<_>>() {
                    *prose_words.entry(word).or_default() += 1;
                }
            }
            prose_above.push(sum);
            *beginnings.entry(beginning(line.text)).or_default() += 1;
        }
        let title = lines.first().map(|line| telling(line.text).collect()).unwrap_or_default();
        let looks = lines.iter().map(|line| Look::new(line.text)).collect();
        Self { prose_above, prose_words, title, beginnings, lines, looks }
    }

    /// How much running text the lines `from..to` hold, on a scale on which a long paragraph is some 0.8.
    fn prose(&self, from: usize, to: usize) -> f32 {
        let last = self.lines.len();
        let held = self.prose_above[to.min(last)] - self.prose_above[from.min(last)];
        held.ln_1p() / 8.0
    }

    /// How much of a line's shape another one has.
    fn alike(&self, at: usize, other: Option<usize>) -> f32 {
        let Some(other) = other.and_then(|other| self.looks.get(other)) else { return 0.0 };
        self.looks[at].shape.iter().zip(&other.shape).filter(|(a, b)| a == b).count() as f32 / SHAPE as f32
    }

    /// The share of so many lines above for which it holds.
    fn above(&self, at: usize, reach: usize, holds: fn(&Look) -> bool) -> f32 {
        self.looks[at.saturating_sub(reach)..at].iter().filter(|look| holds(look)).count() as f32 / reach as f32
    }

    /// The share of so many lines below for which it holds.
    fn below(&self, at: usize, reach: usize, holds: fn(&Look) -> bool) -> f32 {
        self.looks[at + 1..].iter().take(reach).filter(|look| holds(look)).count() as f32 / reach as f32
    }

    fn features(&self, at: usize, line: &Line<'_>) -> [f32; FEATURES] {
        let text = line.text;
        let words: Vec<&str> = text.split_whitespace().collect();
        let length = text.chars().count();
        // A character of a script without spaces says as much as two letters.
        let length = length + text.chars().filter(|&c| words::is_ideographic(c)).count();
        let count = words::count(text);
        let share = |count: usize| count as f32 / words.len().max(1) as f32;
        let flag = |holds: bool| f32::from(u8::from(holds));
        let holding = |holds: &dyn Fn(&str) -> bool| words.iter().filter(|word| holds(word)).count();
        let sentence = words::ends_sentence(text);
        let stops = [". ", "? ", "! ", "。"].iter().map(|stop| text.matches(stop).count()).sum::<usize>();
        let marks = text.chars().filter(|c| matches!(c, '|' | '»' | '›' | '·' | '•' | '©' | '{' | '}' | '_' | '=')).count();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = text.chars().filter(|c| c.is_uppercase()).count() as f32 / letters.max(1) as f32;
        let titled = share(holding(&|word| word.starts_with(char::is_uppercase)));
        let all_prose = self.prose_above[self.lines.len()].max(1.0);
        let calls = |word: &str| tables::is_call(&bare(word));
        [
            1.0,
            (length as f32 / 100.0).min(1.0),
            (length as f32 / 400.0).min(1.0),
            flag(count < 4),
            flag(count < 9),
            flag(sentence),
            flag(sentence && count > 6),
            share(holding(&starts_low)),
            (2.0 * share(holding(&words::is_function_word))).min(1.0),
            (stops as f32 / 3.0).min(1.0),
            flag(text.contains(", ")),
            flag(text.contains(['“', '”', '"', '«', '»', '„'])),
            flag(words::list_number(text).is_some() || text.starts_with(['•', '*', '-', '+', '#'])),
            flag(line.copies > 1),
            flag(line.apart_before),
            flag(line.apart_after),
            (marks as f32 / 2.0).min(1.0),
            (4.0 * digits as f32 / length.max(1) as f32).min(1.0),
            flag(self.looks[at].furniture),
            flag(words::credit(text) || words::byline(text).is_some()),
            flag(line.below_headline == Some(true)),
            flag(line.below_headline == Some(false)),
            flag(line.ends_before > 0),
            (line.ends_before as f32 / 5.0).min(1.0),
            flag(length < 100 && dates::find(text).is_some()),
            flag(line.apart_before && line.apart_after),
            self.prose_above[at] / all_prose,
            self.prose(at + 1, at + 6),
            self.prose(at.saturating_sub(5), at),
            self.prose(at + 1, at + 16),
            self.prose(at.saturating_sub(15), at),
            self.known_words(text),
            self.title_words(text),
            titled,
            capitals,
            flag(capitals > 0.8),
            flag(text.ends_with('?')),
            flag(self.looks[at].dots),
            flag(text.starts_with(char::is_lowercase)),
            flag(text.starts_with(|c: char| c.is_ascii_digit())),
            flag(text.starts_with(['“', '"', '‘', '\'', '«'])),
            flag(text.contains('@')),
            flag(text.contains("http") || text.contains("www.")),
            share(holding(&calls)),
            flag(words.first().is_some_and(|word| tables::is_order(&bare(word)))),
            ((self.beginnings[&beginning(text)] - 1) as f32 / 4.0).min(1.0),
            at as f32 / self.lines.len() as f32,
            (length as f32).ln_1p() / 7.0,
            flag(text.ends_with(':')),
            flag(has_time(text)),
            (words.len().min(60)) as f32 / 60.0,
            flag(holding(&|word| matches!(word, "said" | "says")) > 0),
            (holding(&|word| tables::is_pronoun(&bare(word))) as f32 / 3.0).min(1.0),
            flag(dates::find(text).is_some()),
            self.alike(at, at.checked_sub(1)),
            self.alike(at, Some(at + 1)),
            self.alike(at, at.checked_sub(2)),
            self.alike(at, Some(at + 2)),
            self.above(at, 5, |look| look.furniture),
            self.below(at, 5, |look| look.furniture),
            self.above(at, 8, |look| look.sentence),
            self.below(at, 8, |look| look.sentence),
            self.above(at, 8, |look| look.stamp),
            self.below(at, 8, |look| look.stamp),
            self.above(at, 8, |look| look.dots),
            self.below(at, 8, |look| look.dots),
            (line.copies as f32).ln().min(2.0) / 2.0,
            flag(count > 5 && !sentence),
            flag((6..18).contains(&count) && !sentence && capitals < 0.8 && titled > 0.6),
            flag(text.ends_with(|c: char| c.is_ascii_digit())),
        ]
    }

    /// The share of a line's telling words that stand in other lines of running text: paragraphs of one story share theirs.
    fn known_words(&self, text: &str) -> f32 {
        let own = usize::from(is_prose(text));
        let (mut all, mut known) = (0, 0);
        for word in telling(text) {
            all += 1;
            known += usize::from(self.prose_words.get(&word).is_some_and(|&count| count > own));
        }
        known as f32 / all.max(1) as f32
    }

    /// The share of the title's words that a line has.
    fn title_words(&self, text: &str) -> f32 {
        let held: HashSet<String> = telling(text).filter(|word| self.title.contains(word)).collect();
        held.len() as f32 / self.title.len().max(1) as f32
    }
}

/// The longer words of a line, in small letters.
fn telling(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(TELLING - 1).is_some());
    words.map(str::to_lowercase)
}

/// A word in small letters, without marks at its edges.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// A line's first two words.
fn beginning(text: &str) -> String {
    text.split_whitespace().take(2).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Whether a word begins as no name and no title word does. Letters without case count as low.
fn starts_low(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_uppercase())
}

/// Whether a line holds a time of day ("9:05").
pub(super) fn has_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|at| at[0].is_ascii_digit() && at[1] == b':' && at[2].is_ascii_digit() && at[3].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn paragraphs_of_a_story_share_words() {
        let story = "The ferry company sold its vessels to a rival from the north on Monday, said Mara Lind, who has led the harbour board since May.";
        let more = "Nobody at the harbour had been told that the company would give up its vessels, the rival or the price that was agreed in the end.";
        let page = format!("Ferry company sold - Harbour Post\n{story}\n{more}\nTen recipes with pumpkin");
        let lines = lines(&page);
        let page = Page::new(&lines);
        assert!(page.known_words(story) > 0.2, "{}", page.known_words(story));
        assert!(page.known_words("Ten recipes with pumpkin") < 0.01);
        assert!(page.title_words(story) > page.title_words(more));
    }

    #[test]
    fn items_of_a_list_look_alike() {
        let lines =
            lines("June 9 – Larkhaven @ The Old Pier\nJune 10 – Mossbridge @ Town Hall\nThe ferry company sold its vessels on Monday.");
        let page = Page::new(&lines);
        assert!(page.alike(0, Some(1)) > 0.9 && page.alike(1, Some(2)) < 0.6);
        assert_eq!((page.alike(0, None), page.alike(0, Some(3))), (0.0, 0.0));
    }

    #[test]
    fn features_are_shares() {
        let page = "Ferry sinks - Post\nFerry sinks\nBy Mara Lind\n9:05\n…\n日本の船が沈んだ。\n«»\n1) a\n1) a";
        for features in features(&lines(page)) {
            assert!(features.iter().all(|value| (0.0..=1.5).contains(value)), "{features:?}");
        }
    }
}
