//! What a host wants of its guests: which pages they leave alone, and how long they pause.
//!
//! # Source
//! RFC 9309 (Robots Exclusion Protocol); `Crawl-delay` as the large search engines read it.

use std::{
    io::Read as _,
    time::{Duration, Instant},
};

use texting_robots::Robot;
use ureq::http::{StatusCode, header};
use url::Url;

use super::{Client, answer};
use crate::Unfetched;

/// RFC 9309, sec. 2.5, asks for 500 KiB at least.
const ROBOTS_BYTES_MAX: u64 = 512 << 10;
/// RFC 9309, sec. 2.3.1.2, asks for five at least.
const ROBOTS_REDIRECTS_MAX: usize = 5;
/// A host that asks for longer pauses gets these.
const DELAY_MAX: Duration = Duration::from_secs(60);

/// One host.
#[derive(Debug, Default)]
pub(super) struct Host {
    rules: Option<Rules>,
    /// When it was last asked.
    asked_at: Option<Instant>,
}

#[derive(Debug)]
enum Rules {
    All,
    Nothing,
    Of(Box<Robot>),
}

impl Host {
    /// Whether the host lets robots have `url`. Asks it once for its rules.
    pub(super) fn allows(&mut self, client: &Client, url: &Url) -> Result<bool, Unfetched> {
        if self.rules.is_none() {
            self.wait(client.settings.delay);
            let rules = ask(client, url);
            self.asked();
            self.rules = Some(rules?);
        }
        Ok(match &self.rules {
            Some(Rules::Of(robot)) => robot.allowed(url.as_str()),
            Some(Rules::Nothing) => false,
            Some(Rules::All) | None => true,
        })
    }

    /// Waits until the host may be asked again.
    pub(super) fn wait(&self, least: Duration) {
        let wished = match &self.rules {
            Some(Rules::Of(robot)) => robot.delay.and_then(|delay| Duration::try_from_secs_f32(delay).ok()),
            _ => None,
        };
        let pause = wished.unwrap_or_default().min(DELAY_MAX).max(least);
        if let Some(passed) = self.asked_at.map(|at| at.elapsed())
            && passed < pause
        {
            std::thread::sleep(pause.saturating_sub(passed));
        }
    }

    pub(super) fn asked(&mut self) {
        self.asked_at = Some(Instant::now());
    }
}

/// The rules of the host of `url`: those that it has none of forbid nothing, and those that it cannot give now forbid
/// all (RFC 9309, sec. 2.3.1.3 and 2.3.1.4).
fn ask(client: &Client, url: &Url) -> Result<Rules, Unfetched> {
    let Ok(mut at) = url.join("/robots.txt") else { return Err(Unfetched::NoUrl) };
    for _ in 0..=ROBOTS_REDIRECTS_MAX {
        let answer = client.agent.get(at.as_str()).call();
        let answer =
            answer.map_err(|error| answer::Failed::of(&error, &at, client.settings.timeout).into_inner())?;
        let status = answer.status();
        if status.is_redirection() {
            let next = answer.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
            let Some(next) = next.and_then(|next| at.join(next).ok()) else { return Ok(Rules::All) };
            at = super::parse(next.as_str())?;
            continue;
        }
        if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
            return Ok(Rules::Nothing);
        }
        if !status.is_success() {
            return Ok(Rules::All);
        }
        let packed = answer.headers().get(header::CONTENT_ENCODING).is_some_and(|value| value == "gzip");
        let mut bytes = Vec::new();
        let body = answer.into_body().into_reader().take(ROBOTS_BYTES_MAX);
        let read = if packed {
            flate2::read::GzDecoder::new(body).take(ROBOTS_BYTES_MAX).read_to_end(&mut bytes)
        } else {
            body.take(ROBOTS_BYTES_MAX).read_to_end(&mut bytes)
        };
        if read.is_err() {
            return Ok(Rules::Nothing);
        }
        let name = client.settings.agent.split('/').next().unwrap_or_default();
        return Ok(Robot::new(name, &bytes).map_or(Rules::All, |robot| Rules::Of(Box::new(robot))));
    }
    Ok(Rules::All)
}
