//! A record as a reader is shown it: the article with its statements lit up, then who says what, both sides, and what to be wary of.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::iter;

use anstyle::Style;
use onrecord::Span;
use onrecord::model::{Act, Article, Block, BlockKind, Claim, Finding, Record, Stance, Statement, When};

use super::style::{AGAINST, ASIDE, CONTENT, CUE, FOR, HEADING, SOURCE, WARNING, styled};
use super::wrap::{indented, lines, width};
use super::{count, packs};
use crate::out::{printable, word};
use crate::when;

/// What stands between two articles.
pub(crate) const RULE: &str = "────────────────────────────────────────";

/// The whole record, with styles.
pub(crate) fn render(record: &Record) -> String {
    let names: Names = record.actors.iter().map(|actor| (actor.id.as_str(), actor.name.as_str())).collect();
    let sections = [
        head(record),
        body(record),
        statements(record, &names),
        speakers(record),
        disputes(record, &names),
        rules(record),
        warnings(&record.article),
        furniture(&record.article),
    ];
    sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Actors' names by their ids.
type Names<'a> = HashMap<&'a str, &'a str>;

/// Headline, the line that says where, when and by whom, and where it is found.
fn head(record: &Record) -> String {
    let (article, origin) = (&record.article, &record.origin);
    let mut out = indented(article.label(), 0, |line| styled(HEADING, line));
    let bylines = (!article.byline.is_empty()).then(|| format!("by {}", article.byline.join(", ")));
    let facts = [&article.outlet, &article.agency, &article.published].into_iter().cloned();
    let changed = article.changed_later().map(|day| format!("updated {day}"));
    let facts: Vec<_> = facts.chain([changed, article.dateline.clone(), bylines]).flatten().collect();
    out += &indented(&facts.join(" · "), 0, |line| styled(ASIDE, line));
    if let Some(place) = origin.url.as_ref().or(origin.path.as_ref()) {
        let _ = writeln!(out, "{}", styled(ASIDE, place));
    }
    out
}

/// What a byte of the text is part of; the later outranks the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    None,
    Content,
    Source,
    Cue,
}

impl Mark {
    fn style(self) -> Style {
        match self {
            Self::None => Style::new(),
            Self::Content => CONTENT,
            Self::Source => SOURCE,
            Self::Cue => CUE,
        }
    }
}

/// The article's blocks with the words of its statements in their styles.
fn body(record: &Record) -> String {
    let article = &record.article;
    let marks = marks(record);
    let shown = article.blocks.iter().filter(|block| !is_label(article, block));
    shown.map(|block| self::block(article, block, &marks)).collect::<Vec<_>>().join("\n")
}

/// Whether a block was printed above as the headline.
fn is_label(article: &Article, block: &Block) -> bool {
    block.kind == BlockKind::Headline && article.text.slice(block.span) == article.label()
}

fn marks(record: &Record) -> Vec<Mark> {
    let text = &record.article.text;
    let mut marks = vec![Mark::None; text.as_str().len()];
    for statement in &record.statements {
        for (spans, mark) in [(&statement.content, Mark::Content), (&statement.source, Mark::Source), (&statement.cue, Mark::Cue)] {
            for &span in spans {
                marks[text.bytes(span)].iter_mut().for_each(|at| *at = mark.max(*at));
            }
        }
    }
    marks
}

fn block(article: &Article, block: &Block, marks: &[Mark]) -> String {
    let (lead, base) = match block.kind {
        BlockKind::Headline | BlockKind::Subheading => ("", HEADING),
        BlockKind::Standfirst => ("", Style::new().italic()),
        BlockKind::Paragraph | BlockKind::Table => ("", Style::new()),
        BlockKind::ListItem => ("• ", Style::new()),
        BlockKind::Quote => ("│ ", Style::new()),
        BlockKind::Caption => ("▣ ", ASIDE),
    };
    let text = article.text.slice(block.span);
    let marks = &marks[article.text.bytes(block.span)];
    let columns = width().saturating_sub(lead.chars().count());
    lines(text, columns).into_iter().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "{lead}{}", runs(&text[line.clone()], &marks[line], base));
        out
    })
}

