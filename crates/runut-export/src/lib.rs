//! Show it to another program: mirror types with serde, one file per format.
//!
//! What is written here is a promise: keys are only added, and `version` says which promise.

mod article;
mod case;
mod check;
mod correction;
mod ledger;
mod reading;
mod record;
mod told;

mod format;
mod sheet;

pub use article::*;
pub use case::*;
pub use check::*;
pub use correction::{CorrectionRecord, DeedRecord, WordsRecord};
pub use format::{ClaimRow, Exporter, Format, StoryRecords, exporter, rows};
pub use ledger::*;
pub use reading::RecordError;
pub use record::*;
pub use sheet::{languages, worksheet};
pub use told::ToldRecord;
