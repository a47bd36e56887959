//! Who published an article, as far as that tells articles apart.

use std::net::IpAddr;

use super::bag::hash;

/// A number for an outlet: of its domain where its host or an address of it is given, so that "bola.senja.example" and
/// "https://www.senja.example/1" are one, else of its name; 0 where nothing is given.
pub(super) fn outlet(given: &str) -> u32 {
    let given = given.trim().to_lowercase();
    if given.is_empty() {
        return 0;
    }
    hash(domain(&given).unwrap_or(&given)) | 1
}

/// The domain under which a host was registered.
///
/// # Source
/// The Public Suffix List, publicsuffix.org/list.
fn domain(given: &str) -> Option<&str> {
    let rest = given.split_once("://").map_or(given, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    let host = host.split_once(':').map_or(host, |(host, _)| host).trim_end_matches('.');
    if !host.contains('.') || host.contains(char::is_whitespace) {
        return None;
    }
    if host.parse::<IpAddr>().is_ok() {
        return Some(host);
    }
    psl::domain_str(host).or(Some(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_addresses_of_one_domain_are_one_outlet() {
        let senja = outlet("senja.example");
        for same in [
            "Senja.example",
            "bola.senja.example",
            "https://www.senja.example/a/b?c=d.net",
            "http://u@senja.example:8080",
        ] {
            assert_eq!(outlet(same), senja, "{same}");
        }
        assert_eq!(outlet("regional.senja.co.id"), outlet("https://senja.co.id"));
        assert_ne!(outlet("senja.co.id"), outlet("fajar.co.id"));
        assert_ne!(outlet("10.0.0.1"), outlet("10.1.0.1"));
    }

    #[test]
    fn names_are_themselves() {
        assert_eq!(outlet(" Harian Senja "), outlet("harian senja"));
        assert_ne!(outlet("Harian Senja"), outlet("Harian Fajar"));
        assert_ne!(outlet("PT. Senja"), outlet("PT. Fajar"));
        assert_eq!(outlet(" "), 0);
        assert_ne!(outlet("https://"), 0);
    }
}
