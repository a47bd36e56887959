//! Any JSON may come as a record: it is refused or read, and never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use runut_export::ReadingRecord;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(record) = serde_json::from_slice::<ReadingRecord>(bytes) {
        let _ = record.into_reading();
    }
});
