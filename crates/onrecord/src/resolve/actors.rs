//! The speakers of all statements, read in the order of the text.

use super::cast::{Cast, Entity, Id};
use super::discourse::Discourse;
use super::names::names;
use super::page::Page;
use super::source::{Party, Pronoun, parties};
use super::tables::fold;
use super::{Reason, Resolution};
use crate::model::{Actor, ActorKind, Article, Form, Role, Statement};
use crate::span::Span;

/// What a source was resolved to, before the actors have ids.
#[derive(Default, Clone)]
struct Found {
    speakers: Vec<Id>,
    reasons: Vec<(Vec<Id>, Reason)>,
}

/// Fills in the speakers; gives the actors and the reasons.
pub(super) fn actors(page: &Page<'_>, article: &Article, statements: &mut [Statement]) -> (Vec<Actor>, Vec<Resolution>) {
    let names = names(page);
    let cast = Cast::new(&names);
    let mut reader = Discourse::new(page, &names, cast);
    let outer = enclosing(statements);
    let mut found = vec![Found::default(); statements.len()];
    let mut order: Vec<usize> = (0..statements.len()).collect();
    // The body introduces people in full; headlines and captions, which name them short or not at all, are read after it.
    order.sort_by_key(|at| {
        let start = place(&statements[*at]).start;
        (page.is_aside(start), start)
    });
    let mut next_name = 0;
    for at in order {
        let statement = &statements[at];
        let source = statement.source.iter().copied().reduce(Span::cover);
        let range = page.range(source.unwrap_or_else(|| place(statement)));
        while next_name < names.len() && names[next_name].tokens.start < range.start {
            reader.meet(next_name);
            next_name += 1;
        }
        let surrounding = outer[at].map(|outer| found[outer].speakers.clone()).unwrap_or_default();
        let mut result = Found::default();
        if source.is_some() {
            for party in parties(page, &names, &range) {
                let (ids, reason) = reader.resolve(&party, range.start, &surrounding);
                if let Party::Description(described) = &party {
                    let span = page.span(&described.tokens);
                    for id in &ids {
                        reader.cast.entities[*id].mentions.push(span);
                    }
                }
                result.speakers.extend(ids.iter().filter(|id| !result.speakers.contains(id)).copied().collect::<Vec<_>>());
                result.reasons.push((ids, reason));
            }
        } else if statement.form == Form::Direct && outer[at].is_none() {
            result.speakers.clone_from(&reader.speaking);
            result.reasons.push((reader.speaking.clone(), Reason::Continued));
        }
        while next_name < names.len() && names[next_name].tokens.start < range.end {
            reader.meet(next_name);
            next_name += 1;
        }
        if outer[at].is_none() || !page.quoted.get(range.start).copied().unwrap_or(false) {
            reader.spoke(&result.speakers, range.start);
        }
        found[at] = result;
    }
    while next_name < names.len() {
        reader.meet(next_name);
        next_name += 1;
    }
    own_quotations(page, statements, &outer, &mut found);
    for result in &mut found {
        result.speakers.iter_mut().for_each(|id| *id = reader.meant(*id));
        result.reasons.iter_mut().flat_map(|(ids, _)| ids).for_each(|id| *id = reader.meant(*id));
    }
    publish(article, statements, &found, reader.cast.entities)
}

/// Where a statement's words about its source begin: the source, else the cue, else the content.
fn place(statement: &Statement) -> Span {
    [&statement.source, &statement.cue, &statement.content].into_iter().find_map(|spans| spans.first()).copied().unwrap_or_default()
}

/// For each statement the statement whose content it stands in: as the tagger says, else by its spans.
fn enclosing(statements: &[Statement]) -> Vec<Option<usize>> {
    let mut contents: Vec<(Span, usize)> = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        contents.extend(statement.content.iter().map(|span| (*span, at)));
    }
    contents.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|at| place(&statements[*at]).start);
    let mut out = vec![None; statements.len()];
    let mut open: Vec<(Span, usize)> = Vec::new();
    let mut next = 0;
    for at in order {
        let here = place(&statements[at]);
        while next < contents.len() && contents[next].0.start <= here.start {
            open.retain(|(span, _)| span.end > contents[next].0.start);
            open.push(contents[next]);
            next += 1;
        }
        open.retain(|(span, _)| span.end > here.start);
        out[at] = open.iter().rev().find(|(span, outer)| *outer != at && span.contains(here)).map(|(_, outer)| *outer);
    }
    out
}

