//! Who is mentioned together: "Roe, Poe and Lee".

use super::{Discourse, Shape};
use crate::model::ActorKind;
use crate::resolve::cast::{Entity, Id};
use crate::resolve::mentions::{Case, Mention, What};

impl Discourse<'_> {
    /// "Roe and her colleagues", "Roe, Poe and Lee": "they" may be all of them.
    pub(super) fn join(&mut self, id: Id, mention: &Mention) {
        let start = match mention.what {
            What::Name(name) => self.names[name].start,
            What::Noun(_) => mention.tokens.start,
            What::Pronoun(_) => return,
        };
        let listed = std::mem::take(&mut self.listed);
        let end = self.page.past_bracket(mention.tokens.end);
        let last = std::mem::replace(&mut self.last, (mention.case != Case::Possessive).then_some((id, end)));
        let Some((before, end)) = last.filter(|(before, _)| *before != id) else { return };
        let between: Vec<&str> = (end..start.clamp(end, end + 3)).map(|at| self.page.word(at)).collect();
        let row = listed.into_iter().chain([before]);
        match between[..] {
            [","] if matches!(mention.what, What::Name(_)) => self.listed = row.collect(),
            ["and"] | [",", "and"] if mention.case == Case::Subject => {
                let kind = |id: Id| self.cast.entities[id].kind;
                let alike = |other: &Id| *other != id && kind(*other) == kind(before);
                let members: Vec<Id> = row.filter(alike).chain([id]).collect();
                // "Roe left, and Poe stayed"
                if between.len() == 1 || members.len() > 2 {
                    let all = self.together((members[0], id), &members);
                    self.remember(all, mention.tokens.start, Case::Subject, Shape::Noun);
                }
            }
            _ => {}
        }
    }

    /// The entity that is several others, by the first and the last of them.
    pub(super) fn together(&mut self, ends: (Id, Id), members: &[Id]) -> Id {
        let Self { joined, cast, .. } = self;
        let members = members.to_vec();
        *joined.entry(ends).or_insert_with(|| cast.add(Entity { plural: true, members, ..Entity::new(String::new(), ActorKind::Unnamed) }))
    }

    /// Those whom an entity consists of, where it is "Roe and her colleagues".
    pub(super) fn members(&self, ids: Vec<Id>) -> Vec<Id> {
        ids.into_iter()
            .flat_map(|id| if self.cast.entities[id].members.is_empty() { vec![id] } else { self.cast.entities[id].members.clone() })
            .collect()
    }
}
