//! Who stands on which side of a claim.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::REACH;
use super::against::{Ground, against, is_denial, names, wants};
use super::bond::answers;
use super::page::{Page, Said};
use super::pair::shared;
use super::relation::odds;
use super::terms::Term;
use crate::model::{Act, Stance, Statement};

/// So many words in common put two on one side.
const MET: usize = 2;
/// Above these log-odds of one matter a statement that denies nothing stands against another: disputes without a denial are seldom real.
const SURE: f32 = 1.6;

/// A denial stands against what it is as likely as this to answer, in log-odds; fitted as the weights of `answers`.
const LIKELY: f32 = -0.5;

/// A statement that stands against another of its claim.
pub(super) struct Stand {
    ground: Ground,
    /// How many terms the two share.
    common: usize,
    /// The log-odds that the two are about one matter.
    odds: f32,
    /// Their indices in the page: the one that stands against the other, and the other.
    pub(super) one: usize,
    pub(super) other: usize,
}

/// Sets the stances toward one claim of its statements, whose indices in the page are given in order, where it is disputed; gives whether
/// it is.
///
/// Who answers others is against the claim, and so, in turn, whoever stands against him is for it. All that a speaker says to the claim
/// puts him on one side, unless his own words turn: he confirms it, or denies something. Anybody else is on the side whose words he
/// shares.
pub(super) fn decide(page: &Page, statements: &mut [Statement], members: &[usize]) -> bool {
    let stands = stands(page, statements, members);
    if stands.is_empty() {
        alone(page, statements, members);
        return false;
    }
    let sides = sides(page, &stands);
    let words = |side: Side| {
        let speakers = members.iter().map(|&at| &page.said[at]).filter(|said| sides.get(said.camp.as_slice()) == Some(&side));
        speakers.take(REACH).flat_map(|said| said.terms.iter().copied()).collect::<BTreeSet<Term>>()
    };
    let (pro, contra) = (words(Side::For), words(Side::Against));
    let answered: HashSet<usize> = stands.iter().map(|stand| stand.other).collect();
    let answering: HashSet<usize> = stands.iter().map(|stand| stand.one).collect();
    let denied: HashSet<usize> = stands.iter().filter(|stand| stand.ground >= Ground::Denies).map(|stand| stand.other).collect();
    for &at in members {
        let said = &page.said[at];
        let statement = &mut statements[said.at];
        statement.stance = match (statement.stance, sides.get(said.camp.as_slice())) {
            // Whoever asked for what another turns down is for it.
            (Stance::Neutral, _) if wants(statement.act) && answered.contains(&at) => Stance::Affirms,
            (Stance::Neutral, _) => Stance::Neutral,
            (own, _) if matches!(statement.act, Act::Deny | Act::Confirm) => own,
            // Whose words are denied is for them, whatever else he answers.
            _ if denied.contains(&at) && !answering.contains(&at) => Stance::Affirms,
            (_, Some(Side::Against)) => Stance::Denies,
            (_, Some(Side::For)) => Stance::Affirms,
            (Stance::Affirms, None) => bystander(page, said, &pro, &contra),
            (Stance::Denies, None) => Stance::Neutral,
        };
    }
    true
}

/// All that a denier says to a claim is against it, also where nobody on the page says what he denies.
fn alone(page: &Page, statements: &mut [Statement], members: &[usize]) {
    let denies = |at: &&usize| is_denial(&statements[page.said[**at].at]);
    let known = |said: &&Said| !said.who.is_empty();
    let camps: HashSet<&[String]> =
        members.iter().filter(denies).map(|&at| &page.said[at]).filter(known).map(|said| said.camp.as_slice()).collect();
    for said in members.iter().map(|&at| &page.said[at]).filter(|said| camps.contains(said.camp.as_slice())) {
        let statement = &mut statements[said.at];
        if statement.stance == Stance::Affirms && statement.act != Act::Confirm {
            statement.stance = Stance::Denies;
        }
    }
}

