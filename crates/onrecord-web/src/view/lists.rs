//! Pieces that several pages show: a statement in a list, an actor's name, a claim's words, a badge.

use std::collections::{HashMap, HashSet};

use maud::{Markup, html};
use onrecord::Span;
use onrecord::model::{Act, ActorKind, Stance};
use onrecord_store::pages::{Party, Wording};
use onrecord_store::{Meant, OnRecord};

use super::Printed;
use super::printed::{bare, is_quoted, lit, shortened};
use super::words::{Day, count, did, leaning, side};

/// How many code points of a statement a list shows.
const WORDS: usize = 420;

/// How many code points are shown of the words that a pointer means.
const MEANT: usize = 160;

/// How many code points of a claim stand beside the side that is taken on it.
const CLAIM: usize = 70;

/// Claims in printed words, by their ids.
pub(crate) type Claims = HashMap<String, Wording>;

/// What somebody did, in the colour of the side taken, which is also named where the act does not tell it.
pub(crate) fn badge(act: Act, stance: Stance, of_claim: bool) -> Markup {
    let leaning = leaning(act, stance).filter(|_| of_claim);
    html! { span class={ "act " (side(stance)) } { (did(act)) @if let Some(leaning) = leaning { " · " (leaning) } } }
}

/// A claim in its printed words, after the cue where they need it.
pub(crate) fn wording(lead: Option<&str>, words: &str, most: usize) -> Markup {
    match lead {
        Some(lead) => html! { "“" span.lead-in { bdi { (Printed(lead)) } } " " bdi { (Printed(&shortened(bare(words), most))) } "”" },
        None => quoted(words, most),
    }
}

/// The side that is taken, of which claim: "against the claim “the bridge is safe”".
pub(crate) fn toward(stance: Stance, claim: &str, lead: Option<&str>, words: &str) -> Markup {
    let side = match stance {
        Stance::Affirms => "for the claim ",
        Stance::Denies => "against the claim ",
        Stance::Neutral => "on the claim ",
    };
    html! { a href={ "/claims/" (claim) } { (side) (wording(lead, words, CLAIM)) } }
}

/// Printed words in a line, in quotation marks where they bring none of their own.
pub(crate) fn quoted(words: &str, most: usize) -> Markup {
    let words = shortened(bare(words), most);
    let own = is_quoted(&words);
    html! { @if !own { "“" } bdi { (Printed(&words)) } @if !own { "”" } }
}

/// Names in a sentence, each leading to its actor: "A, B and C".
pub(crate) fn names<'a>(all: impl IntoIterator<Item = &'a Party>) -> Markup {
    let all: Vec<&Party> = all.into_iter().collect();
    html! {
        span.speakers {
            @for (at, one) in all.iter().enumerate() {
                @if at > 0 { (if at + 1 == all.len() { " and " } else { ", " }) }
                (party(one))
            }
        }
    }
}

/// All who made a statement, each leading to its record; where nobody is resolved, the words of the page.
pub(crate) fn speakers(on_record: &OnRecord) -> Markup {
    if on_record.speakers.is_empty() { unresolved(&on_record.speaker) } else { names(&on_record.speakers) }
}

/// A source that leads to no record.
fn unresolved(name: &str) -> Markup {
    html! { strong { bdi { (Printed(&shortened(name, 80))) } } }
}

/// Who made a statement together with an actor, on that actor's own page.
pub(crate) fn together(on_record: &OnRecord, actor: &str) -> Markup {
    let others: Vec<&Party> = on_record.speakers.iter().filter(|party| party.id != actor).collect();
    html! { @if !others.is_empty() { span { "with " (names(others)) } } }
}

/// A party's name as a link; that of a source without a name is set as what it is, printed words.
pub(crate) fn party(party: &Party) -> Markup {
    let unnamed = party.kind == ActorKind::Unnamed;
    html! { a.actor.unnamed[unnamed] href={ "/actors/" (party.id) } { bdi { (Printed(&shortened(&party.name, 60))) } } }
}

