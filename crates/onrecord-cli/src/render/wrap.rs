//! Breaking text into lines that fit.

use std::ops::Range;
use std::sync::LazyLock;

use textwrap::WordSeparator;
use textwrap::wrap_algorithms::wrap_first_fit;

/// No line is longer than one reads with ease, nor as short as to be no line.
const WIDEST: usize = 100;
const NARROWEST: usize = 40;

/// How many columns there are; the terminal is asked once.
pub(crate) fn width() -> usize {
    static COLUMNS: LazyLock<usize> = LazyLock::new(|| {
        let columns = terminal_size::terminal_size().map_or(WIDEST, |(width, _)| usize::from(width.0));
        columns.clamp(NARROWEST, WIDEST)
    });
    *COLUMNS
}

/// The lines of a text as ranges of bytes, without the white space at their ends.
pub(crate) fn lines(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split_inclusive('\n') {
        let words: Vec<_> = WordSeparator::UnicodeBreakProperties.find_words(paragraph).collect();
        let mut at = start;
        for line in wrap_first_fit(&words, &[width as f64]) {
            let end = at + line.iter().map(|word| word.word.len() + word.whitespace.len()).sum::<usize>();
            lines.push(at..at + text[at..end].trim_end().len());
            at = end;
        }
        start += paragraph.len();
    }
    lines
}

/// A text in lines that each begin with an indent.
pub(crate) fn indented(text: &str, indent: usize, line: impl Fn(&str) -> String) -> String {
    let lines = lines(text, width().saturating_sub(indent));
    lines.into_iter().map(|range| format!("{:indent$}{}\n", "", line(&text[range]))).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn lines_hold_all_words_and_fit() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<_> = lines(text, 10).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected);
        };
        check("", &[]);
        check("one two three four", &["one two", "three four"]);
        check("naïve “so” 😀😀 x", &["naïve “so”", "😀😀 x"]);
        check("a\n\nb c", &["a", "", "b c"]);
        check("incomprehensibilities ok", &["incomprehensibilities", "ok"]);
        check("日本語日本語日本語", &["日本語日本", "語日本語"]);
    }
}
