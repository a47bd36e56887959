//! `cases`: runs the cases of all packs, without a build where `RUNUT_PACKS` names the folder of the tables.

use std::io::Write as _;

use anyhow::ensure;
use runut_export::check_cases;

use crate::packs::packs;

/// How the tool is called.
pub(crate) const USAGE: &str = "cases [TAG]";

/// Runs the tool.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    let mut fail = 0;
    for language in &packs().languages {
        if !args.is_empty() && !args.contains(&language.tag.as_str()) {
            continue;
        }
        let (count, failures) = check_cases(language, packs());
        writeln!(out, "{}: {} of {count} cases fail", language.tag, failures.len())?;
        for failure in &failures {
            writeln!(out, "{}{}\n  in: {}", failure.case, failure.difference, failure.text.trim())?;
        }
        fail += failures.len();
    }
    ensure!(fail == 0, "{fail} cases fail");
    Ok(())
}
