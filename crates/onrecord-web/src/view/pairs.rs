//! Two statements side by side: what one is to the other, and why.

use maud::{Markup, html};
use onrecord::model::Stance;
use onrecord::reconcile::Relation;
use onrecord_store::OnRecord;
use onrecord_store::pages::{Linked, Turn};

use super::Printed;
use super::lists::{Claims, said, speakers, wording};

/// How many code points of the claim that somebody turned on are shown.
const CLAIM: usize = 160;

/// Two statements of a claim: the earlier, then the later; or what is for the claim, then what is against it.
pub(crate) fn pair(linked: &Linked) -> Markup {
    let both = format!("{} {}", linked.earlier.words, linked.later.words);
    let denied_first = linked.relation == Relation::Contradicts && linked.earlier.stance == Stance::Denies;
    let (first, second) = if denied_first { (&linked.later, &linked.earlier) } else { (&linked.earlier, &linked.later) };
    beside(first, stands_to(linked.relation), Some(&why(&linked.why, &both)), second)
}

/// Somebody against himself, with the claim that he turned on where `claims` has it.
pub(crate) fn turn(turn: &Turn, claims: Option<&Claims>) -> Markup {
    let claim = turn.after.claim.as_ref().and_then(|id| claims?.get_key_value(id));
    html! {
        @if let Some((id, claim)) = claim {
            p.of-claim { "On the claim " a href={ "/claims/" (id) } { (wording(claim.lead.as_deref(), &claim.words, CLAIM)) } }
        }
        (beside(&turn.before, "then", None, &turn.after))
    }
}

fn beside(first: &OnRecord, between: &str, why: Option<&str>, second: &OnRecord) -> Markup {
    html! {
        div.pair {
            (said(&[first], &speakers(first), &[], None))
            p.between { span { (between) } @if let Some(why) = why { " " span.small { (Printed(why)) } } }
            (said(&[second], &speakers(second), &[], None))
        }
    }
}

/// What comes between two statements.
const fn stands_to(relation: Relation) -> &'static str {
    match relation {
        Relation::Contradicts => "against it",
        Relation::UpdatesNumber => "another number",
        Relation::Narrows => "in more detail",
        Relation::Same => "to the same matter",
    }
}

/// A link's reason with its terms as they are printed: statements are compared by stems, and by names after an `@`.
fn why(why: &str, printed: &str) -> String {
    let words: Vec<&str> = printed.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '’').filter(|word| !word.is_empty()).collect();
    let in_print = |term: &str| {
        let name = term.strip_prefix('@');
        let stem = name.unwrap_or(term);
        let found = words.iter().find(|word| word.to_lowercase().starts_with(stem)).map(|word| (*word).to_owned());
        found.or_else(|| name.is_none().then(|| term.to_owned()))
    };
    let reason = |reason: &str| match reason.strip_prefix("words: ") {
        Some(terms) => {
            let terms: Vec<String> = terms.split(", ").filter_map(in_print).collect();
            (!terms.is_empty()).then(|| format!("in both: {}", terms.join(", ")))
        }
        None => Some(reason.to_owned()),
    };
    why.split("; ").filter_map(reason).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::why;

    #[test]
    fn reasons_are_given_in_printed_words() {
        let printed = "that Ruiz shipped 300 crates by rail";
        assert_eq!(why("words: crat, ship, 300, @ruiz, @kp; next to it", printed), "in both: crates, shipped, 300, Ruiz; next to it");
        assert_eq!(why("words: @kp", printed), "");
        assert_eq!(why("points at it", printed), "points at it");
    }
}
