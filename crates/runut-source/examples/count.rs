//! Reads what the arguments name and counts it: pages, bytes, errors, time. Measures this room alone.

use std::{env, io::Write as _, time::Instant};

use runut_source::{Options, captures, inputs};

fn main() -> std::io::Result<()> {
    let names: Vec<String> = env::args().skip(1).collect();
    let started = Instant::now();
    let (mut pages, mut bytes, mut errors) = (0_u64, 0_u64, 0_u64);
    for found in captures(inputs(&names), Options::default()) {
        match found {
            Ok(capture) => {
                pages += 1;
                bytes += capture.page.bytes.len() as u64;
            }
            Err(_) => errors += 1,
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    let (rate, mb) = (pages as f64 / seconds, bytes as f64 / 1e6);
    writeln!(
        std::io::stdout(),
        "{pages} pages, {mb:.1} MB, {errors} errors in {seconds:.3} s: {rate:.0} pages/s, {:.0} MB/s",
        mb / seconds
    )
}
