//! `runut versions`: what changed in a report from one version to the next.

use runut_store::{Store, Version};

use super::Output;
use crate::{
    args::Versions,
    print::{Line, Sheet},
    report::{Outcome, notice},
    settings::Settings,
};

/// Runs the command.
///
/// # Errors
/// Where the store cannot be read, or has no such report.
pub(crate) fn run(args: &Versions, settings: &Settings) -> anyhow::Result<Outcome> {
    let versions = Store::open_read(&settings.store()?)?.versions(&args.report)?;
    if versions.is_empty() {
        notice(&settings.messages.no_versions);
        return Ok(Outcome::Nothing);
    }
    let mut out = Output::new(settings);
    if args.json {
        versions.iter().try_for_each(|version| out.json(&json(version)))?;
    } else {
        let mut sheet = Sheet::of(settings.width);
        for version in &versions {
            show(&mut sheet, version);
        }
        out.text(&sheet.into_text())?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

/// A version with its changes: what went out behind `-`, what came in behind `+`.
pub(super) fn show(sheet: &mut Sheet, version: &Version) {
    let head = format!("{}  {}  {}", version.captured_at, version.id, version.origin);
    sheet.line(0, 2, &Line::default().heading(&head));
    for change in &version.changes {
        for (mark, lines) in [("-", &change.before), ("+", &change.after)] {
            for line in lines {
                sheet.line(2, 4, &Line::default().plain(&format!("{mark} {line}")));
            }
        }
    }
}

pub(super) fn json(version: &Version) -> serde_json::Value {
    let Version { id, digest, origin, captured_at, changes } = version;
    let changes =
        changes.iter().map(|change| serde_json::json!({ "before": change.before, "after": change.after }));
    serde_json::json!({
        "version": runut_export::VERSION,
        "report": id, "digest": digest, "origin": origin, "captured_at": captured_at,
        "changes": changes.collect::<Vec<_>>(),
    })
}
