//! Whom a pronoun stands for: a linear score over what is known of each candidate, with fitted weights, and how well its mentions go with the
//! pronoun by what the tagger makes of their words.

use std::sync::LazyLock;

use super::{Around, Discourse, Seen, Shape, agrees, is_person};
use crate::model::ActorKind;
use crate::resolve::Antecedents;
use crate::resolve::cast::Id;
use crate::resolve::mentions::Case;
use crate::resolve::page::Page;
use crate::resolve::source::Pronoun;
use crate::resolve::tables::{Gender, NounClass, noun};
use crate::table::{columns, number};

/// What is asked of a candidate, in the order of the rows of `antecedents.tsv`.
const FEATURES: usize = 38;

/// How many mentions of a candidate are laid beside a pronoun, here and in `train-accurate/likeness.py`.
const LATEST: usize = 6;

/// What is known of a candidate.
type Features = [f32; FEATURES];

/// The weights for "he" and "she", for "it", for "they".
static WEIGHTS: LazyLock<[Features; 3]> = LazyLock::new(|| {
    let file = "antecedents.tsv";
    let rows: Vec<[&str; 4]> = columns(file, include_str!("../../../data/antecedents.tsv")).collect();
    assert_eq!(rows.len(), FEATURES, "{file}: a row for each feature");
    std::array::from_fn(|family| std::array::from_fn(|at| number(file, &rows[at], family + 1)))
});

/// The pronouns that share weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Person,
    Thing,
    Several,
}

/// Whom a pronoun stands for.
pub(super) struct Found {
    pub(super) id: Id,
    /// Where it was mentioned last.
    pub(super) token: usize,
    /// Its share of the likelihood among all candidates.
    pub(super) score: f32,
}

/// What the mentions of a candidate add up to.
struct Heard {
    /// The latest.
    seen: Seen,
    /// One for each, halved with each sentence.
    salience: f32,
    /// Where one is a subject in this sentence or the one before: whether it is the first mention there.
    subject: Option<bool>,
    /// Whether one stands outside of quotations.
    told: bool,
    /// Whether one is a subject in the last sentence that tells of something outside of quotations.
    leads: bool,
}

