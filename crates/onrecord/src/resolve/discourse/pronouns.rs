//! Whom a pronoun in a source means.

use std::ops::Range;

use super::{Around, Discourse, Meant, is_person};
use crate::resolve::Reason;
use crate::resolve::cast::Id;
use crate::resolve::countries::{self, Sense};
use crate::resolve::mentions;
use crate::resolve::numbers::whole;
use crate::resolve::source::Pronoun;
use crate::resolve::tables::{self, Class, NounClass, is};

/// How many words before a relative pronoun may say of how many people it speaks.
const PHRASE: usize = 8;

impl Discourse<'_> {
    pub(super) fn pronoun(&mut self, pronoun: Pronoun, at: usize, around: &Around<'_>) -> Meant {
        let quoted = self.page.quoted.get(at).copied().unwrap_or(false);
        let outer = around.outer;
        match pronoun {
            Pronoun::I | Pronoun::We if !quoted && outer.is_empty() => match self.writer {
                Some(writer) => Meant::new(vec![writer], Reason::Writer),
                None => Meant::new(Vec::new(), Reason::NoWriter),
            },
            Pronoun::I | Pronoun::We => Meant::new(outer.to_vec(), Reason::OwnQuotation),
            Pronoun::Answer => {
                let known = |id: &Id| self.cast.entities[*id].named && is_person(&self.cast.entities[*id]);
                let people = self.count.keys().copied().filter(known);
                // Whom a page interviews it names first.
                Meant::new(people.min().into_iter().collect(), Reason::Interviewed)
            }
            Pronoun::You => Meant::new(Vec::new(), Reason::Addressee),
            Pronoun::Who | Pronoun::Which if let Some(id) = self.just_before(at) => Meant {
                mention: self.recent.back().map(|seen| self.page.tokens[seen.token].span),
                ..Meant::new(self.members(vec![id]), Reason::Pronoun)
            },
            Pronoun::Who if let Some(several) = self.several_before(at) => {
                let span = self.page.span(&several);
                let id = self.unresolved(&self.page.words(&several), 0, span);
                Meant { mention: Some(span), ..Meant::new(vec![id], Reason::Pronoun) }
            }
            Pronoun::He | Pronoun::She if let Some(id) = self.still_spoken_for(pronoun, at, around) => {
                self.spoken_for = Some((id, at));
                Meant::new(vec![id], Reason::Pronoun)
            }
            _ => {
                let case = mentions::case_of_pronoun(self.page, at);
                match self.antecedent(pronoun, at, case, around) {
                    Some(found) => Meant {
                        ids: self.members(vec![found.id]),
                        reason: Reason::Pronoun,
                        mention: self.page.tokens.get(found.token).map(|token| token.span),
                        score: Some(found.score),
                    },
                    None => Meant::new(Vec::new(), Reason::NoAntecedent),
                }
            }
        }
    }

    /// Whom the words before a relative pronoun, and before a comma, mention.
    pub(super) fn just_before(&self, at: usize) -> Option<Id> {
        let comma = usize::from(self.page.before(at) == ",");
        self.last.filter(|(_, end)| *end == at - comma).map(|(id, _)| id)
    }

    /// The words for several people that end before a relative pronoun: "one in five Bordurians who …".
    pub(super) fn several_before(&self, at: usize) -> Option<Range<usize>> {
        let page = self.page;
        let end = at - usize::from(page.before(at) == ",");
        let last = page.word(end.checked_sub(1)?);
        // "Who" follows nothing but people: also in "18% who", "crowds who", "those who".
        let several = last.starts_with(char::is_lowercase) && last.ends_with('s') || share(last) || is(last, Class::Whoever);
        let people = tables::noun(last).map_or(several, |noun| noun.plural && noun.class == NounClass::Person)
            || countries::country(last).is_some_and(|(_, sense)| sense == Sense::Inhabitants);
        let sentence = &page.sentences.get(page.sentence_of(at))?.tokens;
        if !people || end <= sentence.start {
            return None;
        }
        let joins = |at: usize| matches!(page.word(at), "of" | "in" | "out" | "about") || share(page.word(at));
        let counts = |at: &usize| {
            let lower = page.word(*at).to_lowercase();
            let named = page.tokens[*at].is_capitalised() && *at > sentence.start;
            whole(&lower).is_some() || is(&lower, Class::Number) || is(&lower, Class::Collective) || joins(*at) || named
        };
        // "candidates in close races who"
        let near = sentence.start.max(end.saturating_sub(PHRASE))..end;
        let person = |at: &usize| tables::noun(page.word(*at)).is_some_and(|noun| noun.plural && noun.class == NounClass::Person);
        let inside = |at: &usize| page.tokens[*at].is_word() && !is(page.word(*at), Class::Verb);
        let head = near.clone().rev().take_while(inside).find(person).filter(|at| is(page.word(at + 1), Class::Preposition));
        let head = head.unwrap_or(end - 1);
        let start = (near.start..head).rev().take_while(counts).last().unwrap_or(head);
        let start = (start..end).find(|at| !joins(*at) || at + 1 == end)?;
        Some(start..end)
    }
}

/// Whether a word makes a number before it, or in it, a share.
fn share(word: &str) -> bool {
    word == "percent" || word.ends_with('%')
}
