//! What the ledger answers, as people are shown it. Every row leads to exact words, their page and its address.

use std::fmt::Write as _;

use onrecord::model::{Act, Stance};
use onrecord::reconcile::Relation;
use onrecord_store::pages::{ClaimHead, Linked};
use onrecord_store::{ArticleHit, Candidate, Hits, LedgerActor, LedgerArticle, LedgerClaim, Number, OnRecord, Position, Status};

use super::style::{AGAINST, ASIDE, CUE, FOR, HEADING, SOURCE, styled};
use super::wrap::{indented, lines};
use super::{article, count, packs};
use crate::out::{printable, word};
use crate::when;

/// How many statements of a side a list of claims shows.
const LISTED: usize = 4;

/// A claim: its wording, then all that is said on each side.
pub(crate) fn claim(claim: &LedgerClaim) -> String {
    let mut out = head(claim) + &sides(claim, usize::MAX);
    let said = claim.statements(Stance::Neutral);
    if !said.is_empty() {
        let _ = write!(out, "  {}\n{}", styled(HEADING, "neither"), rows(4, &foremost(&said, usize::MAX)));
    }
    out += &about(&claim.head, |_| true);
    if !claim.head.links.is_empty() {
        let links: String = claim.head.links.iter().map(link).collect();
        let _ = write!(out, "  {}\n{links}", styled(HEADING, "links"));
    }
    out
}

/// A claim as a list shows it: of each side some statements, those that answer the other side or are answered by it before others, and the
/// numbers that differ.
pub(crate) fn listed_claim(claim: &LedgerClaim) -> String {
    let moves = |values: &[&Number]| values.iter().any(|number| number.printed != values[0].printed);
    head(claim) + &sides(claim, LISTED) + &about(&claim.head, moves)
}

fn head(claim: &LedgerClaim) -> String {
    let head = &claim.head;
    let mut out = indented(&worded(head.lead.as_deref(), &head.wording), 0, |line| styled(HEADING, line));
    let pages = format!("{}, {}", count(head.pages, "page"), count(head.origins.len(), "independent origin"));
    let facts = [Some(head.id.clone()), days(head.first.as_deref(), head.last.as_deref()), Some(pages)];
    out += &aside(0, &facts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    out
}

fn sides(claim: &LedgerClaim, most: usize) -> String {
    let mut out = String::new();
    for (stance, heading, style) in [(Stance::Affirms, "for it", FOR), (Stance::Denies, "against it", AGAINST)] {
        let said = claim.statements(stance);
        let shown = foremost(&said, most);
        if !shown.is_empty() {
            let _ = write!(out, "  {}\n{}", styled(style, heading), rows(4, &shown));
        }
        if said.len() > shown.len() {
            out += &aside(4, &format!("and {} more: onrecord show {}", said.len() - shown.len(), claim.head.id));
        }
    }
    out
}

/// Who was not heard, who turned, the numbers that are `told`, the rules.
fn about(head: &ClaimHead, told: impl Fn(&[&Number]) -> bool) -> String {
    let mut out = String::new();
    if !head.unheard.is_empty() {
        let names = head.unheard.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join(", ");
        let _ = write!(out, "  {}\n{}", styled(HEADING, "accused and not heard"), indented(&names, 4, |line| printable(line).into_owned()));
    }
    for turn in &head.turns {
        let _ = writeln!(out, "  {}", styled(HEADING, &format!("{} against what was said before", turn.name)));
        out += &row(4, None, &turn.before);
        out += &row(4, None, &turn.after);
    }
    out += &numbers(&head.numbers, told);
    if !head.findings.is_empty() {
        let _ = write!(out, "  {}\n{}", styled(HEADING, "rules"), packs::findings(head.findings.iter(), 4));
    }
    out
}

/// A claim in printed words, with the cue before them where they need it.
pub(crate) fn worded(lead: Option<&str>, wording: &str) -> String {
    lead.map(|lead| format!("{lead} ")).unwrap_or_default() + wording
}

/// Words in quotation marks, which are not set twice where they are printed in some.
pub(crate) fn quoted(words: &str) -> String {
    if words.contains(['“', '”', '"']) { words.to_owned() } else { format!("“{words}”") }
}

/// What a later statement is to an earlier one, and why.
fn link(link: &Linked) -> String {
    let (later, earlier) = (&link.later, &link.earlier);
    let relation = match link.relation {
        Relation::Contradicts => "contradicts",
        Relation::UpdatesNumber => "gives another number than",
        Relation::Narrows => "says more than",
        Relation::Same => "says the same as",
    };
    let who = format!("    {} {} {}\n", styled(SOURCE, &later.speaker), styled(CUE, relation), styled(SOURCE, &earlier.speaker));
    let words = format!("{} – {}", quoted(&later.words), quoted(&earlier.words));
    who + &indented(&words, 6, |line| printable(line).into_owned()) + &indented(&link.why, 6, |line| styled(ASIDE, line))
}

/// How each of a claim's numbers moves: what is counted, then who gave which value when. Copies of a text give it once.
fn numbers(numbers: &[Number], told: impl Fn(&[&Number]) -> bool) -> String {
    let mut series: Vec<(&str, Vec<&Number>)> = Vec::new();
    for number in numbers.iter().filter(|number| number.independent) {
        let unit = number.unit.as_deref().unwrap_or("no unit");
        match series.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, values)) => values.push(number),
            None => series.push((unit, vec![number])),
        }
    }
    series.into_iter().filter(|(_, values)| told(values)).fold(String::new(), |mut out, (unit, values)| {
        let _ = writeln!(out, "  {}", styled(HEADING, &format!("numbers: {unit}")));
        for number in values {
            let date = day(number.date.as_deref(), number.date_to.as_deref());
            let line = format!("    {}  {}  {}\n", styled(ASIDE, &date), printable(&number.printed), styled(SOURCE, &number.speaker));
            if !out.ends_with(&line) {
                out += &line;
            }
        }
        out
    })
}

