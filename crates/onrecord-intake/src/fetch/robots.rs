//! What hosts ask of programs (RFC 9309).

use std::collections::HashMap;
use std::time::{Duration, Instant};

use texting_robots::Robot;

use super::NAME;

/// As much of a `robots.txt` as is read (RFC 9309, section 2.5).
const READ: usize = 500 << 10;

/// How long an answer holds (RFC 9309, section 2.4).
const HOLDS: Duration = Duration::from_hours(24);

/// The rules of the hosts that were asked, and when they were.
#[derive(Debug, Default)]
pub(super) struct Robots(HashMap<String, (Instant, Option<Robot>)>);

impl Robots {
    /// Whether a place (scheme, host and port) was asked lately.
    pub(super) fn knows(&self, place: &str, now: Instant) -> bool {
        self.0.get(place).is_some_and(|&(asked, _)| now.saturating_duration_since(asked) < HOLDS)
    }

    /// Notes the rules of a place; nothing where it has none. Rules that cannot be read forbid nothing.
    pub(super) fn learn(&mut self, place: String, rules: Option<&[u8]>, now: Instant) {
        let robot = rules.and_then(|text| Robot::new(NAME, &text[..text.len().min(READ)]).ok());
        self.0.insert(place, (now, robot));
    }

    /// Whether an address of a place may be read.
    pub(super) fn allows(&self, place: &str, url: &str) -> bool {
        self.robot(place).is_none_or(|robot| robot.allowed(url))
    }

    /// The pause that a place asks for between two requests.
    pub(super) fn pause(&self, place: &str) -> Option<Duration> {
        Duration::try_from_secs_f32(self.robot(place)?.delay?).ok()
    }

    fn robot(&self, place: &str) -> Option<&Robot> {
        self.0.get(place)?.1.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hosts_ask() {
        let (mut robots, now) = (Robots::default(), Instant::now());
        let rules = b"User-agent: *\nDisallow: /private\n\nUser-agent: onrecord\nCrawl-delay: 3\nDisallow: /search\n";
        robots.learn("https://a.example".to_owned(), Some(rules), now);
        robots.learn("https://b.example".to_owned(), None, now);
        robots.learn("https://d.example".to_owned(), Some(&[0xff; 9000]), now);
        let check = |place: &str, path: &str, expected: bool| {
            assert_eq!(robots.allows(place, &format!("{place}{path}")), expected, "{place}{path}");
        };
        check("https://a.example", "/ferry", true);
        check("https://a.example", "/search?q=ferry", false);
        check("https://b.example", "/search", true);
        check("https://d.example", "/ferry", true);
        assert_eq!(robots.pause("https://a.example"), Some(Duration::from_secs(3)));
        assert_eq!(robots.pause("https://b.example"), None);
        assert!(robots.knows("https://b.example", now) && !robots.knows("https://b.example", now + HOLDS));
    }
}
