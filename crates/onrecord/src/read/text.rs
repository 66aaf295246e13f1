//! A page saved as text: the article told apart from what a browser prints around it.

use crate::model::{Article, BlockKind, Reason};

use super::lines::{self, Line};
use super::weights::LineModel;
use super::{Unreadable, bylines, compose, dateline, head, language, region, words};

/// What a line is to its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A part of the article.
    Part(BlockKind),
    /// Not a part of it.
    Aside(Reason),
    /// Not yet decided.
    Open,
}

/// Takes an article off a page saved as text.
pub(super) fn read(page: &str, model: &LineModel) -> Result<Article, Unreadable> {
    let lines = lines::lines(page);
    if !lines.iter().any(|line| line.text.contains(char::is_alphanumeric)) {
        return Err(Unreadable::Empty);
    }
    let body = body(&lines, model);
    let headline = head::headline(&lines, &body);
    let mut roles: Vec<Role> = body.iter().map(|&body| if body { Role::Part(BlockKind::Paragraph) } else { Role::Open }).collect();
    let first = body.iter().position(|&b| b).unwrap_or(lines.len());
    let last = body.iter().rposition(|&b| b).map_or(first, |at| at + 1);
    let top = headline.map_or(first, |at| at + 1);
    if let Some(at) = headline {
        roles[at] = Role::Part(BlockKind::Headline);
    }
    if let Some(at) = headline.and_then(|at| head::standfirst(&lines, &body, at)) {
        roles[at] = Role::Part(BlockKind::Standfirst);
    }
    let mut article = Article::default();
    head::metadata(&lines, &mut roles, headline, first, last, &mut article);
    captions(&lines, &mut roles, top..last);
    related_boxes(&lines, &mut roles, first..last);
    shapes(&lines, &mut roles, first..last);
    asides(&lines, &mut roles, last);

    let printed = |kind| roles.iter().position(|r| *r == Role::Part(kind)).map(|at| lines[at].text.to_owned());
    article.title = printed(BlockKind::Headline);
    article.standfirst = printed(BlockKind::Standfirst);
    let parts = lines.iter().zip(&roles).filter_map(|(line, role)| match role {
        Role::Part(kind) => Some((*kind, line.text)),
        _ => None,
    });
    (article.text, article.blocks) = compose::compose(parts);
    for (line, role) in lines.iter().zip(&roles) {
        if let Role::Aside(reason) = role {
            compose::put_aside(&mut article.furniture, *reason, line.text);
        }
    }
    let opening = article.blocks.iter().find(|b| b.kind == BlockKind::Paragraph).map(|b| article.text.slice(b.span));
    if let Some(found) = opening.and_then(dateline::dateline) {
        article.dateline = Some(found.place.to_owned());
        article.agency = article.agency.take().or(found.agency.map(str::to_owned));
    }
    article.language = language::language(article.text.as_str());
    compose::warn_of_later_dates(&mut article);
    Ok(article)
}