fn days(first: Option<&str>, last: Option<&str>) -> Option<String> {
    match (first, last) {
        (Some(first), Some(last)) if first != last => Some(format!("{first} to {last}")),
        (Some(day), _) => Some(day.to_owned()),
        _ => None,
    }
}

/// At most so many of a side's statements, by date: those that stand directly against the other side before others, and copies last.
fn foremost<'a>(said: &[&'a Position], most: usize) -> Vec<&'a OnRecord> {
    let mut shown: Vec<usize> = (0..said.len()).collect();
    shown.sort_by_key(|&at| (!said[at].direct, !said[at].on_record.independent));
    shown.truncate(most);
    shown.sort_unstable();
    shown.into_iter().map(|at| &said[at].on_record).collect()
}

/// Statements with their speakers; of those of one page in a row, the last has where they are printed.
fn rows(indent: usize, said: &[&OnRecord]) -> String {
    let one_page = |a: &&OnRecord, b: &&OnRecord| a.address == b.address;
    let row = |on_record: &&OnRecord| words(indent, Some(&on_record.speaker), on_record);
    let of_page = |page: &[&OnRecord]| page.iter().map(row).collect::<String>() + &place(indent, page[0]);
    said.chunk_by(one_page).map(of_page).collect()
}

/// A statement: date, speaker and act, with the printed cue where the words need it; the exact words; the page and its address.
pub(crate) fn row(indent: usize, speaker: Option<&str>, on_record: &OnRecord) -> String {
    words(indent, speaker, on_record) + &place(indent, on_record)
}

fn words(indent: usize, speaker: Option<&str>, on_record: &OnRecord) -> String {
    let date = day(on_record.date.as_deref(), on_record.date_to.as_deref());
    let who = speaker.map(|name| styled(SOURCE, name) + "  ").unwrap_or_default();
    // "to the deployment" says little without "is strongly opposed".
    let cue = (on_record.act != Act::Say && !on_record.cue.is_empty()).then(|| styled(ASIDE, &format!("  {}", on_record.cue)));
    let first = format!("{:indent$}{}  {who}{}{}\n", "", styled(ASIDE, &date), styled(CUE, &word(on_record.act)), cue.unwrap_or_default());
    let meaning = on_record.meant.as_ref().map(|meant| format!("meaning {}: {}", meant.speaker, quoted(&meant.words)));
    let meaning = meaning.map(|meaning| indented(&meaning, indent + 2, |line| styled(ASIDE, line))).unwrap_or_default();
    first + &indented(&on_record.words, indent + 2, |line| printable(line).into_owned()) + &meaning
}

