//! Quotation marks, straight, curly, doubled or missing.

use super::Token;

/// What a token does as a quotation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It opens a quotation.
    Open,
    /// It closes one.
    Close,
}

/// For each token of one paragraph, whether it opens or closes a quotation.
///
/// Straight marks alternate, corrected by the white space around them; a mark that closes nothing is none. Single marks count only where
/// they cannot be apostrophes. A quotation that the paragraph leaves open is closed by its end, as news prints quotations that run on.
pub(crate) fn quotation_marks(tokens: &[Token<'_>]) -> Vec<Option<Mark>> {
    let mut marks = vec![None; tokens.len()];
    let mut double = false;
    let mut angled = false;
    let mut single = false;
    for at in 0..tokens.len() {
        let spaced_before = at == 0 || tokens[at - 1].span.end < tokens[at].span.start || opens_bracket(tokens[at - 1].text);
        let spaced_after = tokens.get(at + 1).is_none_or(|next| next.span.start > tokens[at].span.end);
        let (state, mark) = match tokens[at].text {
            "«" => (&mut angled, Some(Mark::Open)),
            "»" => (&mut angled, Some(Mark::Close)),
            "“" | "„" | "``" => (&mut double, Some(Mark::Open)),
            "”" => (&mut double, Some(Mark::Close)),
            "\"" | "''" | "＂" => {
                let opening = if double { spaced_before && !spaced_after } else { !spaced_after || spaced_before };
                (&mut double, Some(if opening { Mark::Open } else { Mark::Close }))
            }
            "‘" => (&mut single, Some(Mark::Open)),
            "'" | "`" if spaced_before && !spaced_after => (&mut single, Some(Mark::Open)),
            "’" | "'" if single => (&mut single, Some(Mark::Close)),
            _ => continue,
        };
        match mark {
            Some(Mark::Open) => *state = true,
            Some(Mark::Close) if !*state => continue,
            _ => *state = false,
        }
        marks[at] = mark;
    }
    marks
}

/// Whether the last double mark of one paragraph's tokens opens a quotation that nothing closes.
pub(crate) fn leaves_open(tokens: &[Token<'_>]) -> bool {
    let marks = quotation_marks(tokens);
    let last = (0..tokens.len()).rev().find(|&at| marks[at].is_some() && is_double(tokens[at].text));
    last.is_some_and(|at| marks[at] == Some(Mark::Open))
}

/// Whether the first double mark of a paragraph's tokens closes what was opened before it; `None` where they have no such mark.
pub(crate) fn closes(tokens: &[Token<'_>]) -> Option<bool> {
    let at = tokens.iter().position(|token| is_double(token.text))?;
    let glued = at > 0 && tokens[at - 1].span.end == tokens[at].span.start;
    let spaced_after = tokens.get(at + 1).is_none_or(|next| next.span.start > tokens[at].span.end);
    Some(tokens[at].text == "”" || !matches!(tokens[at].text, "“" | "„" | "``") && glued && spaced_after)
}

fn is_double(text: &str) -> bool {
    matches!(text, "“" | "„" | "``" | "”" | "\"" | "''" | "＂")
}

fn opens_bracket(text: &str) -> bool {
    matches!(text, "(" | "[" | "—" | "–" | "-" | "--" | "“" | "\"" | "‘" | "'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{Span, Text};
    use crate::text::tokens;

    /// The text with every opening mark as `<` and every closing one as `>`.
    fn marked(s: &str) -> String {
        let text = Text::new(s);
        let tokens = tokens(&text, Span::new(0, text.len()));
        let marks = quotation_marks(&tokens);
        let mut out = Vec::new();
        for (token, mark) in tokens.iter().zip(marks) {
            out.push(match mark {
                Some(Mark::Open) => "<",
                Some(Mark::Close) => ">",
                None => token.text,
            });
        }
        out.join(" ")
    }

    #[test]
    fn styles_of_marks() {
        assert_eq!(marked("“No,” she said."), "< No , > she said .");
        assert_eq!(marked("\"No,\" she said, \"never.\""), "< No , > she said , < never . >");
        assert_eq!(marked("''No,'' she said."), "< No , > she said .");
        assert_eq!(marked("‘It’s so,’ the ministers’ aide said."), "< It ’s so , > the ministers ’ aide said .");
        assert_eq!(marked("«Er sagte “No” to them» it is."), "< Er sagte < No > to them > it is .");
        assert_eq!(marked("It was 5\" wide”"), "It was 5 \" wide ”");
        assert_eq!(marked("“It runs on."), "< It runs on .");
    }

    #[test]
    fn a_quotation_that_breaks_off_is_known_from_both_sides() {
        let check = |before: &str, after: &str, expected: (bool, Option<bool>)| {
            let (before, after) = (Text::new(before), Text::new(after));
            let whole = |text: &Text| Span::new(0, text.len());
            assert_eq!((leaves_open(&tokens(&before, whole(&before))), closes(&tokens(&after, whole(&after)))), expected);
        };
        check("She said: “It is old.", "It is dear,” and left.", (true, Some(true)));
        check("She said: \"It is old.", "It is dear.\" She left.", (true, Some(true)));
        check("She said: “It is old.", "“It is dear,” she said.", (true, Some(false)));
        check("She said: \"It is old.\"", "\"It is dear,\" she said.", (false, Some(false)));
        check("“It is old,” she said.", "It is dear.", (false, None));
    }
}
