//! Rows for spreadsheets: every column in every row, empty where its value is not known.

use onrecord::model::{Act, ActorKind, Form, Stance};
use onrecord_store::{ActorDecision, ActorRow, CorrectedStatement, Decided, DecisionKind, LedgerClaim, OnRecord, Status};
use serde::Serialize;
use serde_json::{Value, json};

use crate::out::word;

/// A row whose columns are known before there is one.
pub(crate) trait Row: Serialize {
    /// The names of its columns, in their order.
    const COLUMNS: &'static [&'static str];
}

/// A row and the names of its columns, from one list of both.
macro_rules! row {
    ($(#[$about:meta])* $name:ident { $($column:ident: $value:ty,)* }) => {
        $(#[$about])*
        #[derive(Serialize)]
        pub(crate) struct $name<'a> {
            $($column: $value,)*
        }

        impl Row for $name<'_> {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($column)),*];
        }
    };
}

row! {
    /// One statement.
    StatementRow {
        speaker: &'a str,
        date: Option<&'a str>,
        act: Act,
        stance: Stance,
        form: Form,
        words: &'a str,
        source: &'a str,
        cue: &'a str,
        outlet: Option<&'a str>,
        title: Option<&'a str>,
        url: Option<&'a str>,
        address: &'a str,
        independent: bool,
        newest: bool,
        claim: Option<&'a str>,
        statement: &'a str,
        article: &'a str,
        date_to: Option<&'a str>,
        dated: bool,
    }
}

/// A statement's row.
pub(crate) fn statement(on_record: &OnRecord) -> StatementRow<'_> {
    StatementRow {
        speaker: &on_record.speaker,
        date: on_record.date.as_deref(),
        act: on_record.act,
        stance: on_record.stance,
        form: on_record.form,
        words: &on_record.words,
        source: &on_record.source,
        cue: &on_record.cue,
        outlet: on_record.outlet.as_deref(),
        title: on_record.title.as_deref(),
        url: on_record.url.as_deref(),
        address: &on_record.address,
        independent: on_record.independent,
        newest: on_record.newest,
        claim: on_record.claim.as_deref(),
        statement: &on_record.statement,
        article: &on_record.article,
        date_to: on_record.date_to.as_deref(),
        dated: on_record.dated,
    }
}

row! {
    /// One position on one claim.
    PositionRow {
        claim: &'a str,
        wording: &'a str,
        disputed: bool,
        actor: &'a str,
        name: &'a str,
        date: Option<&'a str>,
        stance: Stance,
        act: Act,
        words: &'a str,
        independent: bool,
        outlet: Option<&'a str>,
        title: Option<&'a str>,
        url: Option<&'a str>,
        address: &'a str,
        statement: &'a str,
        article: &'a str,
        date_to: Option<&'a str>,
        form: Form,
        dated: bool,
    }
}

/// A claim's positions.
pub(crate) fn positions(claim: &LedgerClaim) -> impl Iterator<Item = PositionRow<'_>> {
    claim.positions.iter().map(|position| {
        let on_record = &position.on_record;
        PositionRow {
            claim: &claim.head.id,
            wording: &claim.head.wording,
            disputed: claim.head.disputed,
            actor: &position.actor,
            name: &position.name,
            date: on_record.date.as_deref(),
            stance: on_record.stance,
            act: on_record.act,
            words: &on_record.words,
            independent: on_record.independent,
            outlet: on_record.outlet.as_deref(),
            title: on_record.title.as_deref(),
            url: on_record.url.as_deref(),
            address: &on_record.address,
            statement: &on_record.statement,
            article: &on_record.article,
            date_to: on_record.date_to.as_deref(),
            form: on_record.form,
            dated: on_record.dated,
        }
    })
}

row! {
    /// One actor.
    ActorLine {
        id: &'a str,
        name: &'a str,
        kind: ActorKind,
        country: Option<&'a str>,
        statements: u64,
        names: String,
        roles: String,
    }
}

