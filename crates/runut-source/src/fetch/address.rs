//! Which addresses may be asked: those of the public net alone, unless the user says otherwise.
//!
//! Looked at after names are resolved, at the very addresses that are connected to, so neither a redirect nor a name
//! leads anywhere else.
//!
//! # Source
//! IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and what updates it).

use std::{
    fmt, io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ureq::{
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

/// Resolves names, and refuses those that lead to a private network.
#[derive(Debug)]
pub(super) struct Guard {
    pub(super) allow_private: bool,
    pub(super) inner: DefaultResolver,
}

impl fmt::Debug for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("private address")
    }
}

/// What the guard refuses with.
pub(super) struct Private;

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for Private {}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        // One private address among public ones is a trick: none of them is asked then.
        if !self.allow_private && found.iter().any(|address| !is_public(address.ip())) {
            return Err(ureq::Error::Io(io::Error::other(Private)));
        }
        Ok(found)
    }
}

/// Whether an address is one of the public net.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_4(address),
        IpAddr::V6(address) => is_public_6(address),
    }
}

fn is_public_4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(a == 0
        || a == 10
        || a == 127
        || a >= 224
        || matches!((a, b), (100, 64..=127) | (169, 254) | (172, 16..=31) | (192, 168) | (198, 18 | 19))
        || matches!((a, b, c), (192, 0, 0 | 2) | (192, 88, 99) | (198, 51, 100) | (203, 0, 113)))
}

fn is_public_6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let low = Ipv4Addr::from(u32::from(parts[6]) << 16 | u32::from(parts[7]));
    match parts {
        // Mapped, and translated by NAT64 (RFC 6052): what counts is the address within.
        [0, 0, 0, 0, 0, 0xffff, _, _] | [0x64, 0xff9b, 0, 0, 0, 0, _, _] => is_public_4(low),
        // 6to4.
        [0x2002, high, next, ..] => is_public_4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(next))),
        // Of 2000::/3, all but documentation, benchmarks and tunnels.
        [0x2001, 0x0db8 | 0..=0x1ff, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_from_public_ones() {
        for address in [
            "127.0.0.1",
            "127.8.9.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "198.18.0.1",
            "192.0.2.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "::127.0.0.1",
            "fec0::1",
        ] {
            assert!(!is_public(address.parse().expect("it is an address")), "{address}");
        }
        for address in
            ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "2001:4860::8888"]
        {
            assert!(is_public(address.parse().expect("it is an address")), "{address}");
        }
    }
}
