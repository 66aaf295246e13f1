//! What has changed on record, since the last visit or since a day.

use axum::extract::State;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use jiff::{Timestamp, ToSpan as _};
use maud::{Markup, html};
use onrecord_store::{Event, Flip, News, NumberChange};

use super::asked::Asked;
use crate::app::App;
use crate::failure::Failure;
use crate::view::lists::{actor, badge, nothing, printed_in, quotation, said, speaker};
use crate::view::printed::{bare, shortened};
use crate::view::words::{date, side, time};
use crate::view::{Place, Printed, layout};

/// How many of each sort are listed.
const LISTED: u32 = 20;

/// The cookie with the moment of this visit and of the one before.
const SEEN: &str = "onrecord_seen";

/// Visits closer together than this are one.
const ONE_VISIT_SECONDS: i64 = 30 * 60;

pub(crate) async fn page(State(app): State<App>, headers: HeaderMap, asked: Asked) -> Result<Response, Failure> {
    let now = Timestamp::now();
    let visits = visits(cookie(&headers), now);
    let since = asked
        .day("since")?
        .unwrap_or_else(|| visits.before.unwrap_or_else(|| now - 168.hours()).strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    let news = app.ledgers.read(move |ledger| ledger.news(&since, LISTED)).await?;
    let mut response = layout("News", Place::News, &body(&news, visits.before.is_some())).into_response();
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

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?;
    cookies.split("; ").find_map(|cookie| cookie.strip_prefix(SEEN)?.strip_prefix('='))
}

fn body(news: &News, visited: bool) -> Markup {
    let day = news.since.get(..10).unwrap_or_default();
    html! {
        div.heading {
            h1 { "News" }
            p.lead { "What came onto the record since " (if visited { "your last visit, " } else { "" }) (date(&news.since)) "." }
            form.since action="/news" { label for="since" { "Since" } input #since type="date" name="since" value=(day); button.quiet type="submit" { "Show" } }
        }
        @if news.is_empty() {
            (nothing("Nothing has changed since then."))
            p { a href="/articles" { "The articles added last" } }
        }
        @if !news.flips.is_empty() {
            section.callout aria-labelledby="flips" { h2 #flips { "Changed sides" } ol.pairs { @for one in &news.flips { li { (flip(one)) } } } }
        }
        @if !news.denials.is_empty() {
            section aria-labelledby="denials" { h2 #denials { "New denials" } ol.timeline { @for one in &news.denials { li { (event(one)) } } } }
        }
        @if !news.numbers.is_empty() {
            section aria-labelledby="numbers" { h2 #numbers { "Numbers that moved" } ol.timeline { @for one in &news.numbers { li { (number(one)) } } } }
        }
        @if !news.heard.is_empty() {
            section aria-labelledby="heard" { h2 #heard { "Heard for the first time" } ol.timeline { @for one in &news.heard { li { (event(one)) } } } }
        }
        @if !news.claims.is_empty() {
            section aria-labelledby="claims" { h2 #claims { "New claims" } ol.timeline { @for one in &news.claims { li { (event(one)) } } } }
        }
    }
}

fn event(event: &Event) -> Markup {
    let on_record = &event.on_record;
    html! {
        article class={ "said " (side(on_record.stance)) } {
            p.who {
                @if let Some(id) = &event.actor { (actor(id, &event.name)) } @else { strong { bdi { (Printed(&shortened(&event.name, 80))) } } }
                " " (badge(on_record.act, on_record.stance)) " " (time(on_record.date.as_deref()))
            }
            (quotation(&on_record.words))
            p.where {
                (printed_in(on_record))
                span.links {
                    a href={ "/statements/" (on_record.statement) } { "statement" }
                    @if let Some(claim) = &on_record.claim { a href={ "/claims/" (claim) } { "claim: “" bdi { (Printed(&shortened(bare(&event.wording), 60))) } "”" } }
                }
            }
        }
    }
}

fn flip(flip: &Flip) -> Markup {
    let before = &flip.said_before;
    html! {
        div.pair { (said(&[before], &speaker(before), false)) p.between { span { "then" } } (event(&flip.event)) }
    }
}

fn number(change: &NumberChange) -> Markup {
    html! {
        p.moved { del { bdi { (Printed(&change.before)) } } " → " ins { bdi { (Printed(&change.now)) } } }
        (event(&change.event))
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
