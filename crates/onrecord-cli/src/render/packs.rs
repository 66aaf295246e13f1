//! Packs, and what their rules find, as people are shown them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anstyle::Style;
use onrecord::model::{Finding, Verdict};
use onrecord::pack::Pack;

use super::count;
use super::style::{AGAINST, ASIDE, CUE, FOR, HEADING, SOURCE, styled};
use super::wrap::indented;

/// A pack with its rules.
pub(crate) fn pack(pack: &Pack) -> String {
    let mut out = format!("{}  {}\n", styled(HEADING, &pack.name), pack.title);
    out += &indented(&summary(pack), 2, |line| styled(ASIDE, line));
    for rule in &pack.rules {
        let until = rule.to.map(|day| format!(" to {day}")).unwrap_or_default();
        let _ = writeln!(out, "  {}  {}", styled(SOURCE, &rule.id), styled(ASIDE, &format!("from {}{until}", rule.from)));
        out += &indented(&format!("{} ({})", rule.says, rule.binds), 4, str::to_owned);
    }
    for note in &pack.notes {
        out += &indented(note, 2, |line| styled(ASIDE, line));
    }
    out
}

/// What is in a pack, counted.
pub(crate) fn summary(pack: &Pack) -> String {
    let kinds: BTreeSet<&str> = pack.frames.iter().map(|frame| frame.kind.as_str()).collect();
    let kinds = kinds.into_iter().collect::<Vec<_>>().join(", ");
    let classes = format!("{} item classes", pack.classes.len());
    [format!("speaks of {kinds}"), classes, count(pack.units.len(), "unit"), count(pack.rules.len(), "rule")].join(" · ")
}

/// What rules find of a claim.
pub(crate) fn findings<'a>(findings: impl Iterator<Item = &'a Finding>, indent: usize) -> String {
    findings.fold(String::new(), |mut out, finding| {
        let (style, verdict) = verdict(finding.verdict);
        let _ = writeln!(out, "{:indent$}{}  {}", "", styled(style, verdict), styled(SOURCE, &finding.rule));
        out + &indented(&finding.why, indent + 2, |line| styled(ASIDE, line))
    })
}

fn verdict(verdict: Verdict) -> (Style, &'static str) {
    match verdict {
        Verdict::WouldBreach => (AGAINST, "would breach if true"),
        Verdict::WithinLimit => (FOR, "within the limit"),
        Verdict::Unclear => (CUE, "unclear"),
    }
}
