//! Contents that only point: "dismissed that", "denied the accusation", "rejected Velmora's claim that …".

use std::collections::HashMap;

use super::words::{Class, is};
use crate::model::{Act, Actor, Article, Role, Stance, Statement};
use crate::span::Span;
use crate::text::{Token, tokens};

/// Words that a content with a pointer has at most, and those of the pointer itself.
const LONGEST: usize = 10;
const MOST: usize = 5;
/// How many statements back a pointer may reach.
const BACK: usize = 4;
/// How many statements ahead that of a denial may.
const AHEAD: usize = 2;

/// How many statements back one of somebody may stand whose claims a content names, and how many away an accusation of whoever denies it.
const TOLD: usize = 12;
/// How many statements away one may stand that a content names.
const NEAR: usize = 2;
/// Words before a claim that a content names: "a wild claim by Velmora".
const BESIDE: usize = 3;

/// What a content that only points, points at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pointer {
    /// Something said just before: "that".
    Word,
    /// Something said: "the accusation".
    Saying,
    /// A denial: "rejected the denial".
    Denial,
}

/// Sets `refers_to` of statements whose content names what somebody says, to that; of denials of somebody's claims, to what he says nearest
/// before; of those whose content only points, to the nearest statement before by somebody else. What is denied is sought among what was affirmed. Who rejects a denial affirms what it denies. Nobody
/// denies what his own side says of others.
pub(super) fn resolve(article: &Article, statements: &mut [Statement], actors: &[Actor]) {
    let by_id: HashMap<&str, &Actor> = actors.iter().map(|actor| (actor.id.as_str(), actor)).collect();
    for at in 0..statements.len() {
        if let Some((named, noun)) = named(article, statements, at) {
            if noun == Class::Denial && statements[at].act == Act::Deny {
                statements[at].stance = Stance::Affirms;
            }
            statements[at].refers_to = Some(named);
            continue;
        }
        if let Some(who) = whose(article, &statements[at], actors) {
            let by_them = |other: &&Statement| other.speakers == [who.id.as_str()] && other.stance != Stance::Denies;
            let before = statements[at.saturating_sub(TOLD)..at].iter().rev().find(by_them);
            statements[at].refers_to =
                before.or_else(|| statements[at + 1..].iter().take(AHEAD).find(by_them)).map(|target| target.id.clone());
            continue;
        }
        if let Some(accusation) = accused(article, statements, at, &by_id) {
            statements[at].refers_to = Some(accusation);
            continue;
        }
        let Some(pointer) = points(article, &statements[at]) else { continue };
        let pointing = &statements[at];
        let fits = |earlier: &&Statement| {
            let own = pointing.act == Act::Deny && on_one_side(article, &by_id, pointing, earlier);
            let contrary = !own
                && match pointer {
                    Pointer::Denial => earlier.stance == Stance::Denies,
                    Pointer::Word | Pointer::Saying => pointing.act != Act::Deny || earlier.stance == Stance::Affirms,
                };
            earlier.source != pointing.source && contrary && (earlier.speakers.is_empty() || earlier.speakers != pointing.speakers)
        };
        let near = &statements[at.saturating_sub(BACK)..at];
        // "Both allegations" are not the only one that is told of.
        let counted = pointing_words(article, pointing).first().is_some_and(|word| is(Class::Counted, word));
        if counted && near.iter().filter(|earlier| earlier.act == Act::Accuse && fits(earlier)).count() == 1 {
            continue;
        }
        let before = near.iter().rev().find(fits);
        // What a denial calls an accusation may be told after it.
        let ahead = if pointer == Pointer::Saying && pointing.act == Act::Deny { AHEAD } else { 0 };
        let target = before.or_else(|| statements[at + 1..].iter().take(ahead).find(fits)).map(|target| target.id.clone());
        if pointer == Pointer::Denial && pointing.act == Act::Deny && target.is_some() {
            statements[at].stance = Stance::Affirms;
        }
        statements[at].refers_to = target;
    }
}

/// The statement near by that a statement's content names before anything else, by a noun for what somebody says and all that he says
/// ("Velmora's claim that …"), and what the noun calls it.
fn named(article: &Article, statements: &[Statement], at: usize) -> Option<(String, Class)> {
    let own = &statements[at];
    let (content, ends) = (own.content.first()?, own.content.last()?.end);
    let begins = own.cue.first()?.start.min(content.start);
    let calls = |other: &Statement| {
        let ([cue], [told]) = (&other.cue[..], &other.content[..]) else { return None };
        let starts = other.source.first().map_or(cue.start, |source| source.start.min(cue.start));
        let inside = begins <= cue.start && cue.end <= told.start && content.start <= told.start && told.end <= ends;
        let somebody_else = other.speakers.is_empty() || other.speakers != own.speakers;
        // "a wild claim by Velmora", "rejected | accusations by Velmora"
        let before = Span::new(content.start, starts.max(content.start));
        if other.cue == own.cue || !inside || !somebody_else || tokens(&article.text, before).len() > BESIDE {
            return None;
        }
        let noun = article.text.slice(*cue).to_lowercase();
        [Class::Saying, Class::Denial].into_iter().find(|class| is(*class, &noun))
    };
    let near = &statements[at.saturating_sub(NEAR)..statements.len().min(at + NEAR + 1)];
    near.iter().find_map(|other| Some((other.id.clone(), calls(other)?)))
}