/// Where somebody stands whom nobody answers, given the words of each side: with those against the claim where he has more words that only
/// they have, or else for it where his words are any of the dispute's.
fn bystander(page: &Page, said: &Said, pro: &BTreeSet<Term>, contra: &BTreeSet<Term>) -> Stance {
    let only = |own: &BTreeSet<Term>, other: &BTreeSet<Term>| said.terms.iter().filter(|t| own.contains(t) && !other.contains(t)).count();
    let common: Vec<Term> = said.terms.iter().filter(|term| pro.contains(term)).copied().collect();
    let against = only(contra, pro);
    if against >= MET && against > only(pro, contra) {
        Stance::Denies
    } else if is_met(page, &common) {
        Stance::Affirms
    } else {
        Stance::Neutral
    }
}

/// Whether words that two have in common are enough, and not only the names of parties.
fn is_met(page: &Page, common: &[Term]) -> bool {
    common.len() >= MET && common.iter().any(|term| !page.terms.is_party(*term))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    For,
    Against,
}

/// Who stands against whom, the plainest first.
pub(super) fn stands(page: &Page, statements: &[Statement], members: &[usize]) -> Vec<Stand> {
    let mut out = Vec::new();
    for (place, &later) in members.iter().enumerate() {
        for &earlier in &members[place.saturating_sub(REACH)..place] {
            let (first, second) = (&page.said[earlier], &page.said[later]);
            if let Some((one, ground)) = against(page, statements, first, second) {
                let common = shared(&first.telling, &second.telling).len();
                let (one, other) = if one.at == first.at { (earlier, later) } else { (later, earlier) };
                let odds = odds(page, earlier, later);
                let likely = match ground {
                    Ground::DeniesIt => true,
                    Ground::Denies => answers(page, one, other) >= LIKELY,
                    // What only negates or excludes other words is against them where the two are surely about one matter.
                    Ground::Negates | Ground::Excludes => odds > SURE,
                };
                if likely {
                    out.push(Stand { ground, common, odds, one, other });
                }
            }
        }
    }
    out.sort_by(|a, b| {
        let plain = |stand: &Stand| (stand.ground, stand.common);
        plain(b).cmp(&plain(a)).then(b.odds.total_cmp(&a.odds)).then((a.one, a.other).cmp(&(b.one, b.other)))
    });
    let mut answered = HashSet::new();
    // A denial that shares a word with many denies the one that it shares most with.
    out.retain(|stand| {
        let (one, other) = (&page.said[stand.one], &page.said[stand.other]);
        answered.insert(stand.one)
            || stand.ground != Ground::Denies
            || names(one, other)
            || is_met(page, &shared(&one.telling, &other.telling))
    });
    out
}

/// The sides of speakers: who answers others more than they answer him is against, and from him on, the plainest stands first, each is
/// opposite to those he stands against.
fn sides<'a>(page: &'a Page, stands: &[Stand]) -> HashMap<&'a [String], Side> {
    let mut out = HashMap::new();
    let who = |at: usize| page.said[at].camp.as_slice();
    let mut answers: HashMap<&[String], i32> = HashMap::new();
    for stand in stands {
        let weight = if stand.ground >= Ground::Denies { 2 } else { 1 };
        *answers.entry(who(stand.one)).or_default() += weight;
        *answers.entry(who(stand.other)).or_default() -= weight;
    }
    if let Some(most) = stands.iter().map(|stand| who(stand.one)).min_by_key(|who| -answers[who]) {
        out.insert(most, Side::Against);
    }
    loop {
        let settled = out.len();
        for stand in stands {
            let opposite = |at: usize| out.get(who(at)).map(|side| if *side == Side::For { Side::Against } else { Side::For });
            match (opposite(stand.one), opposite(stand.other)) {
                (Some(side), None) => _ = out.insert(who(stand.other), side),
                (None, Some(side)) => _ = out.insert(who(stand.one), side),
                _ => {}
            }
        }
        if out.len() == settled {
            return out;
        }
    }
}
