//! How soon a host may be asked again.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// The least time between two requests to one host, where its `robots.txt` asks for no more.
pub(super) const PAUSE: Duration = Duration::from_secs(1);

/// The longest pause that a `robots.txt` may ask for; more is read as this.
pub(super) const LONGEST: Duration = Duration::from_secs(30);

/// When each host may be asked again.
#[derive(Debug, Default)]
pub(super) struct Pace(HashMap<String, Instant>);

impl Pace {
    /// How long to wait before asking this host at `now`, and notes that it is asked then: its next turn is a `pause` later.
    pub(super) fn turn(&mut self, host: &str, pause: Duration, now: Instant) -> Duration {
        let at = self.0.get(host).copied().map_or(now, |next| next.max(now));
        self.0.insert(host.to_owned(), at + pause);
        at - now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_host_has_its_turns() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        let second = Duration::from_secs(1);
        assert_eq!(pace.turn("a", second, now), Duration::ZERO);
        assert_eq!(pace.turn("b", second, now), Duration::ZERO);
        assert_eq!(pace.turn("a", second, now), second);
        assert_eq!(pace.turn("a", second, now), 2 * second);
        assert_eq!(pace.turn("a", second, now + 10 * second), Duration::ZERO);
    }
}