/// The lines of the body; where no line looks like one, every line that is no furniture by its wording.
fn body(lines: &[Line<'_>], model: &LineModel) -> Vec<bool> {
    let mut found = region::body(lines, model);
    for (is_body, line) in found.iter_mut().zip(lines) {
        *is_body &= !is_label(line.text);
    }
    if found.contains(&true) {
        return found;
    }
    let any = |line: &Line<'_>| words::furniture(line.text).is_none() && bylines::line(line.text).is_none();
    let plain: Vec<bool> = lines.iter().map(any).collect();
    if plain.contains(&true) { plain } else { vec![true; lines.len()] }
}

/// Whether a line is one of a page's labels and nothing more ("Advertisement"), which stand between paragraphs too.
fn is_label(text: &str) -> bool {
    words::furniture(text).is_some() && words::count(text) < 5 && !words::ends_sentence(text)
}

/// Marks the words under pictures: a line with a credit, and the line that a credit of its own line belongs to.
fn captions(lines: &[Line<'_>], roles: &mut [Role], within: std::ops::Range<usize>) {
    for at in within {
        if matches!(roles[at], Role::Part(BlockKind::Headline | BlockKind::Standfirst)) || !words::credit(lines[at].text) {
            continue;
        }
        roles[at] = Role::Part(BlockKind::Caption);
        let alone = lines[at].text.starts_with('(') || lines[at].text.split_whitespace().count() <= 6;
        let above = at.checked_sub(1).filter(|&above| alone && !lines[at].apart_before && roles[above] == Role::Open);
        if let Some(above) = above.filter(|&above| lines[above].text.split_whitespace().count() > 3) {
            roles[above] = Role::Part(BlockKind::Caption);
        }
    }
}

/// Marks boxes to other articles inside the body: headlines under a label that says so; and a writer's line with the headline above it, for
/// this article's own stands at its head.
fn related_boxes(lines: &[Line<'_>], roles: &mut [Role], within: std::ops::Range<usize>) {
    let mut label = None;
    for at in within.clone() {
        let text = lines[at].text;
        let said = words::furniture(text).filter(|reason| is_label(text) && matches!(reason, Reason::Related | Reason::MostRead));
        label = said.or(label.filter(|_| is_headline(text) && !words::ends_sentence(text) && words::list_number(text).is_none()));
        if let Some(reason) = label.filter(|_| roles[at] != Role::Part(BlockKind::Caption)) {
            roles[at] = Role::Aside(reason);
        }
    }
    for at in within.clone() {
        if matches!(roles[at], Role::Part(BlockKind::Caption)) || bylines::line(lines[at].text).is_none() {
            continue;
        }
        roles[at] = Role::Aside(Reason::Related);
        let above = at.checked_sub(1).filter(|above| within.contains(above));
        if let Some(above) =
            above.filter(|&above| is_headline(lines[above].text) && !matches!(roles[above], Role::Part(BlockKind::Caption)))
        {
            roles[above] = Role::Aside(Reason::Related);
        }
    }
}

/// Whether a line could be an article's headline: no sentence, neither a word nor a paragraph.
pub(super) fn is_headline(text: &str) -> bool {
    let count = text.split_whitespace().count();
    (3..=30).contains(&count)
        && text.chars().count() <= 220
        && !text.ends_with(['.', '…', ',', ';', ':'])
        && !text.ends_with(".”")
        && words::list_number(text).is_none()
}

/// Tells subheadings and list items from paragraphs.
fn shapes(lines: &[Line<'_>], roles: &mut [Role], within: std::ops::Range<usize>) {
    for at in within.clone() {
        if roles[at] != Role::Part(BlockKind::Paragraph) {
            continue;
        }
        let text = lines[at].text;
        let short = text.split_whitespace().count() <= 12 && !words::ends_sentence(text) && !text.starts_with(['“', '"', '—', '–', '-']);
        let leads =
            at + 1 < within.end && roles[at + 1] == Role::Part(BlockKind::Paragraph) && lines[at + 1].text.split_whitespace().count() > 12;
        if words::list_number(text).is_some() || text.starts_with(['•', '*', '‣', '▪']) {
            roles[at] = Role::Part(BlockKind::ListItem);
        } else if is_loud(text) || short && leads && lines[at].apart_before {
            roles[at] = Role::Part(BlockKind::Subheading);
        }
    }
}

/// Whether a line cries out in capitals what stands in another article, or in the part below it.
fn is_loud(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    capitals && text.split_whitespace().filter(|word| word.contains(char::is_uppercase)).count() >= 3 && !words::ends_sentence(text)
}

/// Gives every line that is left its reason: by its wording, by the heading that it stands under, or by its form.
fn asides(lines: &[Line<'_>], roles: &mut [Role], end: usize) {
    let mut heading = None;
    for at in 0..lines.len() {
        if roles[at] != Role::Open {
            heading = None;
            continue;
        }
        let text = lines[at].text;
        let said = words::furniture(text);
        if matches!(said, Some(Reason::Related | Reason::MostRead | Reason::Comments | Reason::Tags)) {
            heading = said;
        }
        let few = text.split_whitespace().count() < 4;
        let formed = || {
            if few {
                Reason::Navigation
            } else if at >= end && is_headline(text) {
                Reason::Related
            } else {
                Reason::Other
            }
        };
        roles[at] = Role::Aside(said.or(heading).unwrap_or_else(formed));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_cry_out() {
        assert!(is_loud("‘HARBOUR NIGHTS’ STAR OPENS UP ABOUT THE STORM"));
        for quiet in
            ["The NATO and EU talks", "BREAKING", "IT IS CLOSED FOR GOOD.", "1,200 – 3,400", "다만 MBC <숨바꼭질>은 방영을 시작한 지"]
        {
            assert!(!is_loud(quiet), "{quiet}");
        }
    }
}
