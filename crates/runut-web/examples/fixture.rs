//! Serves the invented story of the tests, for who works on the page: `cargo run -p runut-web --example fixture [PORT]`.
#![allow(missing_docs, unreachable_pub, clippy::print_stderr)]

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use std::net::Ipv4Addr;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or(runut_web::PORT);
    let memory = fixture::memory();
    let listener = runut_web::bind((Ipv4Addr::LOCALHOST, port).into()).await?;
    eprintln!("http://{}/", listener.local_addr()?);
    runut_web::serve_on(runut_web::State::of(memory, runut_packs::Packs::builtin()), listener).await?;
    Ok(())
}
