//! Invented reports, and a store in a folder of its own.

#![allow(dead_code, unreachable_pub, reason = "each test binary uses a part")]

use std::fmt::Write as _;

use runut_claim::Reading;
use runut_packs::Packs;
use runut_store::{Added, Store};
use runut_text::Page;
use rusqlite::{Connection, types::ValueRef};
use tempfile::TempDir;

/// Invented reports of one story and of another.
pub const REPORTS: &[(&str, &str)] = &[
    (
        "selat-1",
        "Armada Nuraga Kirim 12 Kapal ke Selat Lembayung\n\nKota Sagara, Warta Sagara – Menteri Pelayaran Nuraga \
         Tarsa Wibani mengatakan pada Senin (4/3/2024) bahwa negaranya telah mengirim 12 kapal ke Selat Lembayung.\n\n\
         \"Kapal-kapal itu membawa beras,\" kata Tarsa, seperti dikutip dari Kabar Pesisir.\n",
    ),
    (
        "selat-2",
        "Kapal Bantuan Nuraga Tiba\n\nSedikitnya 10 kapal tiba di Selat Lembayung, demikian dilaporkan Kabar Pesisir \
         pada Selasa (5/3/2024). Menteri Pelayaran Tarsa Wibani membantah ada senjata di dalamnya.\n\nBaca juga: Harga Beras Naik\n",
    ),
    (
        "selat-3",
        "Nuraga Ships Reach the Lembayung Strait\n\nThe shipping minister of Nuraga, Tarsa Wibani, said on Tuesday \
         that ships carrying rice had reached the strait. He denied that they carried arms.\n",
    ),
    (
        "pasar",
        "Pasar Kembang di Kota Tiris Dibuka Kembali\n\nWali Kota Tiris Dewi Arumsari membuka kembali pasar itu pada \
         Rabu. Para pedagang menjual kembang sejak subuh.\n",
    ),
    ("kosong", ""),
    (
        "naïf",
        "Tanda “aneh” dan é – …\n\nPasar\u{a0}naïf 😀 dibuka. “Kami tak tahu,” ujar seorang pejabat Barat.",
    ),
];

/// The page of an invented report, and what is read in it.
pub fn report(id: &str, origin: &str, text: &str) -> (Page, Reading) {
    let page = Page { id: id.to_owned(), origin: origin.to_owned(), bytes: text.as_bytes().to_vec() };
    let packs = Packs::builtin();
    let (article, notes) = runut_article::read(&page, packs);
    let reading = runut_claim::read(article, notes, packs);
    (page, reading)
}

/// [`REPORTS`], read.
pub fn reports() -> Vec<(Page, Reading)> {
    REPORTS.iter().map(|(id, text)| report(id, &format!("invented/{id}.txt"), text)).collect()
}

/// A store in a folder of its own, which goes when the folder is dropped.
pub fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let store = Store::open(&folder.path().join("runut.db")).expect("the folder is ours");
    (folder, store)
}

pub fn add_all(store: &mut Store, reports: &[(Page, Reading)]) -> Added {
    store.add(reports, Packs::builtin()).expect("nothing hinders it")
}

/// Everything in the store as SQL text, one row a line, in the order of the tables and of their rows' text.
pub fn dump(store: &Store) -> String {
    let connection = Connection::open(store.path()).expect("the store is a database");
    let mut out = String::new();
    for table in [
        "version",
        "page",
        "origin",
        "report",
        "claim",
        "story",
        "story_report",
        "stem",
        "capture",
        "superseded",
    ] {
        let mut rows = rows_of(&connection, table);
        rows.sort_unstable();
        for row in rows {
            writeln!(out, "INSERT INTO {table} VALUES ({row});").expect("a string takes all");
        }
    }
    out
}

fn rows_of(connection: &Connection, table: &str) -> Vec<String> {
    let mut all = connection.prepare(&format!("SELECT * FROM {table}")).expect("the table is there");
    let columns = all.column_count();
    let literal = |value: ValueRef| match value {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => format!("'{}'", String::from_utf8_lossy(text).replace('\'', "''")),
        ValueRef::Blob(bytes) => {
            format!("x'{}'", bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")))
        }
    };
    all.query_map([], |row| {
        (0..columns)
            .map(|column| row.get_ref(column).map(literal))
            .collect::<rusqlite::Result<Vec<_>>>()
            .map(|values| values.join(", "))
    })
    .expect("the table can be read")
    .collect::<rusqlite::Result<_>>()
    .expect("the rows can be read")
}
