//! How often one address may ask: a bucket of tokens for each, filled at a steady rate.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::failure::Failure;

/// How many addresses are remembered; beyond that, those with full buckets are forgotten.
const REMEMBERED: usize = 4096;

/// How many seconds' worth may be asked at once.
const BURST: f64 = 2.0;

/// The buckets.
#[derive(Debug)]
pub(crate) struct Rate {
    a_second: f64,
    buckets: Mutex<HashMap<IpAddr, (f64, Instant)>>,
}

impl Rate {
    pub(crate) fn new(a_second: u32) -> Self {
        Self { a_second: a_second.into(), buckets: Mutex::default() }
    }

    /// Takes a token out of an address's bucket, where there is one.
    fn take(&self, address: IpAddr, now: Instant) -> bool {
        let most = self.a_second * BURST;
        let filled = |(tokens, then): (f64, Instant)| (tokens + now.duration_since(then).as_secs_f64() * self.a_second).min(most);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED && !buckets.contains_key(&address) {
            buckets.retain(|_, &mut bucket| filled(bucket) < most);
            if buckets.len() >= REMEMBERED {
                return false;
            }
        }
        let bucket = buckets.entry(address).or_insert((most, now));
        let tokens = filled(*bucket);
        *bucket = ((tokens - 1.0).max(0.0), now);
        tokens >= 1.0
    }
}

pub(crate) async fn not_too_often(State(app): State<App>, request: Request, next: Next) -> Response {
    // Without a connection, as in a test or behind another server, there is no address to count by.
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    if address.is_none_or(|address| app.rate.take(address, Instant::now())) {
        return next.run(request).await;
    }
    let failure = Failure::new(StatusCode::TOO_MANY_REQUESTS, "This address asks too often.", "Wait a second, then load this page again.");
    ([(RETRY_AFTER, "1")], failure).into_response()
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_bucket_empties_and_fills() {
        let (rate, start) = (Rate::new(2), Instant::now());
        let (one, other) = (IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv4Addr::BROADCAST));
        assert_eq!((0..6).filter(|_| rate.take(one, start)).count(), 4);
        assert!(rate.take(other, start));
        assert!(!rate.take(one, start + Duration::from_millis(400)));
        assert!(rate.take(one, start + Duration::from_secs(1)));
    }

    #[test]
    fn addresses_are_not_remembered_without_end() {
        let (rate, start) = (Rate::new(1), Instant::now());
        for n in 0..20_000_u32 {
            rate.take(IpAddr::from(Ipv4Addr::from_bits(n)), start + Duration::from_millis(n.into()));
        }
        assert!(rate.buckets.lock().unwrap().len() <= REMEMBERED);
    }
}