/// Where a statement is printed.
fn place(indent: usize, on_record: &OnRecord) -> String {
    let copy = (!on_record.independent).then_some("a copy");
    let older = (!on_record.newest).then_some("an older version");
    let place = [on_record.outlet.as_deref(), copy, older, Some(&on_record.address)];
    aside(indent + 2, &place.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// When something was said.
fn day(from: Option<&str>, to: Option<&str>) -> String {
    from.map_or_else(|| "undated".to_owned(), |from| when::days(from, to.unwrap_or(from)))
}

fn aside(indent: usize, line: &str) -> String {
    format!("{:indent$}{}\n", "", styled(ASIDE, line))
}

/// A statement by itself, with its source and cue as the page prints them, and the ids that lead on.
pub(crate) fn statement(on_record: &OnRecord, printed: &str) -> String {
    let mut out = row(0, Some(&on_record.speaker), on_record);
    let claim = on_record.claim.as_deref().map(|claim| ("claim", claim));
    let lines = [("printed", printed), ("form", &word(on_record.form)), ("stance", &word(on_record.stance))];
    let ids = [("statement", on_record.statement.as_str()), ("article", &on_record.article)];
    for (name, value) in lines.into_iter().chain(ids).chain(claim) {
        let _ = writeln!(out, "  {} {}", styled(ASIDE, &format!("{name:<9}")), printable(value));
    }
    out
}

/// An actor and all it has on record.
pub(crate) fn actor(actor: &LedgerActor) -> String {
    let mut out = format!("{}\n", styled(HEADING, &actor.name));
    let facts = [Some(actor.id.clone()), Some(word(actor.kind)), actor.country.clone(), Some(count(actor.in_all, "statement"))];
    out += &aside(0, &facts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    let others: Vec<_> = actor.names.iter().filter(|&name| *name != actor.name).map(String::as_str).collect();
    for (heading, words) in [("also", others.join(", ")), ("as", actor.roles.join("; "))] {
        if !words.is_empty() {
            out += &indented(&format!("{heading} {words}"), 0, |line| styled(ASIDE, line));
        }
    }
    for on_record in &actor.statements {
        out.push('\n');
        out += &row(2, None, on_record);
    }
    out
}

/// An article with its place in the ledger.
pub(crate) fn article(shown: &LedgerArticle) -> String {
    let mut out = article::render(&shown.record);
    let version = if shown.newest { "the newest" } else { "an older one" };
    let _ = writeln!(out, "\n{}", styled(ASIDE, &format!("{} · version {}, {version}", shown.address, shown.version)));
    if let Some(original) = &shown.copy_of {
        out += &aside(0, &format!("a copy of article {original}"));
    }
    for copy in &shown.copies {
        out += &aside(0, &format!("copied at {copy}"));
    }
    out
}

/// A part of what a search found, after so many others; `narrowed` is whether more than the words was asked for.
pub(crate) fn hits(hits: &Hits, narrowed: bool, offset: u32) -> String {
    if hits.statements_in_all == 0 && hits.articles_in_all == 0 {
        let none = match (hits.more, narrowed) {
            (true, _) => "None of the newest that hold these words fits. Ask for a name, an outlet or days to look further.\n",
            (false, true) => "Nothing on record that holds these words fits. Ask for less.\n",
            (false, false) => "Nothing on record holds these words.\n",
        };
        return none.to_owned();
    }
    let statements: Vec<_> = hits.statements.iter().map(|hit| row(2, Some(&hit.speaker), hit)).collect();
    let articles: Vec<_> = hits.articles.iter().map(article_hit).collect();
    let section = |noun: &str, rows: &[String], in_all: u64| {
        let least = if hits.more && in_all > 0 { "at least " } else { "" };
        let first = u64::from(offset) + 1;
        let part = match rows.len() as u64 {
            listed if listed == in_all => String::new(),
            0 => ", no more of them".to_owned(),
            listed => format!(", {first} to {} of them", u64::from(offset) + listed),
        };
        format!("{}\n{}", styled(HEADING, &format!("{least}{}{part}", count(in_all, noun))), rows.join("\n"))
    };
    format!("{}\n{}", section("statement", &statements, hits.statements_in_all), section("article", &articles, hits.articles_in_all))
}

fn article_hit(hit: &ArticleHit) -> String {
    let title = hit.title.as_deref().unwrap_or("untitled");
    let day = hit.published.as_deref().map(|published| published.get(..10).unwrap_or(published));
    let place: Vec<_> = [hit.outlet.as_deref(), day, Some(&hit.article), Some(&hit.address)].into_iter().flatten().collect();
    let words = hit.words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("  {}\n", styled(SOURCE, title)) + &indented(&words, 4, |line| printable(line).into_owned()) + &aside(4, &place.join(" · "))
}

/// Counts and size.
pub(crate) fn status(name: &str, status: &Status) -> String {
    let days = days(status.first.as_deref(), status.last.as_deref()).unwrap_or_default();
    let rows = [
        ("pages", status.pages.to_string()),
        ("of these copies", status.copies.to_string()),
        ("older versions", status.older_versions.to_string()),
        ("outlets", status.outlets.to_string()),
        ("statements", status.statements.to_string()),
        ("actors", status.actors.to_string()),
        ("claims", status.claims.to_string()),
        ("disputes", status.disputes.to_string()),
        ("days", days),
        ("size", indicatif::HumanBytes(status.bytes).to_string()),
        ("schema", format!("{} (SQLite {})", status.schema, status.sqlite)),
    ];
    rows.iter().fold(format!("{}\n", styled(HEADING, name)), |mut out, (name, value)| {
        let _ = writeln!(out, "  {} {value}", styled(ASIDE, &format!("{name:<15}")));
        out
    })
}

/// Those that fit, each with the id to ask for.
pub(crate) fn candidates(candidates: &[Candidate]) -> String {
    candidates.iter().fold(String::new(), |mut out, candidate| {
        let label = lines(&candidate.label, 60).into_iter().next().map_or("", |line| &candidate.label[line]);
        let facts = [candidate.kind.map(word), Some(count(candidate.statements, "statement")), candidate.page.clone()];
        let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let _ = writeln!(out, "  {}  {}  ({})", candidate.id, printable(label), printable(&facts));
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{quoted, worded};

    #[test]
    fn words_have_one_pair_of_marks_and_the_cue_they_need() {
        assert_eq!(quoted("it is so"), "“it is so”");
        assert_eq!(quoted("“it is so,”"), "“it is so,”");
        assert_eq!(quoted("that it was “safe”"), "that it was “safe”");
        assert_eq!(worded(Some("accused"), "Ana Ruiz of hiding the report"), "accused Ana Ruiz of hiding the report");
        assert_eq!(worded(None, "it is so"), "it is so");
    }
}
