//! Invented statements for tests.

use onrecord::model::{Act, ActorKind, Form, Stance};
use onrecord_store::OnRecord;
use onrecord_store::pages::Party;

/// What some people said on 1 May 2024, printed at an address. A name in small letters is a source without one.
pub(crate) fn said(names: &[&str], words: &str, address: &str) -> OnRecord {
    let kind = |name: &str| if name.starts_with(char::is_lowercase) { ActorKind::Unnamed } else { ActorKind::Person };
    let party = |name: &&str| Party { id: format!("actor-{name}"), name: (*name).to_owned(), kind: kind(name), country: None };
    OnRecord {
        speaker: names.join(" and "),
        speakers: names.iter().map(party).collect(),
        date: Some("2024-05-01".to_owned()),
        date_to: None,
        dated: true,
        act: Act::Say,
        stance: Stance::Affirms,
        form: Form::Indirect,
        words: words.to_owned(),
        meant: None,
        source: names.join(" and "),
        cue: "said".to_owned(),
        outlet: None,
        title: None,
        url: None,
        address: address.to_owned(),
        independent: true,
        newest: true,
        claim: None,
        statement: format!("{address}.1"),
        article: address.to_owned(),
    }
}
