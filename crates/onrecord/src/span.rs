//! The one type for offsets, and the text it indexes.

use std::fmt;
use std::ops::Range;

use serde::ser::SerializeTuple;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A stretch of an article's text, `[start, end)`, in Unicode scalar values (code points).
///
/// This is what the contract prints: what Python slices and what the `TextPositionSelector` of W3C Web Annotation counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first code point of the stretch.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
}

impl Span {
    /// The span `[start, end)`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Its length in code points.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside it.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a code point.
    pub(crate) const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut pair = serializer.serialize_tuple(2)?;
        pair.serialize_element(&self.start)?;
        pair.serialize_element(&self.end)?;
        pair.end()
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = <(u32, u32)>::deserialize(deserializer)?;
        Ok(Self { start, end })
    }
}

/// How many code points lie between two entries of a [`Text`]'s index.
const STEP: usize = 64;

/// An immutable text that is sliced by [`Span`] in constant time.
#[derive(Clone, Default)]
pub struct Text {
    string: String,
    /// The byte offset of every [`STEP`]th code point; empty where the text is ASCII.
    index: Vec<u32>,
    chars: u32,
}

impl Text {
    /// Takes a string of less than 4 GiB and indexes it.
    pub fn new(string: impl Into<String>) -> Self {
        let string = string.into();
        if string.is_ascii() {
            let chars = string.len() as u32;
            return Self { string, index: Vec::new(), chars };
        }
        let index = string.char_indices().step_by(STEP).map(|(at, _)| at as u32).collect();
        let chars = string.chars().count() as u32;
        Self { string, index, chars }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Its length in code points.
    pub fn len(&self) -> u32 {
        self.chars
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// The printed words of a span. A span that reaches past the end is cut there.
    pub fn slice(&self, span: Span) -> &str {
        &self.string[self.bytes(span)]
    }

    /// The byte range of a span, cut at the end of the text.
    pub fn bytes(&self, span: Span) -> Range<usize> {
        let start = self.byte(span.start);
        start..self.byte(span.end).max(start)
    }

    /// The span of a byte range that lies on character boundaries.
    pub fn span(&self, bytes: Range<usize>) -> Span {
        Span::new(self.point(bytes.start), self.point(bytes.end))
    }

    fn byte(&self, point: u32) -> usize {
        let point = point.min(self.chars) as usize;
        if self.index.is_empty() {
            return point;
        }
        let Some(&base) = self.index.get(point / STEP) else {
            return self.string.len();
        };
        let rest = &self.string[base as usize..];
        rest.char_indices().nth(point % STEP).map_or(self.string.len(), |(at, _)| base as usize + at)
    }

    fn point(&self, byte: usize) -> u32 {
        if self.index.is_empty() {
            return byte.min(self.string.len()) as u32;
        }
        let slot = self.index.partition_point(|&at| at as usize <= byte).saturating_sub(1);
        let base = self.index[slot] as usize;
        (slot * STEP + self.string[base..byte].chars().count()) as u32
    }
}

impl From<&str> for Text {
    fn from(string: &str) -> Self {
        Self::new(string)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.string == other.string
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.string.fmt(f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.string)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn slices_are_what_a_code_point_slice_gives(string in "\\PC{0,200}", a in 0u32..220, b in 0u32..220) {
            let text = Text::new(string.clone());
            let expected: String = string.chars().skip(a as usize).take(b.saturating_sub(a) as usize).collect();
            prop_assert_eq!(text.slice(Span::new(a, b)), expected);
        }

        #[test]
        fn bytes_and_points_are_inverse(string in "[a-zé😀\u{301}\r\n ]{0,300}", a in 0u32..300) {
            let text = Text::new(string);
            let a = a.min(text.len());
            let span = Span::new(a, text.len());
            prop_assert_eq!(text.span(text.bytes(span)), span);
        }
    }
}
