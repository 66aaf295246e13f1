//! How well a pronoun goes with a mention, by what the network makes of the words in their places.

use crate::span::Span;

/// Words of an article whose states are kept, from its beginning: some 7 MB. Further ones have none.
pub(super) const WORDS: usize = 1 << 14;

/// What the network made of the words of an article: a query of each, which counts where the word is a pronoun, and two keys, which count
/// where a mention begins and ends with it. None of any word by default.
#[derive(Debug, Clone, Default)]
pub struct Likeness {
    /// The words that were read, in the order of the text, each with the place of its values.
    words: Vec<(Span, usize)>,
    /// Of each word its query, its key as a first word and its key as a last one, side by side.
    values: Vec<f32>,
    /// How many values a query has.
    width: usize,
}

impl Likeness {
    /// Takes note of words and their values, which are as many for each.
    pub(crate) fn add(&mut self, words: impl ExactSizeIterator<Item = Span>, values: &[f32]) {
        self.width = values.len() / words.len().max(1) / 3;
        let start = self.values.len();
        self.words.extend(words.enumerate().map(|(at, word)| (word, start + at * 3 * self.width)));
        self.values.extend_from_slice(values);
    }

    /// Puts the words into the order of the text; one that was read twice counts as it was read first.
    pub(crate) fn sort(&mut self) {
        self.words.sort_unstable_by_key(|(word, at)| (word.start, *at));
        self.words.dedup_by_key(|(word, _)| word.start);
    }

    /// How well a pronoun at a code point goes with a mention: log odds, to be compared with those of other mentions. `None` where one of
    /// them was not read.
    pub(crate) fn between(&self, pronoun: u32, mention: Span) -> Option<f32> {
        let part = |offset: u32, number: usize| {
            let at = self.words.partition_point(|(word, _)| word.end <= offset);
            let (_, start) = self.words.get(at).filter(|(word, _)| word.start <= offset)?;
            let start = start + number * self.width;
            self.values.get(start..start + self.width)
        };
        let (query, first, last) = (part(pronoun, 0)?, part(mention.start, 1)?, part(mention.end.checked_sub(1)?, 2)?);
        Some(query.iter().zip(first.iter().zip(last)).map(|(query, (first, last))| query * (first + last)).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_laid_beside_the_keys_of_both_ends() {
        let mut likeness = Likeness::default();
        for (starts, values) in [([10, 0], [2.0, 0.0, 0.0, 0.0, 3.0, 9.0]), ([5, 5], [0.0, 9.0, 1.0, 7.0, 7.0, 7.0])] {
            likeness.add(starts.map(|start| Span::new(start, start + 4)).into_iter(), &values);
        }
        likeness.sort();
        assert_eq!(likeness.between(10, Span::new(0, 9)), Some(8.0));
        assert_eq!(likeness.between(10, Span::new(0, 10)), None, "no word was read there");
        assert_eq!(likeness.between(14, Span::new(0, 9)), None);
        assert_eq!(likeness.between(10, Span::new(0, 0)), None);
        assert_eq!(Likeness::default().between(10, Span::new(0, 9)), None);
    }
}
