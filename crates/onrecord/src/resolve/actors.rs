//! The speakers of all statements, read in the order of the text.

use std::ops::Range;

use super::cast::{Cast, Entity, Id};
use super::discourse::{Around, Discourse, Meant};
use super::mentions::{What, mentions};
use super::names::{Name, names};
use super::page::Page;
use super::source::{Party, Pronoun, parties};
use super::tables::{Class, NounClass, body, fold, is as class_of, noun};
use super::{Antecedents, Reason, Resolution, time};
use crate::attribute::Likeness;
use crate::grammar;
use crate::model::{Actor, ActorKind, Article, Block, Form, Role, Statement, digest};
use crate::span::Span;

/// A salutation ends within so many words.
const SALUTATION: usize = 6;

/// A writer is introduced in the last so many parts of a page.
const CREDITS: usize = 2;

/// What a source was resolved to, before the actors have ids.
#[derive(Default, Clone)]
struct Found {
    speakers: Vec<Id>,
    parties: Vec<Meant>,
}

impl Found {
    fn of(meant: Meant) -> Self {
        Self { speakers: meant.ids.clone(), parties: vec![meant] }
    }
}

/// Fills in the speakers; gives the actors and the reasons.
pub(super) fn actors(
    page: &Page<'_>,
    article: &Article,
    statements: &mut [Statement],
    likeness: &Likeness,
) -> (Vec<Actor>, Vec<Resolution>) {
    let names = names(page);
    let letters = letters(article);
    let mut reader = reader(page, article, &names, likeness);
    let mut found = read(page, &names, &mut reader, statements);
    for (statement, result) in statements.iter().zip(&mut found) {
        let source = statement.source.iter().copied().reduce(Span::cover);
        if let Some(span) = source.filter(|_| result.speakers.is_empty()) {
            let range = page.range(span);
            let words = page.words(&range);
            // "I" and "a friend" of one letter are others than those of the next.
            let letter = letters.partition_point(|start| *start <= span.start);
            result.speakers.extend((!words.is_empty()).then(|| reader.unresolved(&words, letter, page.span(&range))));
        }
        result.speakers = unique(result.speakers.iter().flat_map(|id| reader.meant(*id)));
        for party in &mut result.parties {
            let ids = unique(party.ids.iter().flat_map(|id| reader.meant(*id)));
            // A document that the page gives an issuer later.
            if party.reason == Reason::Description && ids != party.ids && !ids.is_empty() && reader.is_document(&party.ids) {
                party.reason = Reason::Issuer;
            }
            party.ids = ids;
        }
    }
    publish(article, statements, &found, reader.cast.entities)
}

/// What is known of the candidates for each pronoun's antecedent, for fitting weights.
pub(super) fn antecedents(page: &Page<'_>, article: &Article, statements: &[Statement]) -> Vec<Antecedents> {
    let names = names(page);
    let nothing = Likeness::default();
    let mut reader = reader(page, article, &names, &nothing);
    reader.log = Some(Vec::new());
    read(page, &names, &mut reader, statements);
    reader.log.unwrap_or_default()
}

fn reader<'a>(page: &'a Page<'a>, article: &Article, names: &'a [Name], likeness: &'a Likeness) -> Discourse<'a> {
    // Of several writers none is "I".
    let writer = match &article.byline[..] {
        _ if !letters(article).is_empty() => None,
        [only] => Some(only.as_str()),
        [] => introduced(page, names),
        _ => None,
    };
    Discourse::new(page, names, Cast::new(names), writer, time::published(article), likeness)
}