/// Gives "I" and "we" whose quotation's source stands after them their speaker.
fn own_quotations(page: &Page<'_>, statements: &[Statement], outer: &[Option<usize>], found: &mut [Found]) {
    for at in 0..statements.len() {
        let Some(around) = outer[at].filter(|_| found[at].speakers.is_empty()) else { continue };
        let first = statements[at].source.first().map(|span| page.range(*span).start);
        let own = first.and_then(|token| super::source::pronoun(page.word(token))).is_some_and(|p| matches!(p, Pronoun::I | Pronoun::We));
        if own {
            let speakers = found[around].speakers.clone();
            found[at] = Found { reasons: vec![(speakers.clone(), Reason::OwnQuotation)], speakers };
        }
    }
}

/// Turns the entities that speak into actors with ids, in the order of their first mention.
fn publish(article: &Article, statements: &mut [Statement], found: &[Found], entities: Vec<Entity>) -> (Vec<Actor>, Vec<Resolution>) {
    let mut speaks = vec![false; entities.len()];
    for id in found.iter().flat_map(|result| &result.speakers) {
        speaks[*id] = true;
    }
    let mut order: Vec<Id> = (0..entities.len()).filter(|id| speaks[*id]).collect();
    order.sort_by_key(|id| entities[*id].mentions.iter().min().copied());
    let article_id = article.id();
    let mut ids = vec![String::new(); entities.len()];
    for (number, id) in order.iter().enumerate() {
        ids[*id] = format!("{article_id}.a{}", number + 1);
    }
    let named = |list: &[Id]| list.iter().map(|id| ids[*id].clone()).collect::<Vec<_>>();
    let mut resolutions = Vec::new();
    for (statement, result) in statements.iter_mut().zip(found) {
        statement.speakers = named(&result.speakers);
        let source = statement.source.iter().copied().reduce(Span::cover).unwrap_or_default();
        resolutions.extend(result.reasons.iter().map(|(list, reason)| Resolution {
            statement: statement.id.clone(),
            source,
            actors: named(list),
            reason: *reason,
        }));
    }
    let mut entities: Vec<Option<Entity>> = entities.into_iter().map(Some).collect();
    let actors = order.iter().filter_map(|id| entities[*id].take().map(|entity| actor(ids[*id].clone(), entity))).collect();
    (actors, resolutions)
}

fn actor(id: String, entity: Entity) -> Actor {
    let mut mentions = entity.mentions;
    mentions.sort_unstable();
    mentions.dedup();
    let role = |office: super::names::Office| Role { title: office.title, of: office.of, span: office.span };
    let plural_people =
        entity.kind == ActorKind::Unnamed && entity.name.starts_with(char::is_uppercase) && entity.plural && entity.country.is_some();
    Actor {
        id,
        name: entity.name,
        kind: if plural_people { ActorKind::Group } else { entity.kind },
        roles: entity.offices.into_iter().map(role).collect(),
        country: entity.country.map(|country| country.code.to_owned()),
        mentions,
        names: entity.names,
    }
}

/// What makes an actor the same one in every article: a full name, a country's code. `None` for those that no name tells apart.
pub fn ledger_key(actor: &Actor) -> Option<String> {
    match actor.kind {
        ActorKind::Person => Some(fold(&actor.name)).filter(|key| key.contains(' ')).map(|key| format!("person:{key}")),
        ActorKind::Country => actor.country.as_ref().map(|code| format!("country:{code}")),
        ActorKind::Organization => {
            let named = actor.name.starts_with(char::is_uppercase);
            named.then(|| format!("organization:{}", fold(&actor.name)))
        }
        ActorKind::Group | ActorKind::Unnamed => None,
    }
}