/// Somebody else whose claims a denial denies, whatever they are: "Velmora's claims", "her latest accusations".
fn whose<'a>(article: &Article, statement: &Statement, actors: &'a [Actor]) -> Option<&'a Actor> {
    let [content] = statement.content[..] else { return None };
    let words: Vec<String> = pointing_words(article, statement);
    if statement.act != Act::Deny || words.len() > MOST || !words.last().is_some_and(|word| is(Class::Saying, word)) {
        return None;
    }
    let begins = |actor: &&Actor| actor.mentions.iter().any(|mention| mention.start == content.start && content.contains(*mention));
    actors.iter().filter(|actor| !statement.speakers.contains(&actor.id)).find(begins)
}

/// The accusation of a speaker that a denial answers which tells nothing of it: "denied any wrongdoing".
fn accused(article: &Article, statements: &[Statement], at: usize, actors: &HashMap<&str, &Actor>) -> Option<String> {
    let own = &statements[at];
    let words = pointing_words(article, own);
    let guilt = |word: &String| is(Class::Guilt, word);
    if own.act != Act::Deny || !words.iter().any(guilt) || !words.iter().all(|word| guilt(word) || is(Class::Beside, word)) {
        return None;
    }
    let speakers: Vec<&Actor> = own.speakers.iter().filter_map(|id| actors.get(id.as_str()).copied()).collect();
    let named = |part: &Span| speakers.iter().any(|actor| actor.mentions.iter().any(|mention| part.contains(*mention)));
    let of_him = |other: &&Statement| other.act == Act::Accuse && other.speakers != own.speakers && other.content.iter().any(named);
    let before = statements[at.saturating_sub(TOLD)..at].iter().rev();
    let after = statements[at + 1..].iter().take(TOLD);
    before.chain(after).find(of_him).map(|accusation| accusation.id.clone())
}

/// Whether something is said by somebody who speaks for the same State or body as a speaker whom it does not name.
fn on_one_side(article: &Article, actors: &HashMap<&str, &Actor>, pointing: &Statement, earlier: &Statement) -> bool {
    let speakers = |statement: &Statement| statement.speakers.iter().filter_map(|id| actors.get(id.as_str()).copied()).collect::<Vec<_>>();
    // "Ostranian foreign minister", and a spokesman of the "Ostranian defence ministry"
    let for_whom = |actor: &&Actor| {
        let role = |role: &Role| {
            role.of.clone().into_iter().chain([role.title.clone()]).filter_map(|words| words.split(' ').next().map(str::to_owned))
        };
        actor.roles.iter().flat_map(role).filter(|word| word.starts_with(char::is_uppercase)).collect::<Vec<_>>()
    };
    let (own, other) = (speakers(pointing), speakers(earlier));
    let theirs: Vec<String> = other.iter().flat_map(for_whom).collect();
    let shared = own.iter().flat_map(for_whom).any(|word| theirs.contains(&word));
    let named = |actor: &Actor| {
        let name = actor.name.split(' ').next_back().unwrap_or_default();
        earlier.content.iter().any(|part| article.text.slice(*part).contains(name))
    };
    shared && !own.iter().any(|actor| named(actor))
}

/// What a content points at that has nothing of its own; what a denial says of a pointer is only that it is not so.
fn points(article: &Article, statement: &Statement) -> Option<Pointer> {
    let words = pointing_words(article, statement);
    let saying = |word: &String| is(Class::Saying, word);
    if words.len() <= MOST && words.last().is_some_and(|word| is(Class::Denial, word)) {
        return Some(Pointer::Denial);
    }
    let only_points = match words.as_slice() {
        [] => false,
        [only] if is(Class::Pointer, only) => return Some(Pointer::Word),
        [only] => saying(only),
        several => several.len() <= MOST && several.iter().any(saying) && several.iter().all(|w| saying(w) || is(Class::Beside, w)),
    };
    only_points.then_some(Pointer::Saying)
}

/// A content's first words in lower case; of a denial those before what is said of them.
fn pointing_words(article: &Article, statement: &Statement) -> Vec<String> {
    let words = statement.content.iter().flat_map(|span| tokens(&article.text, *span)).filter(Token::is_word);
    let mut words: Vec<String> = words.map(|token| token.text.to_lowercase()).take(LONGEST).collect();
    let copula = words.iter().position(|word| is(Class::Copula, word)).filter(|_| statement.act == Act::Deny);
    words.truncate(copula.unwrap_or(words.len()));
    words
}
