//! `onrecord correct`: what a statement is, by somebody's word.

use std::io::Write;

use onrecord_store::{Correction, Found, Ledger, Shown};

use crate::args::Correct;
use crate::exit::{Done, Failure};
use crate::render::{decisions, ledger};
use crate::{actors, out};

pub(crate) fn run(args: &Correct) -> Result<Done, Failure> {
    let mut ledger = Ledger::open_existing(&args.decider.ledger.db)?;
    let Some(statement) = statement(&ledger, &args.statement)? else { return Ok(Done::Partly) };
    if let Some(number) = args.undo {
        ledger.undo_correction(number, &args.decider.name()?)?;
    }
    let Some(corrections) = corrections(args, &mut ledger)? else { return Ok(Done::Partly) };
    for correction in &corrections {
        ledger.correct(&statement, correction, &args.decider.name()?)?;
    }
    let mut out = out::people();
    if let Found::One(Shown::Statement(on_record)) = ledger.show(&statement)? {
        write!(out, "{}", ledger::statement(&on_record))?;
    }
    for corrected in ledger.corrections(Some(&statement))? {
        writeln!(out, "{}", decisions::corrected(&corrected))?;
    }
    out.flush()?;
    Ok(Done::All)
}

/// The id of the one statement whose id begins in a way; where there is none, or are several, standard error says so.
fn statement(ledger: &Ledger, id: &str) -> Result<Option<String>, Failure> {
    match ledger.show(id)? {
        Found::One(Shown::Statement(on_record)) => return Ok(Some(on_record.statement)),
        Found::Several(candidates) => {
            out::complain(&format!("several ids begin with {id}; give more of it:"));
            out::list(&ledger::candidates(&candidates));
        }
        _ => out::complain(&format!("no statement has the id {id}; find ids with: onrecord search --format json WORDS…")),
    }
    Ok(None)
}

/// The corrections that the arguments name; `None` where a speaker is not one actor, which standard error says.
fn corrections(args: &Correct, ledger: &mut Ledger) -> Result<Option<Vec<Correction>>, Failure> {
    let mut out = Vec::new();
    out.extend(args.act.map(Correction::Act));
    out.extend(args.stance.map(Correction::Stance));
    if !args.speaker.is_empty() {
        let mut speakers = Vec::new();
        for name in args.speaker.iter().filter(|name| !name.is_empty()) {
            let made = args.new.map(|kind| ledger.actor_named(name, kind)).transpose()?;
            let Some(id) = made.map_or_else(|| actors::id(ledger, name), |id| Ok(Some(id)))? else { return Ok(None) };
            speakers.push(id);
        }
        out.push(Correction::Speakers(speakers));
    }
    out.extend(args.claim.clone().map(|id| Correction::Claim(Some(id).filter(|id| !id.is_empty()))));
    Ok(Some(out))
}