/// A line, each run of like marks in its style, the rest in the block's.
fn runs(line: &str, marks: &[Mark], base: Style) -> String {
    let mut out = String::new();
    let mut at = 0;
    for run in marks.chunk_by(|a, b| a == b) {
        let style = if run[0] == Mark::None { base } else { run[0].style() };
        out += &styled(style, &line[at..at + run.len()]);
        at += run.len();
    }
    out
}

/// A section's heading and its lines; nothing where it has none.
fn section(heading: &str, lines: &str) -> String {
    if lines.is_empty() { String::new() } else { format!("{}\n{lines}", styled(HEADING, heading)) }
}

fn statements(record: &Record, names: &Names) -> String {
    let who = |statement: &Statement| speaker(record, statement, names);
    let widest = record.statements.iter().map(|statement| textwrap::core::display_width(&who(statement))).max().unwrap_or(0).min(40);
    let rows = record.statements.iter().enumerate().map(|(index, statement)| {
        let who = who(statement);
        let gap = widest.saturating_sub(textwrap::core::display_width(&who));
        let date = statement.said_on.as_ref().map_or(String::new(), day);
        let act = word(statement.act);
        let first = format!(
            "{:>3}  {}{:gap$}  {}{:pad$}  {}",
            index + 1,
            styled(SOURCE, &who),
            "",
            styled(CUE, &act),
            "",
            styled(ASIDE, &date),
            pad = 8usize.saturating_sub(act.len())
        );
        let relays = relays(record, statement);
        let aside = if relays.is_empty() { String::new() } else { styled(ASIDE, &format!("  via {relays}")) };
        format!("{first}{aside}\n{}", indented(&said(record, statement), 5, |line| printable(line).into_owned()))
    });
    section(&count(record.statements.len(), "statement"), &rows.collect::<String>())
}

/// Who speaks, by name, else in the words of the page.
fn speaker(record: &Record, statement: &Statement, names: &Names) -> String {
    let known: Vec<_> = statement.speakers.iter().filter_map(|id| names.get(id.as_str()).copied()).collect();
    let printed = || statement.source.iter().map(|&span| record.article.text.slice(span)).collect::<Vec<_>>().join(" … ");
    let who = if known.is_empty() { printed() } else { known.join(" and ") };
    if who.is_empty() { "(no source)".to_owned() } else { who.replace('\n', " ") }
}

/// The content as printed.
fn said(record: &Record, statement: &Statement) -> String {
    cut(record, &statement.content)
}

/// Printed words in one line.
fn cut(record: &Record, spans: &[Span]) -> String {
    let parts: Vec<_> = spans.iter().map(|&span| record.article.text.slice(span)).collect();
    parts.join(" … ").replace('\n', " ")
}

fn relays(record: &Record, statement: &Statement) -> String {
    statement.relay.iter().map(|relay| record.article.text.slice(relay.span)).collect::<Vec<_>>().join(", ")
}

fn speakers(record: &Record) -> String {
    let mut spoken: BTreeMap<&str, usize> = BTreeMap::new();
    for id in record.statements.iter().flat_map(|statement| &statement.speakers) {
        *spoken.entry(id).or_default() += 1;
    }
    let rows = record.actors.iter().filter_map(|actor| {
        let number = spoken.get(actor.id.as_str())?;
        let facts = iter::once(word(actor.kind)).chain(actor.country.clone()).chain(actor.roles.iter().map(ToString::to_string));
        let facts = facts.chain([count(number, "statement")]).collect::<Vec<_>>().join(" · ");
        Some(format!("  {}  {}\n", styled(SOURCE, &actor.name), styled(ASIDE, &facts)))
    });
    section("Speakers", &rows.collect::<String>())
}