/// Names in a row, then sources without one, each wording once; of many only the first, with how many more there are.
pub(crate) fn parties(all: &[&Party], most: usize) -> Markup {
    let (named, unnamed): (Vec<&Party>, Vec<&Party>) = all.iter().partition(|party| party.kind != ActorKind::Unnamed);
    let mut seen = HashSet::new();
    let shown: Vec<&Party> = named.into_iter().chain(unnamed.into_iter().filter(|party| seen.insert(party.name.to_lowercase()))).collect();
    html! {
        ul.names {
            @for one in shown.iter().take(most) { li { (party(one)) } }
            @if shown.len() > most { li.more { "and " (shown.len() - most) " more" } }
        }
    }
}

/// Exact words, cut where they are very long, with what they mean where they only point.
pub(crate) fn quotation(on_record: &OnRecord, hits: &[Span]) -> Markup {
    html! {
        blockquote dir="auto" { p { (lit(&on_record.words, hits, WORDS)) } }
        @if let Some(meant) = &on_record.meant { p.meant { (meaning(meant)) } }
    }
}

/// What a pointer means: "meaning Ana Ruiz: “the bridge is safe”".
pub(crate) fn meaning(meant: &Meant) -> Markup {
    html! { "meaning " a href={ "/statements/" (meant.statement) } { bdi { (Printed(&shortened(&meant.speaker, 60))) } ": " (quoted(&meant.words, MEANT)) } }
}

/// Where something is printed: outlet and headline, leading into the article.
pub(crate) fn printed_in(on_record: &OnRecord) -> Markup {
    let anchor = anchor(&on_record.statement);
    let headline = on_record.title.as_deref().map(|title| shortened(title, 90));
    html! {
        a.printed-in href={ "/articles/" (on_record.article) "#" (anchor) } {
            @if let Some(outlet) = &on_record.outlet { span.outlet { bdi { (Printed(outlet)) } } " " }
            @if let Some(headline) = &headline { bdi { (Printed(headline)) } } @else { "in the article" }
        }
        @if !on_record.independent { " " span.tag title="The article is a copy of another one’s text" { "copy" } }
        @if !on_record.newest { " " span.tag title="The page has changed since" { "older version" } }
    }
}

/// The fragment of a statement's place in its article: its id after the article's.
pub(crate) fn anchor(statement: &str) -> String {
    format!("s-{}", statement.rsplit('.').next().unwrap_or(statement))
}

