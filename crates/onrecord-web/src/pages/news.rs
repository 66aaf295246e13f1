//! What has changed on record, since the last visit or since a day.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use jiff::{Timestamp, ToSpan as _};
use maud::{Markup, html};
use onrecord::model::Act;
use onrecord_store::{Event, Flip, News, NumberChange};

use super::asked::{Asked, cookie};
use crate::app::App;
use crate::failure::Failure;
use crate::view::lists::{badge, nothing, printed_in, quotation, said, speakers, toward};
use crate::view::moved::{is_own, moved};
use crate::view::words::{Day, date, side};
use crate::view::{Place, layout};

/// How many of each sort are listed, how many times as many where more are asked for, and how many at most.
const LISTED: u32 = 20;
const MORE: u32 = 5;
const MOST: u32 = 500;

/// The cookie with the moment of this visit and of the one before.
const SEEN: &str = "onrecord_seen";

/// Visits closer together than this are one.
const ONE_VISIT_SECONDS: i64 = 30 * 60;

pub(crate) async fn page(State(app): State<App>, headers: HeaderMap, asked: Asked) -> Result<Response, Failure> {
    let now = Timestamp::now();
    let visits = visits(cookie(&headers, SEEN), now);
    let since = asked
        .day("since")?
        .unwrap_or_else(|| visits.before.unwrap_or_else(|| now - 168.hours()).strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    let listed = asked.page("listed").unwrap_or(LISTED).clamp(LISTED, MOST);
    let news = app.ledgers.read(move |ledger| ledger.news(&since, listed)).await?;
    let mut response = layout("News", Place::News, &body(&news, listed, visits.before.is_some())).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&visits.cookie()) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// When the reader was here: this time, and the time before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Visits {
    this: Timestamp,
    before: Option<Timestamp>,
}

impl Visits {
    fn cookie(self) -> String {
        let before = self.before.map(Timestamp::as_second).unwrap_or_default();
        format!("{SEEN}={}.{before}; HttpOnly; SameSite=Lax; Path=/; Max-Age=31536000", self.this.as_second())
    }
}

/// Visits as of now, from what the cookie holds.
fn visits(cookie: Option<&str>, now: Timestamp) -> Visits {
    let moment =
        |seconds: &str| seconds.parse().ok().filter(|&seconds| seconds > 0).and_then(|seconds| Timestamp::from_second(seconds).ok());
    let Some((last, before)) = cookie.and_then(|cookie| cookie.split_once('.')) else { return Visits { this: now, before: None } };
    match moment(last) {
        Some(last) if now.as_second() - last.as_second() < ONE_VISIT_SECONDS => Visits { this: last, before: moment(before) },
        last => Visits { this: now, before: last },
    }
}

fn body(news: &News, listed: u32, visited: bool) -> Markup {
    let day = news.since.get(..10).unwrap_or_default();
    let (own, others): (Vec<&NumberChange>, Vec<&NumberChange>) = news.numbers.iter().partition(|change| is_own(change));
    let cut = |found: usize| cut(found, listed, day);
    html! {
        div.heading {
            h1 { "News" }
            p.lead { "What came onto the record since " (if visited { "your last visit, " } else { "" }) (date(&news.since)) ", as added, newest first." }
            form.since action="/news" { label for="since" { "Since" } input #since type="date" name="since" value=(day); button.quiet type="submit" { "Show" } }
        }
        @if news.is_empty() {
            (nothing("Nothing has changed since then."))
            p { a href="/articles" { "The articles added last" } " · " a href="/add" { "Add pages" } }
        }
        @if !news.flips.is_empty() {
            section.callout aria-labelledby="flips" {
                h2 #flips { "Changed sides" }
                ol.pairs { @for one in &news.flips { li { (flip(one)) } } }
                (cut(news.flips.len()))
            }
        }
        (events("denials", denials(&news.denials), &news.denials, &cut(news.denials.len())))
        (numbers("moved", "Numbers that moved", &own, &cut(news.numbers.len())))
        (numbers("numbers", "Numbers that differ", &others, &cut(news.numbers.len())))
        (events("heard", "Heard for the first time", &news.heard, &cut(news.heard.len())))
        (events("claims", "New claims", &news.claims, &cut(news.claims.len())))
    }
}

/// What a list of those who came to stand against a claim is called: not all of them deny it by that word.
pub(super) fn denials(events: &[Event]) -> &'static str {
    if events.iter().all(|event| event.on_record.act == Act::Deny) { "New denials" } else { "Newly against a claim" }
}

/// Says of a list that is full that it is only the latest, with a way to more of it.
fn cut(found: usize, listed: u32, day: &str) -> Markup {
    let more = (listed * MORE).min(MOST);
    html! {
        @if found >= listed as usize {
            p.small {
                "The latest " (listed) ". "
                @if more > listed { a href={ "/news?since=" (day) "&listed=" (more) } { "Show up to " (more) " of each sort" } }
                @else { "The rest is in the " a href={ "/api/v1/news?since=" (day) } { "API" } "." }
            }
        }
    }
}

/// A list of events; what several say in one statement is one of it.
fn events(id: &str, heading: &str, all: &[Event], cut: &Markup) -> Markup {
    html! {
        @if !all.is_empty() {
            section aria-labelledby=(id) {
                h2 id=(id) { (heading) }
                ol.timeline { @for together in all.chunk_by(|a, b| a.on_record.statement == b.on_record.statement) { li { (event(&together[0])) } } }
                (cut)
            }
        }
    }
}

fn numbers(id: &str, heading: &str, all: &[&NumberChange], cut: &Markup) -> Markup {
    html! {
        @if !all.is_empty() {
            section aria-labelledby=(id) {
                h2 id=(id) { (heading) }
                ol.timeline { @for one in all { li { (moved(one)) (event(&one.event)) } } }
                (cut)
            }
        }
    }
}

fn event(event: &Event) -> Markup {
    let on_record = &event.on_record;
    html! {
        article class={ "said " (side(on_record.stance)) } {
            p.who {
                (speakers(on_record)) " " (badge(on_record.act, on_record.stance, on_record.claim.is_some()))
                @if let Some(day) = Day::of(on_record) { " " (day.markup()) }
            }
            (quotation(on_record, &[]))
            p.where {
                (printed_in(on_record))
                span.links {
                    a href={ "/statements/" (on_record.statement) } { "statement" }
                    @if let Some(claim) = &on_record.claim { (toward(on_record.stance, claim, event.lead.as_deref(), &event.wording)) }
                }
            }
        }
    }
}

fn flip(flip: &Flip) -> Markup {
    let before = &flip.said_before;
    html! {
        div.pair { (said(&[before], &speakers(before), &[], None)) p.between { span { "then" } } (event(&flip.event)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visits_close_together_are_one() {
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        assert_eq!(visits(None, at(1_000_000)), Visits { this: at(1_000_000), before: None });
        assert_eq!(visits(Some("1000000.0"), at(1_000_060)), Visits { this: at(1_000_000), before: None });
        assert_eq!(visits(Some("1000000.5"), at(1_000_060)), Visits { this: at(1_000_000), before: Some(at(5)) });
        assert_eq!(visits(Some("1000000.5"), at(2_000_000)), Visits { this: at(2_000_000), before: Some(at(1_000_000)) });
        assert_eq!(visits(Some("é.x"), at(2_000_000)), Visits { this: at(2_000_000), before: None });
    }
}
