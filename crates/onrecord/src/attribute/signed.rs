//! Posts that a page shows with their writer's name under them, and quotations with a speaker's: "It is closed. — Ada Quill (@adaquill)
//! May 17, 2024", "“It is closed.” — Ada Quill, mayor".

use crate::grammar;
use crate::model::{Article, Block, BlockKind};
use crate::span::Span;

use crate::text::Mark;

use super::lexicon::{self, Class, Part};
use super::paragraph::Paragraph;
use super::tagger::{Found, Scores};

/// How likely such a post is its writer's, by hand: the form leaves hardly a doubt.
const CONFIDENCE: f32 = 0.9;
/// A name and what follows a handle have so many code points at most.
const NAME: usize = 60;
const DAY: usize = 40;

/// The posts of an article: the source is the name, the cue its dash, the content what stands before it, or the quotation in the block before.
pub(super) fn signed(article: &Article) -> Vec<Found> {
    let before = [None].into_iter().chain(article.blocks.iter().map(Some));
    let posts = article.blocks.iter().zip(before).filter_map(|(block, before)| {
        let (source, cue) = signature(article, block.span)?;
        let own = written(article, Span::new(block.span.start, cue.start));
        let quoted = before.filter(|before| before.kind == BlockKind::Quote && block.kind == BlockKind::Quote);
        let content = own.or_else(|| written(article, quoted?.span))?;
        let scores = Scores { cue: CONFIDENCE, spans: CONFIDENCE };
        Some(Found { source: vec![source], cue, content: vec![content], confidence: CONFIDENCE, scores })
    });
    posts.collect()
}

/// Whether a block is a post, or ends one, with its writer's name and handle.
pub(super) fn is_signed(article: &Article, block: &Block) -> bool {
    block.kind == BlockKind::Quote && signature(article, block.span).is_some()
}

/// The name that a block is signed with, and the dash before it.
fn signature(article: &Article, block: Span) -> Option<(Span, Span)> {
    let text = article.text.slice(block);
    let dash = text.rfind('—')?;
    let (name, rest) = text[dash..].split_once(" (@")?;
    let (handle, day) = rest.split_once(')')?;
    let name = name.trim_start_matches('—').trim();
    let short = (1..=NAME).contains(&name.chars().count()) && day.chars().count() <= DAY;
    let plain = handle.chars().all(|c| c.is_alphanumeric() || c == '_') && name.contains(char::is_alphabetic);
    let at = |byte: usize| block.start + text[..byte].chars().count() as u32;
    let start = dash + text[dash..].find(name)?;
    (short && plain).then(|| (Span::new(at(start), at(start + name.len())), Span::new(at(dash), at(dash) + 1)))
}

/// A name with its office has so many words at most.
const SIGNATURE: usize = 14;

/// What stands before the name; some print two hyphens.
pub(super) const DASHES: [char; 4] = ['—', '–', '―', '-'];

/// The quoted sentence that a paragraph is, with a dash and a name behind it and nothing else.
pub(super) fn dashed(paragraph: &Paragraph<'_>) -> Option<Found> {
    let close = paragraph.other_mark(0).filter(|_| paragraph.mark(0) == Some(Mark::Open))?;
    let dash = close + 1;
    let text = |at: usize| paragraph.tokens.get(at).map_or("", |token| token.text);
    let name = dash + 1..paragraph.tokens.len() - usize::from(text(paragraph.tokens.len() - 1) == ".");
    let says = |at: usize| {
        let word = text(at).to_lowercase();
        let verb = lexicon::entry(&word).is_some_and(|entry| entry.part == Part::Verb) || lexicon::class(&word) == Some(Class::Auxiliary);
        // "May" and "Will" are names, too.
        verb && !paragraph.tokens[at].is_capitalised()
    };
    // "“The Bridge” — Norvik’s new song" is a title, and a name with a handle signs a post.
    let other = |at: usize| grammar::genitive(text(at)) || text(at).starts_with('@');
    let named = |at: usize| !says(at) && !other(at) && paragraph.sentence(at) == paragraph.sentence(name.start);
    let signs = text(dash).starts_with(DASHES)
        && matches!(text(close - 1), "." | "," | "!" | "?" | "…" | "...")
        && (1..=SIGNATURE).contains(&name.len())
        && paragraph.tokens[name.start].is_capitalised()
        && name.clone().all(named);
    let scores = Scores { cue: CONFIDENCE, spans: CONFIDENCE };
    let found = || Found {
        source: vec![paragraph.span(name.clone())],
        cue: paragraph.span(dash..dash + 1),
        content: vec![paragraph.span(0..close + 1)],
        confidence: CONFIDENCE,
        scores,
    };
    signs.then(found)
}

