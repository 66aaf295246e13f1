//! Numbers that differ: one that somebody gives in place of his own before is a correction, that of somebody else stands beside it.

use maud::{Markup, html};
use onrecord_store::{NumberChange, OnRecord};

use super::Printed;
use super::lists::speakers;
use super::printed::shortened;

/// How many code points of a number a list shows.
const NUMBER: usize = 60;

/// Whether one of those who give the number now gave the one before.
pub(crate) fn is_own(change: &NumberChange) -> bool {
    let (before, now) = (&change.given_before, &change.event.on_record);
    if before.speakers.is_empty() || now.speakers.is_empty() {
        return before.speakers.is_empty() && now.speakers.is_empty() && before.speaker == now.speaker;
    }
    now.speakers.iter().any(|one| before.speakers.iter().any(|other| other.id == one.id))
}

/// Both numbers: "~~300~~ → 450" of the same speaker, else "Ana Ruiz: 300 · Bo Lind: 450".
pub(crate) fn moved(change: &NumberChange) -> Markup {
    let (before, now) = (shortened(&change.before, NUMBER), shortened(&change.now, NUMBER));
    let given = |by: &OnRecord, number: &str| html! { span.by { (speakers(by)) ": " } bdi { (Printed(number)) } };
    html! {
        @if is_own(change) {
            p.moved { del { bdi { (Printed(&before)) } } " → " ins { bdi { (Printed(&now)) } } }
        } @else {
            p.moved { span { (given(&change.given_before, &before)) } " · " span { (given(&change.event.on_record, &now)) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use onrecord_store::Event;

    use super::super::sample::said;
    use super::*;

    fn change(before: &[&str], now: &[&str]) -> NumberChange {
        let on_record = said(now, "450 cracks", "b");
        let event = Event { lead: None, wording: String::new(), actor: None, name: on_record.speaker.clone(), on_record };
        let (given_before, number) = (said(before, "300 cracks", "a"), |number: &str| number.to_owned());
        NumberChange { before: number("300"), now: number("450"), given_before, event }
    }

    #[test]
    fn only_ones_own_number_is_struck_out() {
        let own = moved(&change(&["Ana Ruiz", "Bo Lind"], &["Ana Ruiz"])).0;
        assert!(own.contains("<del><bdi>300</bdi></del> → <ins><bdi>450</bdi></ins>"), "{own}");
        let other = moved(&change(&["Ana Ruiz"], &["senior official"])).0;
        assert!(
            !other.contains("<del>") && other.contains("/actors/actor-Ana Ruiz") && other.contains("/actors/actor-senior official"),
            "{other}"
        );
        assert!(is_own(&change(&[], &[])) && !is_own(&change(&["Ana Ruiz"], &[])));
    }
}