/// Whom the last words of a page without a byline introduce as its writer: "Ann Roe, a teacher, is the author of …", where nothing
/// before names them in full.
fn introduced<'n>(page: &Page<'_>, names: &'n [Name]) -> Option<&'n str> {
    let (first, last) = (page.sentences.first()?.block, page.sentences.last()?.block);
    let opens = page.sentences.iter().filter(|sentence| sentence.block + CREDITS > last && !sentence.heading);
    let opens = opens.filter(|sentence| {
        let before = sentence.tokens.start.checked_sub(1).map(|at| page.sentence_of(at));
        before.is_none_or(|before| page.sentences[before].block != sentence.block)
    });
    let mut writers = opens.filter_map(|sentence| {
        let at = names.partition_point(|name| name.start < sentence.tokens.start);
        let name = names.get(at).filter(|name| name.start == sentence.tokens.start && name.tokens.len() > 1 && name.human)?;
        let aside = page.word(name.tokens.end) == ",";
        let closed = (name.tokens.end + 1..sentence.tokens.end).find(|at| page.word(*at) == ",").filter(|_| aside);
        let is = closed.map_or(name.tokens.end, |comma| comma + 1);
        // "is a teacher", "is Senior Editor"
        let titled =
            class_of(page.word(is + 1), Class::Rank) || noun(page.word(is + 1)).is_some_and(|noun| noun.class == NounClass::Person);
        let described = page.word(is) == "is" && (grammar::article(page.word(is + 1)) || titled);
        let new = names[..at].iter().all(|other| other.printed != name.printed);
        (described && new && sentence.block > first).then_some(name.printed.as_str())
    });
    writers.next().filter(|_| writers.next().is_none())
}

/// Where the letters begin that a page prints: the parts that open with a salutation ("Dear Puzzled:"), where there are several. One alone is
/// the writer's own, of an open letter.
fn letters(article: &Article) -> Vec<u32> {
    let opens = |block: &&Block| {
        let words = article.text.slice(block.span).split_whitespace().take(SALUTATION).enumerate();
        let dear = |at: usize, word: &str| at > 0 || word.eq_ignore_ascii_case("dear");
        words.take_while(|(at, word)| dear(*at, word)).any(|(_, word)| word.ends_with([':', ',']))
    };
    let starts: Vec<u32> = article.blocks.iter().filter(opens).map(|block| block.span.start).collect();
    if starts.len() > 1 { starts } else { Vec::new() }
}

fn unique(ids: impl Iterator<Item = Id>) -> Vec<Id> {
    let mut out = Vec::new();
    ids.for_each(|id| {
        if !out.contains(&id) {
            out.push(id);
        }
    });
    out
}

/// Reads the page from top to bottom and resolves each source where it stands.
fn read(page: &Page<'_>, names: &[Name], reader: &mut Discourse<'_>, statements: &[Statement]) -> Vec<Found> {
    let outer = enclosing(statements);
    let mut found = vec![Found::default(); statements.len()];
    let mut order: Vec<usize> = (0..statements.len()).collect();
    // The body introduces people in full; headlines and captions, which name them short or not at all, are read after it.
    order.sort_by_key(|at| {
        let start = place(&statements[*at]).start;
        (page.is_aside(start), start)
    });
    let mentions = mentions(page, names);
    let mut ahead = mentions.iter().peekable();
    let mut last_spoken = None;
    for at in order {
        let statement = &statements[at];
        let source = statement.source.iter().copied().reduce(Span::cover);
        let range = page.range(source.unwrap_or_else(|| place(statement)));
        while let Some(mention) = ahead.next_if(|mention| mention.tokens.start < range.start) {
            reader.meet(mention);
        }
        let surrounding = outer[at].map(|outer| found[outer].speakers.clone()).unwrap_or_default();
        let own: Vec<Range<usize>> = statement.content.iter().map(|span| page.range(*span)).collect();
        let voiced = outer[at].is_some_and(|outer| statements[outer].form == Form::Direct);
        let around = Around { outer: &surrounding, voiced, own: &own };
        let sentence = page.sentence_of(range.start);
        let mut result = Found::default();
        if source.is_some() {
            for party in parties(page, names, &range) {
                let meant = reader.resolve(&party, range.start, &around);
                if let Party::Description(described) = &party {
                    let span = page.span(&described.tokens);
                    meant.ids.iter().for_each(|id| reader.cast.entities[*id].mentions.push(span));
                }
                result.speakers = unique(result.speakers.iter().chain(&meant.ids).copied());
                result.parties.push(meant);
            }
        } else if outer[at].is_none() && (statement.form == Form::Direct || last_spoken == Some(sentence) && !is_asked(page, statement)) {
            // A quotation goes an exchange on; "… and added" has its sentence's source.
            result = Found::of(Meant::new(reader.speaking.clone(), Reason::Continued));
        } else if outer[at].is_none()
            && let Some(actors) = statement.cue.first().and_then(|cue| reader.acting(&page.range(*cue)))
        {
            result = Found::of(Meant::new(actors, Reason::Continued));
        } else {
            result = Found::of(Meant::new(Vec::new(), Reason::NoSource));
        }
        while let Some(mention) = ahead.next_if(|mention| mention.tokens.start < range.end) {
            match &mention.what {
                What::Name(_) => reader.meet(mention),
                // "The town's mayor, Ann Roe, said"
                What::Noun(description) => {
                    let body = reader.apposed_body(description, mention).or_else(|| reader.apposed_name(description, mention));
                    _ = body.or_else(|| reader.apposed(description, mention, true));
                }
                What::Pronoun(_) => {}
            }
        }
        if outer[at].is_none() || !page.quoted.get(range.start).copied().unwrap_or(false) {
            let mentioned = result.parties.iter().any(|party| party.reason != Reason::Issuer);
            reader.spoke(&result.speakers, range.start, mentioned);
            last_spoken = Some(sentence);
        }
        if let Some(head) = document_of(page, statement, &range).filter(|_| !result.speakers.is_empty()) {
            reader.issue(head, range.start, result.speakers.clone());
        }
        found[at] = result;
    }
    ahead.for_each(|mention| reader.meet(mention));
    own_quotations(page, statements, &outer, &mut found);
    found
}

