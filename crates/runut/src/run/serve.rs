//! `runut serve`: shows the store, or reports without keeping them, to a browser on this machine.

use std::{net::Ipv4Addr, path::Path};

use anyhow::Context as _;
use runut_source::Capture;
use runut_store::{Added, Error, Store};
use runut_web::State;

use super::{Output, add};
use crate::{
    args::{Serve, Sources},
    packs::packs,
    pipeline,
    report::{Outcome, Talk, notice},
    settings::Settings,
};

/// SQLite's name for a store that is gone when the program ends.
const IN_MEMORY: &str = ":memory:";

/// Runs the command: it ends when it is interrupted.
///
/// # Errors
/// Where the store cannot be read, or the address is taken; a report that cannot be read is told, and the rest is shown.
pub(crate) fn run(args: &Serve, settings: &Settings) -> anyhow::Result<Outcome> {
    let mut ended = Outcome::Found;
    let state = if args.paths.is_empty() {
        let path = settings.store()?;
        match Store::open_read(&path) {
            // The page says what can be added; once it is, it shows.
            Ok(_) | Err(Error::Missing { .. }) => State::of_store_at(path, packs()),
            Err(error) => return Err(error.into()),
        }
    } else {
        let (store, outcome) = read(args, settings)?;
        ended = outcome;
        match store {
            Some(store) => State::of_store(store, packs()),
            None => return Ok(outcome),
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("cannot start the server's threads")?;
    runtime.block_on(async {
        let listener = runut_web::bind((Ipv4Addr::LOCALHOST, args.port).into()).await?;
        let url = format!("http://{}/", listener.local_addr()?);
        let mut out = Output::new(settings);
        out.text(&(settings.messages.serving.replace("{url}", &url) + "\n"))?;
        out.flush()?;
        drop(out);
        runut_web::serve_on(state, listener).await?;
        anyhow::Ok(())
    })?;
    Ok(ended)
}

/// The reports in a store in memory; none where nothing could be read.
fn read(args: &Serve, settings: &Settings) -> anyhow::Result<(Option<Store>, Outcome)> {
    let inputs =
        pipeline::inputs(&Sources { paths: args.paths.clone(), paths_from: None, how: args.how.clone() })?;
    if inputs.is_empty() {
        notice(&settings.messages.nothing_to_read);
        return Ok((None, Outcome::Nothing));
    }
    let mut talk = Talk::on(inputs.len(), true);
    let mut readings: Vec<add::Kept> = Vec::new();
    let keep = |capture: &Capture, reading| Ok(add::kept(capture, reading));
    pipeline::read_each(inputs, settings.threads, &mut talk, keep, |read| {
        readings.push(read);
        Ok(())
    })?;
    let found = !readings.is_empty();
    let mut store = Store::open(Path::new(IN_MEMORY))?;
    add::add(&mut store, &mut readings, &mut Added::default())?;
    Ok((found.then_some(store), talk.end(found)))
}