impl Discourse<'_> {
    /// The likeliest of those mentioned before a pronoun that it may stand for.
    pub(super) fn antecedent(&mut self, pronoun: Pronoun, at: usize, case: Case, around: &Around<'_>) -> Option<Found> {
        let family = match pronoun {
            Pronoun::He | Pronoun::She | Pronoun::Who => Family::Person,
            Pronoun::It | Pronoun::Which => Family::Thing,
            Pronoun::They => Family::Several,
            Pronoun::I | Pronoun::We | Pronoun::You | Pronoun::Answer => return None,
        };
        let gender = match pronoun {
            Pronoun::He => Some(Gender::Male),
            Pronoun::She => Some(Gender::Female),
            _ => None,
        };
        let quoted = self.page.quoted.get(at).copied().unwrap_or(false);
        let own = |token: usize| around.own.iter().any(|range| range.contains(&token));
        let spoken_of: Vec<Id> =
            self.recent.iter().filter(|seen| seen.shape == Shape::Name && own(seen.token)).map(|seen| seen.id).collect();
        let fits = |id: Id| {
            let entity = &self.cast.entities[id];
            let number = match family {
                Family::Person => is_person(entity) && agrees(entity.gender, gender),
                Family::Thing => !entity.plural && !is_person(entity),
                Family::Several => entity.plural || entity.kind == ActorKind::Organization,
            };
            // Who is "I" is "he" only once the page names them.
            let writes = !quoted && self.writer == Some(id) && self.named.get(id) != Some(&true);
            number && !writes && !((quoted || around.voiced) && around.outer.contains(&id)) && !spoken_of.contains(&id)
        };
        let candidates = self.candidates(at, case, around, gender, fits);
        if let Some(log) = &mut self.log {
            log.push(Antecedents {
                pronoun: self.page.tokens[at].span,
                family: ["person", "thing", "several"][family as usize],
                candidates: candidates
                    .iter()
                    .map(|(seen, features)| (self.cast.entities[seen.id].mentions.clone(), features.to_vec()))
                    .collect(),
            });
        }
        let weights = &WEIGHTS[family as usize];
        let known = candidates.iter().map(|(_, features)| features.iter().zip(weights).map(|(f, w)| f * w).sum::<f32>());
        let mut scores: Vec<f32> = known.collect();
        // What the tagger makes of words was learned from pronouns that say something.
        if !around.own.is_empty() {
            let like = self.likenesses(at, candidates.iter().map(|(seen, _)| seen.id));
            scores.iter_mut().zip(like).for_each(|(score, like)| *score += like);
        }
        let best = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let position = scores.iter().position(|score| *score >= best)?;
        let total: f32 = scores.iter().map(|score| (score - best).exp()).sum();
        let seen = candidates[position].0;
        Some(Found { id: seen.id, token: seen.token, score: 1.0 / total })
    }

    /// The candidates that fit, the latest first, each with its latest mention.
    fn candidates(
        &self,
        at: usize,
        case: Case,
        around: &Around<'_>,
        gender: Option<Gender>,
        fits: impl Fn(Id) -> bool,
    ) -> Vec<(Seen, Features)> {
        let quoted = self.page.quoted.get(at).copied().unwrap_or(false);
        let here = self.page.sentence_of(at);
        let sentence = self.page.sentences.get(here);
        let block = sentence.map_or(0, |sentence| sentence.block);
        let opens = sentence.is_some_and(|sentence| at <= sentence.tokens.start + 1);
        // "“…,” he said" speaks in a statement, and after a quotation.
        let speaks = !around.own.is_empty();
        let closes = speaks && self.follows_quotation(at);
        let telling = self.recent.iter().rev().find(|seen| !seen.quoted).map(|seen| seen.sentence);
        let mut out: Vec<Heard> = Vec::new();
        for seen in self.recent.iter().rev() {
            let salience = 0.5_f32.powi(here.saturating_sub(seen.sentence).min(30) as i32);
            let subject = (seen.case == Case::Subject && here.saturating_sub(seen.sentence) <= 1).then_some(seen.opens);
            let leads = seen.case == Case::Subject && !seen.quoted && Some(seen.sentence) == telling;
            match out.iter_mut().find(|known| known.seen.id == seen.id) {
                Some(known) => {
                    known.salience += salience;
                    known.subject = known.subject.max(subject);
                    known.told |= !seen.quoted;
                    known.leads |= leads;
                }
                None if fits(seen.id) => out.push(Heard { seen: *seen, salience, subject, told: !seen.quoted, leads }),
                None => {}
            }
        }
        // "Our driver", of whom only a quotation tells, is not who goes on outside of it.
        let known = |heard: &Heard| heard.told || self.cast.entities[heard.seen.id].named;
        if !quoted && gender.is_some() && out.iter().any(known) {
            out.retain(known);
        }
        let flag = |is: bool| f32::from(u8::from(is));
        let among: Vec<Id> = out.iter().map(|known| known.seen.id).collect();
        let main = self.main(among.into_iter());
        let candidates = out.into_iter().enumerate().map(|(rank, Heard { seen, salience, subject, told, leads })| {
            let (subject, first) = (subject.is_some(), subject == Some(true));
            let entity = &self.cast.entities[seen.id];
            let distance = here.saturating_sub(seen.sentence);
            let spoke = self.spoke_in.get(&seen.id);
            let document = entity.heads.first().is_some_and(|head| noun(head).is_some_and(|noun| noun.class == NounClass::Document));
            let features = [
                flag(distance == 0),
                flag(distance == 1),
                flag(distance == 2),
                flag(distance == 3 || distance == 4),
                flag(distance > 4),
                flag(seen.case == Case::Subject),
                flag(seen.case == Case::Possessive),
                flag(seen.case == Case::Oblique),
                flag(seen.quoted),
                flag(seen.shape == Shape::Pronoun),
                flag(seen.shape == Shape::Noun),
                flag(subject),
                flag(first),
                (1.0 + salience).ln(),
                (1.0 + self.count.get(&seen.id).copied().unwrap_or_default() as f32).ln(),
                flag(self.speaking.contains(&seen.id)),
                flag(spoke == Some(&block)),
                flag(spoke.is_some()),
                flag(seen.block == block),
                flag(gender.is_some() && entity.gender == gender),
                flag(entity.named),
                flag(rank == 0),
                flag(entity.kind == ActorKind::Organization),
                flag(document),
                flag(!entity.members.is_empty()),
                flag(quoted && spoke.is_some()),
                flag(case == Case::Possessive && distance == 0 && subject),
                flag(opens && first && distance == 1),
                flag(entity.human || spoke.is_some()),
                flag(!told && !quoted),
                flag(!entity.named && self.count.get(&seen.id) == Some(&1)),
                flag(seen.shape == Shape::Noun && is_new(self.page, seen.token)),
                flag(matches!(self.page.before(seen.token), "is" | "was" | "are" | "were" | "be" | "been" | "as" | "like")),
                flag(self.speaking.contains(&seen.id) && opens),
                flag(main(seen.id)),
                flag(self.speaking.contains(&seen.id) && speaks),
                flag(self.speaking.contains(&seen.id) && closes),
                flag(leads && closes),
            ];
            (seen, features)
        });
        candidates.collect()
    }

    /// How well a pronoun goes with each candidate: with the likest of the mentions that were noted last. Where none of them was read, neither
    /// well nor badly.
    fn likenesses(&self, at: usize, candidates: impl Iterator<Item = Id>) -> Vec<f32> {
        let pronoun = self.page.tokens[at].span.start;
        let like = |id: Id| {
            let latest = self.cast.entities[id].mentions.iter().rev().take(LATEST);
            latest.filter_map(|mention| self.likeness.between(pronoun, *mention)).reduce(f32::max)
        };
        let likenesses: Vec<Option<f32>> = candidates.map(like).collect();
        let read = likenesses.iter().flatten();
        let mean = read.clone().sum::<f32>() / read.count().max(1) as f32;
        likenesses.into_iter().map(|like| like.unwrap_or(mean)).collect()
    }

    /// Whether a quotation ends before a token.
    fn follows_quotation(&self, at: usize) -> bool {
        let comma = usize::from(self.page.before(at) == ",");
        matches!(self.page.before(at - comma), "”" | "\"" | "’" | "''")
    }
}

/// Whether a description begins like one of somebody new, or of the speaker's own: "a son", "my son".
fn is_new(page: &Page<'_>, at: usize) -> bool {
    matches!(page.word(at).to_lowercase().as_str(), "a" | "an" | "any" | "every" | "my" | "your" | "our" | "some" | "no")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_feature_has_its_weights() {
        assert!(WEIGHTS.iter().flatten().all(|weight| weight.is_finite()));
    }
}
