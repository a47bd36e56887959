//! The list of feeds that `runut watch` polls.

use std::{fs, path::Path, time::Duration};

use anyhow::{Context as _, anyhow};
use serde::Deserialize;

use crate::{args::duration, report::Hinted};

/// No feed is polled more often.
const EVERY_MIN: Duration = Duration::from_secs(10);

/// What is polled, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Watchlist {
    /// The feeds in their order.
    pub(crate) feeds: Vec<Feed>,
    /// How long a page that a feed still links is left before the host is asked whether it changed.
    pub(crate) recheck: Duration,
}

/// One feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Feed {
    /// Its address.
    pub(crate) url: String,
    /// How often it is polled.
    pub(crate) every: Duration,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    every: Option<String>,
    #[serde(default)]
    recheck: Option<String>,
    #[serde(default)]
    feed: Vec<FeedTable>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FeedTable {
    url: String,
    #[serde(default)]
    every: Option<String>,
}

impl Watchlist {
    /// Reads the list.
    ///
    /// # Errors
    /// Where the file cannot be read, is no such list, or names no feed.
    pub(crate) fn of(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        Self::parse(&text).with_context(|| format!("`{}` is no list of feeds", path.display()))
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        let table: Table = toml::from_str(text)?;
        let time = |text: Option<&String>, usual: &str| {
            duration(text.map_or(usual, String::as_str)).map_err(|error| anyhow!(error))
        };
        let every = time(table.every.as_ref(), "15m")?;
        let feeds = table.feed.iter().map(|feed| {
            let every = feed.every.as_ref().map_or(Ok(every), |text| time(Some(text), ""))?;
            Ok(Feed { url: feed.url.clone(), every: every.max(EVERY_MIN) })
        });
        let feeds: Vec<Feed> = feeds.collect::<anyhow::Result<_>>()?;
        if feeds.is_empty() {
            return Err(anyhow!(Hinted {
                message: "it names no feed".into(),
                hint: "give each a `[[feed]]` and a line `url = \"https://...\"`".into(),
            }));
        }
        Ok(Self { feeds, recheck: time(table.recheck.as_ref(), "1h")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_have_the_lists_times_or_their_own() {
        let text = "every = '30m'\n[[feed]]\nurl = 'https://a.example/rss'\n[[feed]]\nurl = 'https://b.example/'\nevery = '1s'";
        let list = Watchlist::parse(text).expect("it is a list");
        let times: Vec<u64> = list.feeds.iter().map(|feed| feed.every.as_secs()).collect();
        assert_eq!((times, list.recheck.as_secs()), (vec![1800, 10], 3600));
        assert!(Watchlist::parse("every = '1h'").is_err());
        assert!(Watchlist::parse("[[feed]]\nurl = 'x'\nevery = 'besok'").is_err());
    }
}