/// Whether a statement's verb tells what others asked the one who speaks: "Roe said when asked whether".
fn is_asked(page: &Page<'_>, statement: &Statement) -> bool {
    let cue = statement.cue.first().map(|cue| page.range(*cue).start);
    cue.is_some_and(|cue| matches!(page.before(cue), "when" | "if") && page.word(cue).ends_with("ed"))
}

/// The document that a sentence says its source speaks in: "In a letter, Roe said", "Roe said in a letter".
fn document_of(page: &Page<'_>, statement: &Statement, source: &Range<usize>) -> Option<&'static str> {
    let cue = page.range(*statement.cue.first()?);
    let sentence = &page.sentences.get(page.sentence_of(source.start))?.tokens;
    let opening = sentence.start..source.start.min(sentence.start + 9);
    let after = cue.end..sentence.end.min(cue.end + 7);
    [opening, after].into_iter().find_map(|range| {
        let carrier = range.clone().find(|at| matches!(page.word(*at), "In" | "in"))?;
        let indefinite = matches!(page.word(carrier + 1), "a" | "an" | "his" | "her" | "their" | "its");
        let document = |at: usize| noun(page.word(at)).filter(|noun| noun.class == NounClass::Document && !noun.plural);
        (carrier + 2..range.end).filter(|_| indefinite).find_map(document).map(|noun| noun.singular)
    })
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
            found[at] = Found::of(Meant::new(found[around].speakers.clone(), Reason::OwnQuotation));
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
        resolutions.extend(result.parties.iter().map(|party| Resolution {
            statement: statement.id.clone(),
            source,
            actors: named(&party.ids),
            reason: party.reason,
            mention: party.mention,
            score: party.score,
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

/// The id that an actor of an article has over all articles: `actor-` and 16 hexadecimal digits.
pub fn ledger_id(article: &str, actor: &Actor) -> String {
    let made_from = ledger_key(actor).unwrap_or_else(|| format!("{article} {}", actor.id));
    format!("actor-{}", digest(made_from.as_bytes()))
}

/// What makes an actor the same one in every article: a full name, a country's code. `None` for those that no name tells apart.
pub fn ledger_key(actor: &Actor) -> Option<String> {
    match actor.kind {
        ActorKind::Person => Some(fold(&actor.name)).filter(|key| key.contains(' ')).map(|key| format!("person:{key}")),
        ActorKind::Country => actor.country.as_ref().map(|code| format!("country:{code}")),
        ActorKind::Organization => {
            let named = actor.name.starts_with(char::is_uppercase);
            named.then(|| format!("organization:{}", fold(body(&actor.name).map_or(actor.name.as_str(), |body| body.name))))
        }
        ActorKind::Group | ActorKind::Unnamed => None,
    }
}
