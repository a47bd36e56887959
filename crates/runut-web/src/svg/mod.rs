//! Charts and graphs, drawn by the server: readable without script, each with its table beside it.

mod axis;
mod figure;
mod network;
mod stemma;
mod timeline;

pub(crate) use axis::distance;
pub(crate) use figure::{FigureChart, Point};
pub(crate) use network::{Gift, NetworkChart};
pub(crate) use stemma::{Chain, Chains, StemmaChart};
pub(crate) use timeline::{Row, TimeChart};

/// Text that fits into so many characters; cut with an ellipsis where it does not.
fn fit(text: &str, characters_max: usize) -> String {
    if text.chars().count() <= characters_max {
        return text.to_owned();
    }
    let kept: String = text.chars().take(characters_max.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
