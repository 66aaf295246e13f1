//! Posts that a page shows with their writer's name under them: "It is closed. — Ada Quill (@adaquill) May 17, 2024".

use crate::model::{Article, BlockKind};
use crate::span::Span;

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
    use crate::model::Block;
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
}
