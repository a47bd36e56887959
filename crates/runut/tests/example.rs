//! The example tells one story in nine pages, and the tenth stands apart: what makes it hard is in its ledger.

use std::{path::Path, process::Command};

use serde_json::Value;

fn ledgers() -> Vec<Value> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let output = Command::new(env!("CARGO_BIN_EXE_runut"))
        .args(["story", "--json"])
        .arg(examples)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

fn list<'a>(ledger: &'a Value, key: &str) -> &'a [Value] {
    ledger[key].as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn nine_pages_are_one_story() {
    let mut ledgers = ledgers();
    ledgers.sort_by_key(|ledger| list(ledger, "reports").len());
    let sizes: Vec<usize> = ledgers.iter().map(|ledger| list(ledger, "reports").len()).collect();
    assert_eq!(sizes, [1, 9], "help: `runut story examples` shows which pages fell off");
    let story = ledgers.pop().expect("there are two");
    let text = |value: &Value| value.to_string();

    let slips = list(&story, "slips");
    assert!(
        slips.iter().any(|slip| slip["text"] == "Wulandira" && slip["means"] == "Sari Wulandari"),
        "{slips:?}"
    );
    assert!(slips.iter().any(|slip| slip["kind"] == "weekday"), "{slips:?}");
    let utterances = list(&story, "utterances");
    assert!(
        utterances
            .iter()
            .any(|told| text(told).contains("belum menembus") && text(told).contains("nyaris menembus"))
    );
    let changes = list(&story, "changes");
    assert!(changes.iter().any(|change| change["claimant"] == "Sari Wulandari"), "{changes:?}");
    let denials = list(&story, "denials");
    assert!(denials.iter().any(|denial| denial["by"] == "PT Tirta Karandu"), "{denials:?}");
    let exchanges = list(&story, "exchanges");
    assert!(exchanges.iter().any(|exchange| text(exchange).contains("pencabutan gugatan")), "{exchanges:?}");
    let copies = list(&story, "copies");
    assert!(
        copies
            .iter()
            .any(|copy| text(copy).contains("02-kanal-pagi") && text(copy).contains("01-harian-lembayung")),
        "{copies:?}"
    );
    let figures = list(&story, "figures");
    assert!(
        figures.iter().any(|figure| text(figure).contains("12000") && text(figure).contains("8500")),
        "{figures:?}"
    );
}
