//! Runs the cases of all language packs through the JSON that users see.

use runut_export::check_cases;
use runut_packs::Packs;

#[test]
fn cases_of_the_packs() {
    let packs = Packs::builtin();
    let (mut count, mut failures) = (0, Vec::new());
    for language in &packs.languages {
        let (cases, failed) = check_cases(language, packs);
        count += cases;
        failures.extend(
            failed
                .into_iter()
                .map(|failure| format!("{}{}\n  in: {}\n", failure.case, failure.difference, failure.text)),
        );
    }
    assert!(
        failures.is_empty(),
        "{} of {count} cases fail\n\n{}\nhelp: mend the pack, or give the case `known_wrong`",
        failures.len(),
        failures.join("\n")
    );
}