/// An actor's row; lists are joined by semicolons.
pub(crate) fn actor(actor: &ActorRow) -> ActorLine<'_> {
    ActorLine {
        id: &actor.id,
        name: &actor.name,
        kind: actor.kind,
        country: actor.country.as_deref(),
        statements: actor.statements,
        names: actor.names.join("; "),
        roles: actor.roles.join("; "),
    }
}

row! {
    /// One decision about an actor.
    DecisionRow {
        number: i64,
        kind: DecisionKind,
        actor: &'a str,
        name: &'a str,
        other: Option<&'a str>,
        other_name: Option<&'a str>,
        pages: String,
        decided: &'a str,
        decided_by: &'a str,
        undone: Option<&'a str>,
        undone_by: Option<&'a str>,
    }
}

/// A decision's row; pages are joined by spaces.
pub(crate) fn decision(decision: &ActorDecision) -> DecisionRow<'_> {
    DecisionRow {
        number: decision.number,
        kind: decision.kind,
        actor: &decision.actor,
        name: &decision.name,
        other: decision.other.as_deref(),
        other_name: decision.other_name.as_deref(),
        pages: decision.pages.join(" "),
        decided: &decision.decided,
        decided_by: &decision.decided_by,
        undone: decision.undone.as_deref(),
        undone_by: decision.undone_by.as_deref(),
    }
}

row! {
    /// Something that somebody decided.
    DecidedRow {
        about: &'static str,
        number: i64,
        what: String,
        id: &'a str,
        name: &'a str,
        words: Option<&'a str>,
        was: Option<String>,
        is: Option<String>,
        decided: &'a str,
        decided_by: &'a str,
        undone: Option<&'a str>,
        undone_by: Option<&'a str>,
    }
}

/// The row of something decided: what a statement was read as and is, or the actor and who that is; values as the contract writes them.
pub(crate) fn decided(decided: &Decided) -> DecidedRow<'_> {
    match decided {
        Decided::Statement(CorrectedStatement { corrected, speaker, words }) => {
            let correction = json!(corrected.correction);
            let text = |value: &Value| (!value.is_null()).then(|| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            DecidedRow {
                about: "statement",
                number: corrected.number,
                what: text(&correction["field"]).unwrap_or_default(),
                id: &corrected.statement,
                name: speaker,
                words: Some(words),
                was: text(&corrected.was),
                is: text(&correction["value"]),
                decided: &corrected.decided,
                decided_by: &corrected.decided_by,
                undone: corrected.undone.as_deref(),
                undone_by: corrected.undone_by.as_deref(),
            }
        }
        Decided::Actor(decision) => DecidedRow {
            about: "actor",
            number: decision.number,
            what: word(decision.kind),
            id: &decision.actor,
            name: &decision.name,
            words: None,
            was: None,
            is: decision.other.clone().or_else(|| decision.other_name.clone()),
            decided: &decision.decided,
            decided_by: &decision.decided_by,
            undone: decision.undone.as_deref(),
            undone_by: decision.undone_by.as_deref(),
        },
    }
}

row! {
    /// What a ledger holds.
    StatusRow {
        pages: u64,
        older_versions: u64,
        copies: u64,
        outlets: u64,
        statements: u64,
        actors: u64,
        claims: u64,
        disputes: u64,
        first: Option<&'a str>,
        last: Option<&'a str>,
        bytes: u64,
        schema: u32,
        sqlite: &'a str,
    }
}

/// A ledger's row.
pub(crate) fn status(status: &Status) -> StatusRow<'_> {
    StatusRow {
        pages: status.pages,
        older_versions: status.older_versions,
        copies: status.copies,
        outlets: status.outlets,
        statements: status.statements,
        actors: status.actors,
        claims: status.claims,
        disputes: status.disputes,
        first: status.first.as_deref(),
        last: status.last.as_deref(),
        bytes: status.bytes,
        schema: status.schema,
        sqlite: &status.sqlite,
    }
}