fn disputes(record: &Record, names: &Names) -> String {
    let mut of_claim: HashMap<&str, Vec<&Statement>> = HashMap::new();
    for said in record.statements.iter().filter(|said| !said.speakers.is_empty()) {
        of_claim.entry(said.claim.as_deref().unwrap_or_default()).or_default().push(said);
    }
    let dispute = |claim: &Claim| {
        let side = |stance, heading: &str, style| {
            let said = of_claim.get(&*claim.id).into_iter().flatten().filter(|said| said.stance == stance);
            let rows: String = said.map(|said| position(record, said, names)).collect();
            if rows.is_empty() { rows } else { format!("    {}\n{rows}", styled(style, heading)) }
        };
        let wording = indented(&wording(record, claim), 2, |line| styled(HEADING, line));
        wording + &side(Stance::Affirms, "for it", FOR) + &side(Stance::Denies, "against it", AGAINST)
    };
    let rows = record.claims.iter().filter(|claim| claim.disputed).map(dispute);
    section("Both sides on record", &rows.collect::<String>())
}

/// A claim in printed words, with the cue before them where they need it: "accused" before "Ana Ruiz of hiding the report".
fn wording(record: &Record, claim: &Claim) -> String {
    let accuses = |said: &&Statement| said.act == Act::Accuse && said.content.first() == Some(&claim.wording);
    let lead = record.statements.iter().find(accuses).map(|said| cut(record, &said.cue) + " ").unwrap_or_default();
    lead + record.article.text.slice(claim.wording)
}

/// What the rules of packs find, under the words that each finding was read from: the claim's own, where it is one of them.
fn rules(record: &Record) -> String {
    let worded = |finding: &Finding| {
        let read: Vec<&Statement> = record.statements.iter().filter(|statement| finding.statements.contains(&statement.id)).collect();
        let claim = record.claims.iter().find(|claim| claim.id == finding.claim)?;
        let own = read.is_empty() || read.iter().any(|statement| statement.content.contains(&claim.wording));
        Some(if own { wording(record, claim) } else { said(record, read[0]) })
    };
    let mut under: Vec<(String, Vec<&Finding>)> = Vec::new();
    for finding in &record.findings {
        let Some(words) = worded(finding) else { continue };
        match under.iter_mut().find(|(known, _)| *known == words) {
            Some((_, found)) => found.push(finding),
            None => under.push((words, vec![finding])),
        }
    }
    let ruled = |(words, found): &(String, Vec<&Finding>)| {
        indented(words, 2, |line| styled(HEADING, line)) + &packs::findings(found.iter().copied(), 4)
    };
    section("Rules", &under.iter().map(ruled).collect::<String>())
}

fn position(record: &Record, statement: &Statement, names: &Names) -> String {
    let date = statement.said_on.as_ref().map_or(String::new(), day);
    let who = styled(SOURCE, &speaker(record, statement, names));
    let first = format!("      {who}  {}  {}\n", styled(CUE, &word(statement.act)), styled(ASIDE, &date));
    first + &indented(&said(record, statement), 8, |line| printable(line).into_owned())
}

fn warnings(article: &Article) -> String {
    let lines = article.warnings.iter().map(|warning| format!("{} {}\n", styled(WARNING, "!"), printable(&warning.message)));
    lines.collect::<Vec<_>>().concat()
}

/// How much of the page was left out, by reason.
fn furniture(article: &Article) -> String {
    if article.furniture.is_empty() {
        return String::new();
    }
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for piece in &article.furniture {
        *reasons.entry(word(piece.reason).replace('_', " ")).or_default() += 1;
    }
    let reasons: Vec<_> = reasons.iter().map(|(reason, number)| format!("{reason} {number}")).collect();
    let line = format!("left out around the article: {} ({})", count(article.furniture.len(), "piece"), reasons.join(", "));
    indented(&line, 0, |line| styled(ASIDE, line))
}

/// When something was said, as short as it can be said.
fn day(when: &When) -> String {
    when::days(&when.from, &when.to)
}
