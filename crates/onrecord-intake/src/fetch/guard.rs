//! Which machines may be called.
//!
//! An address is judged where its name is turned into the numbers that are then connected to, so that neither a redirect nor a name that
//! answers differently the second time (DNS rebinding) leads around it.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Looks names up, and gives only numbers of the public network unless others are allowed.
#[derive(Debug)]
pub(super) struct Guard<Names = DefaultResolver> {
    pub(super) allow_private: bool,
    pub(super) names: Names,
}

/// A name that stands for a machine that may not be called.
#[derive(Debug)]
pub(super) struct Private(IpAddr);

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it leads to {}, which is no public machine", self.0)
    }
}

impl std::error::Error for Private {}

impl<Names: Resolver> Resolver for Guard<Names> {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        // One private number among public ones is a trick, not an accident: the whole name is refused.
        match found.iter().map(SocketAddr::ip).find(|&ip| !self.allow_private && !is_public(ip)) {
            Some(ip) => Err(ureq::Error::Other(Box::new(Private(ip)))),
            None => Ok(found),
        }
    }
}

/// Whether a number belongs to the public network: none of the special blocks of RFC 6890 and its registries.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b)) // shared by a provider's customers (RFC 6598)
        || (a == 192 && b == 0 && c == 0) // protocol assignments
        || (a == 192 && b == 88 && c == 99) // 6to4 relays, withdrawn
        || (a == 198 && (18..20).contains(&b)); // benchmarking
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let v4 = |at: usize| Ipv4Addr::from((u32::from(parts[at]) << 16) | u32::from(parts[at + 1]));
    // Other ways of writing an IPv4 number lead to that number: mapped, translated (RFC 6052), 6to4.
    match parts {
        [0, 0, 0, 0, 0, 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => return is_public_v4(v4(6)),
        [0x2002, ..] => return is_public_v4(v4(1)),
        _ => {}
    }
    // Only 2000::/3 is given out; in it, 2001::/23 is for protocols and 2001:db8::/32 and 3fff::/20 for documents.
    let given_out = parts[0] & 0xe000 == 0x2000;
    let special = matches!(parts, [0x2001, 0..0x200 | 0xdb8, ..] | [0x3fff, 0..0x1000, ..]);
    given_out && !special
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::sync::Mutex;

    use ureq::Agent;
    use ureq::unversioned::transport::DefaultConnector;

    use super::*;

    /// Answers each look-up with the next of its lists, as a name server of bad will does.
    #[derive(Debug)]
    struct Answers(Mutex<Vec<Vec<SocketAddr>>>);

    impl Answers {
        fn new(lists: &[&[&str]]) -> Self {
            let numbers = |list: &&[&str]| list.iter().map(|number| number.parse().expect("an address")).collect();
            Self(Mutex::new(lists.iter().rev().map(numbers).collect()))
        }
    }

    impl Resolver for Answers {
        fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let next = self.0.lock().expect("no test panics while it asks").pop().ok_or(ureq::Error::HostNotFound)?;
            let mut found = self.empty();
            for address in next {
                found.push(address);
            }
            Ok(found)
        }
    }

    #[test]
    fn a_name_is_judged_each_time_it_is_looked_up() {
        let answers = Answers::new(&[&["8.8.8.8:80"], &["127.0.0.1:80"], &["8.8.8.8:80", "10.0.0.7:80"]]);
        let guard = Guard { allow_private: false, names: answers };
        let timeout = NextTimeout {
            after: ureq::unversioned::transport::time::Duration::NotHappening,
            reason: ureq::Timeout::Global,
            per_read: None,
            per_write: None,
        };
        let uri = Uri::from_static("http://paper.example/");
        let look_up = || guard.resolve(&uri, &Config::default(), timeout).map(|found| found.len()).map_err(|error| error.to_string());
        assert_eq!(look_up(), Ok(1));
        for private in ["127.0.0.1", "10.0.0.7"] {
            let refusal = look_up().expect_err("a refusal");
            assert!(refusal.contains(private), "{refusal}");
        }
    }

    #[test]
    fn a_machine_that_a_name_was_rebound_to_is_not_called() {
        let private = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        private.set_nonblocking(true).expect("it can be asked whether anybody called");
        let at = private.local_addr().expect("it is bound").to_string();
        let guard = Guard { allow_private: false, names: Answers::new(&[&[&at]]) };
        let agent = Agent::with_parts(Config::default(), DefaultConnector::default(), guard);
        let refusal = agent.get("http://paper.example/").call().expect_err("a refusal");
        assert!(refusal.to_string().contains("no public machine"), "{refusal}");
        assert!(private.accept().is_err(), "it was called");
    }

    #[test]
    fn the_public_network() {
        let public = ["8.8.8.8", "172.32.0.1", "192.167.0.1", "100.128.0.1", "2606:4700::1111", "2002:808:808::1", "::ffff:8.8.8.8"];
        let not = [
            "127.0.0.1",
            "127.9.9.9",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.9.9",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.2.1",
            "240.0.0.1",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "::127.0.0.1",
        ];
        for (numbers, expected) in [(&public[..], true), (&not, false)] {
            for number in numbers {
                assert_eq!(is_public(number.parse().expect("a number")), expected, "{number}");
            }
        }
    }
}