/// The words of a post, without the addresses at its end.
fn written(article: &Article, part: Span) -> Option<Span> {
    let text = article.text.slice(part);
    let mut words = text.trim();
    while let Some(last) = words.split_whitespace().next_back().filter(|word| is_address(word)) {
        words = words[..words.len() - last.len()].trim_end();
    }
    let start = part.start + text.chars().take_while(|c| c.is_whitespace()).count() as u32;
    words.contains(char::is_alphabetic).then(|| Span::new(start, start + words.chars().count() as u32))
}

fn is_address(word: &str) -> bool {
    ["https://", "http://", "pic.twitter.com/"].iter().any(|begins| word.starts_with(begins))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Text;

    /// Source and content of each post among some quotations.
    fn posts(blocks: &[&str]) -> Vec<(String, String)> {
        let text = Text::new(blocks.join("\n"));
        let mut start = 0;
        let block = |words: &&str| {
            let span = Span::new(start, start + words.chars().count() as u32);
            start = span.end + 1;
            Block { kind: BlockKind::Quote, span }
        };
        let article = Article { blocks: blocks.iter().map(block).collect(), text, ..Article::default() };
        let cut = |span: Span| article.text.slice(span).to_owned();
        signed(&article).into_iter().map(|found| (cut(found.source[0]), cut(found.content[0]))).collect()
    }

    #[test]
    fn a_post_is_its_writers() {
        let quill = |words: &str| vec![("Ada Quill 🎉".to_owned(), words.to_owned())];
        assert_eq!(posts(&["It is 👍🏽 closed. https://a.example/1— Ada Quill 🎉 (@ada_quill) May 17, 2024"]), quill("It is 👍🏽 closed."));
        assert_eq!(posts(&["It is closed.", "— Ada Quill 🎉 (@ada_quill) May 17, 2024"]), quill("It is closed."));
        for none in [
            "— Ada Quill (@ada_quill) May 17, 2024",
            "The bridge — Ada Quill (left) says — is closed.",
            "— (@)",
            "https://a.example— A (@a)",
        ] {
            assert_eq!(posts(&[none]), [], "{none}");
        }
    }

    #[test]
    fn a_signed_quotation_is_whose_name_stands_behind_it() {
        let check = |paragraph: &str, expected: Option<(&str, &str)>| {
            let text = Text::new(paragraph);
            let found = dashed(&Paragraph::new(&text, Span::new(0, text.len())));
            let found = found.as_ref().map(|found| (text.slice(found.source[0]), text.slice(found.content[0])));
            assert_eq!(found, expected, "{paragraph}");
        };
        check("“We will not go.” — Ada Quill, mayor of Lowmere", Some(("Ada Quill, mayor of Lowmere", "“We will not go.”")));
        check("“We will not go.”\n-- May Roe, mayor.", Some(("May Roe, mayor", "“We will not go.”")));
        for none in [
            "“We will not go.” — Ada Quill said so in May.",
            "“We will not go.” — It was in May.",
            "“We will not go.” — Ada Quill (@ada) June 17, 2024",
            "“The Ferry at Night” — Lowmere Theatre, Friday to Sunday",
            "“Shall We Go?” — Norvik’s new song",
            "“” — Ada Quill",
            "– Ada Quill, mayor of Lowmere",
            "“We will not go.” –",
            "“",
        ] {
            check(none, None);
        }
    }
}
