//! `onrecord correct`: what a statement is, by somebody's word.

use std::collections::HashMap;
use std::io::Write;

use onrecord::model::Stance;
use onrecord_store::{Candidate, Corrected, Correction, Days, Found, Ledger, OnRecord, Shown, own_side, side_with};

use crate::args::Correct;
use crate::exit::{Done, Failure};
use crate::render::{decisions, ledger};
use crate::{actors, out};

pub(crate) fn run(args: &Correct) -> Result<Done, Failure> {
    let mut ledger = Ledger::open_existing(&args.decider.ledger.db)?;
    let Some(statement) = statement(&ledger, &args.statement)? else { return Ok(Done::Partly) };
    let id = &statement.statement;
    if let Some(number) = args.undo {
        if !ledger.corrections(Some(id))?.iter().any(|corrected| corrected.number == number && corrected.undone.is_none()) {
            out::complain(&format!("{id} has no standing correction {number}; list those that it has with: onrecord correct {id}"));
            return Ok(Done::Partly);
        }
        ledger.undo_correction(number, &args.decider.name()?)?;
    }
    let Some(corrections) = corrections(args, &mut ledger, &statement)? else { return Ok(Done::Partly) };
    if !corrections.is_empty() {
        ledger.correct_all(id, &corrections, &args.decider.name()?)?;
    }
    print(&ledger, id)?;
    let stays = |act| own_side(act).is_none() && side_with(act, (statement.act, statement.stance)) == statement.stance;
    if args.act.is_some_and(stays) && args.stance.is_none() && statement.stance != Stance::Affirms {
        let stance = out::word(statement.stance);
        out::complain(&format!("its stance is still \"{stance}\"; set another with: onrecord correct {id} --stance affirms"));
    }
    Ok(Done::All)
}

/// Prints a statement, and what people have corrected of it.
fn print(ledger: &Ledger, id: &str) -> Result<(), Failure> {
    let mut out = out::people();
    if let Found::One(Shown::Statement(on_record)) = ledger.show(id)? {
        write!(out, "{}", ledger::statement(&on_record, &ledger.printed(id)?.unwrap_or_default()))?;
    }
    let corrections = ledger.corrections(Some(id))?;
    let names = names(ledger, &corrections)?;
    for corrected in &corrections {
        writeln!(out, "{}", decisions::corrected(corrected, &names))?;
    }
    Ok(out.flush()?)
}

/// The names of the actors, and the words of the claims, in some corrections, by their ids.
pub(crate) fn names<'a>(ledger: &Ledger, corrections: impl IntoIterator<Item = &'a Corrected>) -> Result<HashMap<String, String>, Failure> {
    let ids: Vec<String> = corrections.into_iter().flat_map(Corrected::named).collect();
    let parties = ledger.parties(ids.iter().map(String::as_str))?.into_iter().map(|(id, party)| (id, party.name));
    let claims = ledger.wordings(ids.iter().map(String::as_str))?;
    let claims = claims.into_iter().map(|(id, claim)| (id, ledger::quoted(&ledger::worded(claim.lead.as_deref(), &claim.words))));
    Ok(parties.chain(claims).collect())
}

/// The one statement whose id begins in a way; where there is none, or are several, standard error says so.
fn statement(ledger: &Ledger, id: &str) -> Result<Option<OnRecord>, Failure> {
    let (problem, candidates) = match ledger.show(id)? {
        Found::One(Shown::Statement(on_record)) => return Ok(Some(*on_record)),
        Found::One(Shown::Article(article)) => ("the id of an article; give one of its statements", of(&article.statements)),
        Found::One(Shown::Claim(claim)) => {
            ("the id of a claim; give one of its statements", of(claim.positions.iter().map(|position| &position.on_record)))
        }
        Found::One(Shown::Actor(actor)) => ("the id of an actor; give one of its statements", of(&actor.statements)),
        Found::Several(candidates) => ("how several ids begin; give more of it", candidates),
        Found::Nothing => {
            out::complain(&format!("no statement has the id {id}; find ids with: onrecord search --format json WORDS…"));
            return Ok(None);
        }
    };
    out::complain(&format!("{id} is {problem}:"));
    out::list(&ledger::candidates(&candidates));
    Ok(None)
}

/// Statements to choose from.
fn of<'a>(statements: impl IntoIterator<Item = &'a OnRecord>) -> Vec<Candidate> {
    let candidate = |on_record: &OnRecord| Candidate {
        id: on_record.statement.clone(),
        label: format!("{}: {}", on_record.speaker, on_record.words),
        statements: 1,
        kind: None,
        page: None,
    };
    statements.into_iter().map(candidate).collect()
}

/// The corrections that the arguments name; `None` where a speaker is not one actor or an id leads to no claim, which standard error says.
fn corrections(args: &Correct, ledger: &mut Ledger, statement: &OnRecord) -> Result<Option<Vec<Correction>>, Failure> {
    let mut out = Vec::new();
    out.extend(args.act.map(Correction::Act));
    let brought = || args.act.map(|act| side_with(act, (statement.act, statement.stance))).filter(|&stance| stance != statement.stance);
    out.extend(args.stance.or_else(brought).map(Correction::Stance));
    out.extend(args.said_on.clone().map(|days| Correction::SaidOn(days.map(|(from, to)| Days { from, to }))));
    out.extend(args.no_statement.then_some(Correction::NoStatement));
    // Before a speaker is made, which no other correction takes back.
    if let Some(id) = &args.claim {
        let Some(claim) = claim(ledger, id)? else { return Ok(None) };
        out.push(claim);
    }
    if !args.speaker.is_empty() {
        let mut speakers = Vec::new();
        for name in args.speaker.iter().filter(|name| !name.is_empty()) {
            let made = args.new.map(|kind| ledger.actor_named(name, kind)).transpose()?;
            let Some(id) = made.map_or_else(|| actors::id(ledger, name), |id| Ok(Some(id)))? else { return Ok(None) };
            speakers.push(id);
        }
        out.push(Correction::Speakers(speakers));
    }
    Ok(Some(out))
}

/// The correction that gives a statement the claim that an id means, or that of another statement, or none where the id is empty; where it
/// means neither, standard error says so.
fn claim(ledger: &Ledger, id: &str) -> Result<Option<Correction>, Failure> {
    if id.is_empty() {
        return Ok(Some(Correction::Claim(None)));
    }
    match ledger.show(id)? {
        Found::One(Shown::Claim(claim)) => return Ok(Some(Correction::Claim(Some(claim.head.id.clone())))),
        Found::One(Shown::Statement(on_record)) => return Ok(Some(Correction::Claim(Some(on_record.statement)))),
        Found::Several(candidates) => {
            out::complain(&format!("{id} is how several ids begin; give more of it:"));
            out::list(&ledger::candidates(&candidates));
        }
        _ => out::complain(&format!("no claim or statement has the id {id}; find ids with: onrecord search --format json WORDS…")),
    }
    Ok(None)
}
