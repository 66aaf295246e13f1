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
pub(super) struct Guard {
    pub(super) allow_private: bool,
    pub(super) names: DefaultResolver,
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

impl Resolver for Guard {
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
    use super::*;

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
