//! A page's address as its identity: one page keeps one address, however it was linked to.

use url::Url;

/// Parameters that say where a reader came from, not which page is meant: those of the large mailing, advertising and analytics services.
/// One that ends in `*` stands for all that begin so.
const TRACKING: &[&str] = &[
    "utm_*",
    "pk_*",
    "mtm_*",
    "matomo_*",
    "hsa_*",
    "_hs*",
    "mc_*",
    "ns_*",
    "at_*",
    "cmpid",
    "cmp",
    "campaign_id",
    "ito",
    "fbclid",
    "gclid",
    "gclsrc",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "li_fat_id",
    "mkt_tok",
    "oly_anon_id",
    "oly_enc_id",
    "vero_id",
    "_openstat",
    "_ga",
    "_gl",
    "srsltid",
    "smid",
    "sr_share",
    "ocid",
    "ncid",
    "taid",
    "ref_src",
    "ref_url",
];

/// The address that a word of the command line or a line of a feed is, if it is one that can be fetched.
pub(crate) fn parse(word: &str) -> Option<Url> {
    let lower = word.get(..8).unwrap_or(word).to_ascii_lowercase();
    if !lower.starts_with("http://") && !lower.starts_with("https://") {
        return None;
    }
    Url::parse(word).ok().filter(Url::has_host)
}

/// The address without what does not tell pages apart: tracking parameters and the place in the page.
pub(crate) fn identity(mut url: Url) -> Url {
    url.set_fragment(None);
    if let Some(query) = url.query() {
        // Parts are kept as they are written: decoding and encoding them again would make another address.
        let kept: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).collect();
        let kept = kept.join("&");
        url.set_query(Some(kept.as_str()).filter(|kept| !kept.is_empty()));
    }
    url
}

fn is_tracking(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or_default().to_ascii_lowercase();
    TRACKING.iter().any(|known| known.strip_suffix('*').map_or(name == *known, |start| name.starts_with(start)))
}

/// The address that a page says it should be known by, where it may say so: a page of the same site (its host, with or without `www.` or
/// `m.`), and not the site's front page, which careless templates name on all of their pages.
///
/// `fetched` is where it was found, which a file does not know.
pub(crate) fn canonical(said: &str, fetched: Option<&Url>) -> Option<Url> {
    let said = match fetched {
        Some(base) => base.join(said.trim()).ok()?,
        None => Url::parse(said.trim()).ok()?,
    };
    let fetchable = matches!(said.scheme(), "http" | "https") && said.has_host();
    let names_a_page = said.path() != "/" || said.query().is_some();
    let same_site = fetched.is_none_or(|at| site(at) == site(&said));
    (fetchable && names_a_page && same_site).then(|| identity(said))
}

/// A host without the labels that only say for which device or by which service.
fn site(url: &Url) -> &str {
    let host = url.host_str().unwrap_or_default();
    ["www.", "m.", "amp.", "mobile."].iter().find_map(|label| host.strip_prefix(label)).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_tell_pages_apart_is_taken_off() {
        let check = |from: &str, to: &str| assert_eq!(identity(parse(from).expect("an address")).as_str(), to, "{from}");
        check("https://harbour.example/ferry?utm_source=x&id=7&fbclid=abc#top", "https://harbour.example/ferry?id=7");
        check("https://harbour.example/ferry?UTM_Medium=mail", "https://harbour.example/ferry");
        check("HTTPS://Harbour.Example:443/a%20b?q=%C3%A4&r", "https://harbour.example/a%20b?q=%C3%A4&r");
        check("https://harbour.example/ferry?", "https://harbour.example/ferry");
    }

    #[test]
    fn words_that_are_addresses() {
        for word in ["harbour.example", "ftp://harbour.example/a", "file:///a", "http://", "https:", "-", "é"] {
            assert_eq!(parse(word), None, "{word}");
        }
    }

    #[test]
    fn what_a_page_may_say_of_its_address() {
        let at = parse("https://www.harbour.example/ferry?page=2").expect("an address");
        let check = |said: &str, fetched: Option<&Url>, expected: Option<&str>| {
            assert_eq!(canonical(said, fetched).as_ref().map(Url::as_str), expected, "{said}");
        };
        check("/ferry?utm_source=x", Some(&at), Some("https://www.harbour.example/ferry"));
        check("https://harbour.example/ferry", Some(&at), Some("https://harbour.example/ferry"));
        check("https://another.example/ferry", Some(&at), None);
        check("https://www.harbour.example/", Some(&at), None);
        check("/ferry", None, None);
        check("https://harbour.example/ferry", None, Some("https://harbour.example/ferry"));
        check("javascript:void(0)", Some(&at), None);
    }
}
