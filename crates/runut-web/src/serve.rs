//! The door to the network: this machine's own, and no other.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::TcpListener;

use crate::app::{State, app};

/// Where the page is found if nothing else is said: <http://127.0.0.1:4870>.
pub const PORT: u16 = 4870;

/// Why the page cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address is one that other machines can reach.
    #[error("`{0}` can be reached from other machines, wanted an address of this one, like 127.0.0.1:{PORT}")]
    NotLoopback(SocketAddr),
    /// The port is taken, or not ours to take.
    #[error(
        "cannot listen on `{address}`\nhint: another program may be there; try another port, or 0 for any"
    )]
    Bind {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// The connection to the network broke.
    #[error("the server on `{address}` broke off")]
    Serve {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
}

/// Takes the address, so that it can be told before the first answer. Port 0 takes any that is free.
///
/// # Errors
/// Where the address is none of this machine alone, or is taken.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, Error> {
    if !address.ip().is_loopback() {
        return Err(Error::NotLoopback(address));
    }
    TcpListener::bind(address).await.map_err(|source| Error::Bind { address, source })
}

/// Serves the page at `address` until the program is interrupted.
///
/// # Errors
/// Where the address cannot be taken (see [`bind`]), or the network breaks off.
pub async fn serve(state: State, address: SocketAddr) -> Result<(), Error> {
    serve_on(state, bind(address).await?).await
}

/// Serves the page on an address that [`bind`] took, until the program is interrupted.
///
/// # Errors
/// Where the network breaks off.
pub async fn serve_on(state: State, listener: TcpListener) -> Result<(), Error> {
    let address = listener.local_addr().unwrap_or_else(|_| (Ipv4Addr::LOCALHOST, 0).into());
    let interrupted = async {
        // Where no signal can be waited for, the server runs until it is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let server = axum::serve(listener, app(state)).with_graceful_shutdown(interrupted);
    server.await.map_err(|source| Error::Serve { address, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn other_machines_are_refused() {
        let refused = bind("0.0.0.0:0".parse().expect("an address")).await;
        assert!(matches!(refused, Err(Error::NotLoopback(_))));
        let listener = bind("127.0.0.1:0".parse().expect("an address")).await.expect("a free port");
        let taken = listener.local_addr().expect("an address");
        assert!(matches!(bind(taken).await, Err(Error::Bind { .. })));
    }
}
