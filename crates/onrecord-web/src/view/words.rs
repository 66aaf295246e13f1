//! How values are put into words.

use jiff::civil::Date;
use maud::{Markup, html};
use onrecord::model::{Act, ActorKind, Basis, EvidenceKind, Form, Qualifier, Reason, RelayKind, Stance};
use onrecord_store::pages::Mark;
use onrecord_store::{Number, OnRecord};

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

/// The side in a word, where the act alone does not tell it: whoever denies is against, whoever accuses is for it.
pub(crate) const fn leaning(act: Act, stance: Stance) -> Option<&'static str> {
    match (act, stance) {
        (Act::Deny, Stance::Denies) | (Act::Accuse, Stance::Affirms) | (_, Stance::Neutral) => None,
        (_, Stance::Affirms) => Some("for"),
        (_, Stance::Denies) => Some("against"),
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

/// How much of an ISO 8601 date names the time from one day to another, where that is a whole year or month, and how it is written.
fn whole(from: &str, to: &str) -> Option<(usize, &'static str)> {
    let (first, last) = (day(from)?, day(to)?);
    if (first, last) == (first.first_of_year(), first.last_of_year()) {
        return Some((4, "%Y"));
    }
    ((first, last) == (first.first_of_month(), first.last_of_month())).then_some((7, "%B %Y"))
}

/// When something was said, as far as it is known: "17 May 2024", "May 2024", "2024", "26 May – 1 June 2025".
pub(crate) fn when(from: &str, to: Option<&str>) -> String {
    let to = to.unwrap_or(from);
    match whole(from, to).zip(day(from)) {
        Some(((_, written), first)) => first.strftime(written).to_string(),
        None => period(Some(from), Some(to)).unwrap_or_default(),
    }
}

/// A day on record: the time in which something was said, or the day on which its page was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day<'a> {
    from: &'a str,
    to: Option<&'a str>,
    said: bool,
}

impl<'a> Day<'a> {
    fn new(from: Option<&'a String>, to: Option<&'a String>, said: bool) -> Option<Self> {
        Some(Self { from: from?, to: to.map(String::as_str), said })
    }

    pub(crate) fn of(on_record: &'a OnRecord) -> Option<Self> {
        Self::new(on_record.date.as_ref(), on_record.date_to.as_ref(), on_record.dated)
    }

    pub(crate) fn of_mark(mark: &'a Mark) -> Option<Self> {
        Self::new(mark.date.as_ref(), mark.date_to.as_ref(), mark.dated)
    }

    pub(crate) fn of_number(number: &'a Number) -> Option<Self> {
        Self::new(number.date.as_ref(), number.date_to.as_ref(), number.dated)
    }

    /// Without saying whether it is the day of the page.
    pub(crate) fn when(self) -> String {
        when(self.from, self.to)
    }

    /// "17 May 2024", "printed 17 May 2024"
    pub(crate) fn words(self) -> String {
        format!("{}{}", self.printed(), self.when())
    }

    /// The same as an element, which can be read by programs where one day, month or year is meant.
    pub(crate) fn markup(self) -> Markup {
        let to = self.to.unwrap_or(self.from);
        let named = if self.from == to { Some(10) } else { whole(self.from, to).map(|(length, _)| length) };
        html! {
            span.day {
                (self.printed())
                @if let Some(length) = named { time datetime=(self.from.get(..length).unwrap_or(self.from)) { (self.when()) } } @else { (self.when()) }
            }
        }
    }

    const fn printed(self) -> &'static str {
        if self.said { "" } else { "printed " }
    }
}

/// From the first of some times to the last: "January 2024 – 17 March 2024".
pub(crate) fn reach(first: (&str, Option<&str>), last: (&str, Option<&str>)) -> String {
    match (first.1, last.1) {
        (None, None) => period(Some(first.0), Some(last.0)).unwrap_or_default(),
        _ if first == last => when(first.0, first.1),
        _ => format!("{} – {}", when(first.0, first.1), when(last.0, last.1)),
    }
}

/// "14 May – 3 June 2024"
pub(crate) fn period(first: Option<&str>, last: Option<&str>) -> Option<String> {
    let (first, last) = (first?, last?);
    let (Some(from), Some(to)) = (day(first), day(last)) else {
        return Some(if first == last { first.to_owned() } else { format!("{first} – {last}") });
    };
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
    fn no_day_is_made_up() {
        let check = |from: &str, to: &str, expected: &str| assert_eq!(when(from, Some(to)), expected);
        check("2024-05-17", "2024-05-17", "17 May 2024");
        check("2024-02-01", "2024-02-29", "February 2024");
        check("2024-02-01", "2024-02-28", "1–28 February 2024");
        check("2024-01-01", "2024-12-31", "2024");
        check("2025-05-26", "2025-06-01", "26 May – 1 June 2025");
        assert_eq!(when("soon", None), "soon");
        assert_eq!(reach(("2024-01-01", Some("2024-01-31")), ("2024-03-17", None)), "January 2024 – 17 March 2024");
        assert_eq!(reach(("2024-01-01", Some("2024-01-31")), ("2024-01-01", Some("2024-01-31"))), "January 2024");
        assert_eq!(reach(("2024-05-07", None), ("2024-05-17", None)), "7–17 May 2024");
    }

    #[test]
    fn the_day_of_a_page_is_called_so() {
        let day = |to, said| Day { from: "2024-05-01", to, said };
        let inside = |day: Day| day.markup().0.replace("<span class=\"day\">", "").replace("</span>", "");
        assert_eq!(inside(day(None, false)), "printed <time datetime=\"2024-05-01\">1 May 2024</time>");
        assert_eq!(inside(day(Some("2024-05-31"), true)), "<time datetime=\"2024-05\">May 2024</time>");
        assert_eq!(inside(day(Some("2024-05-07"), true)), "1–7 May 2024");
        assert_eq!(day(None, false).words(), "printed 1 May 2024");
    }

    #[test]
    fn a_side_is_told_in_words_where_the_act_does_not() {
        let cases = [(Act::Say, Stance::Denies), (Act::Say, Stance::Affirms), (Act::Deny, Stance::Denies), (Act::Deny, Stance::Affirms)];
        assert_eq!(cases.map(|(act, stance)| leaning(act, stance)), [Some("against"), Some("for"), None, Some("for")]);
        assert_eq!(leaning(Act::Ask, Stance::Neutral), None);
    }

    #[test]
    fn acts_are_the_contracts() {
        assert_eq!(ACTS.map(wire).join("|"), "say|deny|accuse|confirm|warn|pledge|urge|ask|expect|think|decline");
    }
}