/// What is printed in the same words of the same speakers on several pages, in the order of the first of each, a page once; quotation marks
/// and punctuation aside, which papers set each in their own way.
pub(crate) fn printings(all: &[OnRecord]) -> Vec<Vec<&OnRecord>> {
    let folded = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let mut groups: Vec<((&str, String), Vec<&OnRecord>)> = Vec::new();
    for one in all {
        let key = (one.speaker.as_str(), folded(&one.words));
        match groups.iter_mut().find(|(of, _)| *of == key) {
            Some((_, group)) if group.iter().any(|known| known.address == one.address) => {}
            Some((_, group)) => group.push(one),
            None => groups.push((key, vec![one])),
        }
    }
    // A copy stands for none but copies.
    for (_, group) in &mut groups {
        group.sort_by_key(|one| !one.independent);
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// A statement by its first printing, with the others folded away. `who` is what stands for its speakers. The way to its claim is shown
/// where `claims` has it: not below the claim itself.
pub(crate) fn said(printings: &[&OnRecord], who: &Markup, hits: &[Span], claims: Option<&Claims>) -> Markup {
    let (on_record, others) = (printings[0], &printings[1..]);
    let claim = on_record.claim.as_ref().and_then(|id| claims?.get_key_value(id));
    html! {
        article class={ "said " (side(on_record.stance)) } {
            p.who {
                (who) " " (badge(on_record.act, on_record.stance, on_record.claim.is_some()))
                @if let Some(day) = Day::of(on_record) { " " (day.markup()) }
            }
            (quotation(on_record, hits))
            p.where {
                (printed_in(on_record))
                span.links {
                    a href={ "/statements/" (on_record.statement) } aria-label={ "The statement of " (Printed(&on_record.speaker)) " by itself" } { "statement" }
                    @if let Some((id, claim)) = claim { (toward(on_record.stance, id, claim.lead.as_deref(), &claim.words)) }
                }
            }
            @if !others.is_empty() {
                details.also {
                    summary { "The same words on " (count(others.len() as u64, "more page")) }
                    ul { @for other in others { li { (printed_in(other)) @if let Some(day) = Day::of(other) { " " (day.markup()) } } } }
                }
            }
        }
    }
}

/// A text where a list is empty.
pub(crate) fn nothing(words: &str) -> Markup {
    html! { p.nothing { (words) } }
}

/// An address as a link, where it is one that a browser may follow.
pub(crate) fn outward(address: &str) -> Markup {
    let followed = address.starts_with("https://") || address.starts_with("http://");
    html! {
        @if followed { a.outward href=(address) rel="noopener noreferrer external" { bdi { (Printed(&shortened(address, 80))) } } }
        @else { span.file { bdi { (Printed(&shortened(address, 80))) } } }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    /// What a reader sees of markup.
    fn text(markup: &Markup) -> String {
        let tags = markup.0.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
        tags.collect()
    }

    #[test]
    fn all_who_speak_are_named_and_lead_to_their_record() {
        let together = sample::said(&["Ana Ruiz", "Bo Lind", "officials"], "it is safe", "a");
        let shown = said(&[&together], &speakers(&together), &[], None);
        assert!(text(&shown).starts_with("Ana Ruiz, Bo Lind and officials said 1 May 2024"), "{}", text(&shown));
        let claimed = OnRecord { claim: Some("claim-a".to_owned()), ..together.clone() };
        let shown_on_claim = said(&[&claimed], &speakers(&claimed), &[], None);
        assert!(text(&shown_on_claim).starts_with("Ana Ruiz, Bo Lind and officials said · for 1 May 2024"), "a side is one of a claim");
        let claims = Claims::from([("claim-a".to_owned(), Wording { words: "that it is safe".to_owned(), lead: None })]);
        for (stance, expected) in [
            (Stance::Affirms, "statementfor the claim “it is safe”"),
            (Stance::Denies, "statementagainst the claim “it is safe”"),
            (Stance::Neutral, "statementon the claim “it is safe”"),
        ] {
            let elsewhere = said(&[&OnRecord { stance, ..claimed.clone() }], &speakers(&claimed), &[], Some(&claims));
            assert!(text(&elsewhere).ends_with(expected), "{}", text(&elsewhere));
        }
        for link in ["/actors/actor-Ana Ruiz", "/actors/actor-Bo Lind", "class=\"actor unnamed\" href=\"/actors/actor-officials"] {
            assert!(shown.0.contains(link), "{link}: {}", shown.0);
        }
        assert_eq!(text(&super::together(&together, "actor-Bo Lind")), "with Ana Ruiz and officials");
        let nobody = OnRecord { speaker: "the report".to_owned(), ..sample::said(&[], "it is safe", "a") };
        assert_eq!(speakers(&nobody).0, "<strong><bdi>the report</bdi></strong>");
    }

    #[test]
    fn more_pages_are_other_pages() {
        let copy = OnRecord { independent: false, ..sample::said(&["Ana Ruiz"], "“It is safe”", "a") };
        let [again, other] = ["b", "b"].map(|address| sample::said(&["Ana Ruiz"], "it is safe", address));
        let all = [copy, again, other, sample::said(&["Ana Ruiz", "Bo Lind"], "it is safe", "b")];
        let groups = printings(&all);
        let addresses: Vec<Vec<&str>> = groups.iter().map(|group| group.iter().map(|one| one.address.as_str()).collect()).collect();
        assert_eq!(addresses, [vec!["b", "a"], vec!["b"]]);
    }

    #[test]
    fn a_pointer_says_what_it_means() {
        let meant = Meant { statement: "s".to_owned(), speaker: "Ana Ruiz".to_owned(), words: "“it is safe”".to_owned() };
        let pointing = OnRecord { meant: Some(meant), ..sample::said(&["Bo Lind"], "that", "a") };
        assert_eq!(text(&quotation(&pointing, &[])), "thatmeaning Ana Ruiz: “it is safe”");
    }

    #[test]
    fn a_line_of_words_has_one_pair_of_quotation_marks() {
        let check = |words: &str, expected: &str| assert_eq!(text(&quoted(words, 40)), expected);
        check("that the bridge is safe", "“the bridge is safe”");
        check("“It is safe,” … “It is.”", "“It is safe,” … “It is.”");
        check("the workers’", "“the workers’”");
    }
}
