//! How values are put into words.

use jiff::civil::Date;
use maud::{Markup, html};
use onrecord::model::{Act, ActorKind, Basis, EvidenceKind, Form, Qualifier, Reason, RelayKind, Stance};

/// All acts, in the contract's order.
pub(crate) const ACTS: [Act; 11] =
    [Act::Say, Act::Deny, Act::Accuse, Act::Confirm, Act::Warn, Act::Pledge, Act::Urge, Act::Ask, Act::Expect, Act::Think, Act::Decline];

/// The act as what somebody did.
pub(crate) const fn did(act: Act) -> &'static str {
    match act {
        Act::Say => "said",
        Act::Deny => "denied",
        Act::Accuse => "accused",
        Act::Confirm => "confirmed",
        Act::Warn => "warned",
        Act::Pledge => "pledged",
        Act::Urge => "urged",
        Act::Ask => "asked",
        Act::Expect => "expected",
        Act::Think => "thought",
        Act::Decline => "declined to speak to it",
    }
}

/// An enum value's name on the wire.
pub(crate) fn wire(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The side as a word, which also names its style.
pub(crate) const fn side(stance: Stance) -> &'static str {
    match stance {
        Stance::Affirms => "affirms",
        Stance::Denies => "denies",
        Stance::Neutral => "neutral",
    }
}

/// The side in a few words.
pub(crate) const fn stands(stance: Stance) -> &'static str {
    match stance {
        Stance::Affirms => "holds that it is so",
        Stance::Denies => "holds that it is not so",
        Stance::Neutral => "takes no side",
    }
}

pub(crate) const fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "all in quotation marks",
        Form::Indirect => "in the paper’s words",
        Form::Mixed => "partly in quotation marks",
    }
}

pub(crate) const fn kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "Person",
        ActorKind::Organization => "Organization",
        ActorKind::Country => "Country",
        ActorKind::Group => "Group",
        ActorKind::Unnamed => "Unnamed source",
    }
}

pub(crate) const fn evidence(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Document => "Document",
        EvidenceKind::Investigation => "Investigation",
        EvidenceKind::Imagery => "Imagery",
        EvidenceKind::Measurement => "Measurement",
        EvidenceKind::Witness => "Witness",
        EvidenceKind::Intercept => "Intercept",
        EvidenceKind::Data => "Data",
    }
}

pub(crate) const fn relay(kind: RelayKind) -> &'static str {
    match kind {
        RelayKind::Outlet => "News outlet",
        RelayKind::StateMedia => "State media",
        RelayKind::Spokesperson => "Spokesperson",
        RelayKind::Document => "Document",
        RelayKind::SocialMedia => "Social media",
        RelayKind::Unnamed => "Unnamed source",
    }
}

pub(crate) const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Expression => "by a word in the sentence",
        Basis::Publication => "the day it was published",
        Basis::Context => "by the sentences around it",
    }
}

pub(crate) const fn qualifier(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exactly => "exactly",
        Qualifier::About => "about",
        Qualifier::AtLeast => "at least",
        Qualifier::AtMost => "at most",
        Qualifier::MoreThan => "more than",
        Qualifier::LessThan => "less than",
        Qualifier::Range => "between",
    }
}

pub(crate) const fn furniture(reason: Reason) -> &'static str {
    match reason {
        Reason::Advertisement => "Advertisement",
        Reason::Navigation => "Navigation",
        Reason::Related => "Other articles",
        Reason::MostRead => "Most read",
        Reason::Tags => "Keywords",
        Reason::Share => "Sharing",
        Reason::Comments => "Comments",
        Reason::Legal => "Legal",
        Reason::Byline => "Byline",
        Reason::Subscribe => "Subscriptions",
        Reason::Other => "Other",
    }
}

/// A number of things: "1 page", "1,200 pages".
pub(crate) fn count(n: u64, thing: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {thing}{plural}", number(n))
}

/// A number with its thousands apart.
pub(crate) fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The day of an ISO 8601 date or time.
pub(crate) fn day(date: &str) -> Option<Date> {
    date.get(..10)?.parse().ok()
}

/// Days since 1970.
pub(crate) fn day_number(date: &str) -> Option<i32> {
    const EPOCH: Date = Date::constant(1970, 1, 1);
    Some((day(date)? - EPOCH).get_days())
}

/// "17 May 2024"; what is no date stays as it is.
pub(crate) fn date(date: &str) -> String {
    day(date).map_or_else(|| date.to_owned(), |day| day.strftime("%-d %B %Y").to_string())
}

/// A date as an element, or nothing.
pub(crate) fn time(when: Option<&str>) -> Markup {
    html! { @if let Some(when) = when { time datetime=(when.get(..10).unwrap_or(when)) { (date(when)) } } }
}

/// "14 May – 3 June 2024"
pub(crate) fn period(first: Option<&str>, last: Option<&str>) -> Option<String> {
    let (first, last) = (first?, last?);
    let (Some(from), Some(to)) = (day(first), day(last)) else { return Some(format!("{first} – {last}")) };
    Some(if from == to {
        date(first)
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{}–{}", from.day(), date(last))
    } else if from.year() == to.year() {
        format!("{} – {}", from.strftime("%-d %B"), date(last))
    } else {
        format!("{} – {}", date(first), date(last))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_read_well() {
        assert_eq!(date("2024-05-07T10:00:00Z"), "7 May 2024");
        assert_eq!(date("May"), "May");
        assert_eq!(period(Some("2024-05-07"), Some("2024-05-17")).as_deref(), Some("7–17 May 2024"));
        assert_eq!(period(Some("2024-05-07"), Some("2024-06-01")).as_deref(), Some("7 May – 1 June 2024"));
        assert_eq!(period(Some("2023-05-07"), Some("2024-06-01")).as_deref(), Some("7 May 2023 – 1 June 2024"));
        assert_eq!(period(None, Some("2024-06-01")), None);
        assert_eq!((count(1, "page"), count(12_345_678, "page")), ("1 page".to_owned(), "12,345,678 pages".to_owned()));
        assert_eq!((day_number("1970-01-11"), day_number("é")), (Some(10), None));
    }

    #[test]
    fn acts_are_the_contracts() {
        assert_eq!(ACTS.map(wire).join("|"), "say|deny|accuse|confirm|warn|pledge|urge|ask|expect|think|decline");
    }
}
