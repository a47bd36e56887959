//! `many-reports FOLDER [COUNT]` writes one invented story in many reports; `collate-speed [COUNT]` reads them and measures
//! how long the ledger takes from the readings, on one core.
//!
//! All outlets, people and places are invented. Reports are made of templates whose choices follow from the report's
//! number, so that the same command makes the same story.

use std::{fs, io::Write as _, path::Path, time::Instant};

use anyhow::Context as _;
use runut_claim::Reading;
use runut_packs::Packs;
use runut_text::Page;

/// How the tools are called.
pub(crate) const USAGE: &str = "many-reports FOLDER [COUNT]\ncollate-speed [COUNT]";

/// Reports where no count is given: the size that the ledger is promised for.
const COUNT: usize = 500;

const OUTLETS: [&str; 16] = [
    "Harian Lembayung",
    "Kanal Pagi",
    "Kabar Nusa",
    "Suara Rantau",
    "Portal Teduh",
    "Warta Ombak",
    "Berita Sela",
    "Lensa Timur",
    "Koran Jati",
    "Media Arunika",
    "Radar Sulasih",
    "Pos Kencana",
    "Gema Pesisir",
    "Tribun Karandu",
    "Info Meranti",
    "Cakrawala",
];
const OFFICIALS: [(&str, &str); 8] = [
    ("Kepala Balai Bendungan Sulasih", "Yulia Maheswara"),
    ("Bupati Rantau Ilir", "Damar Pranoto"),
    ("Gubernur Sulasih", "Sari Wulandari"),
    ("Juru bicara PT Tirta Karandu", "Bagas Nirwana"),
    ("Kapolres Rantau Ilir", "Guntur Salaka"),
    ("Menteri Pekerjaan Umum", "Ratna Kusumadewi"),
    ("Kepala Desa Meranti", "Ujang Permadi"),
    ("Ketua Tim Penyelamat", "Laksmi Wardhana"),
];
const SAYINGS: [&str; 12] = [
    "retakan di dinding timur belum menembus inti bendungan",
    "tiga surat peringatan dikirim sejak Desember dan tidak satu pun dijawab perusahaan",
    "semua surat sudah dijawab dan perbaikan dimulai pada Februari",
    "warga di hilir harus tetap mengungsi sampai pemeriksaan selesai",
    "perusahaan siap membayar ganti rugi kepada warga tiga desa",
    "polisi sudah memeriksa enam saksi dari pihak pengelola bendungan",
    "air akan dikeluarkan sedikit demi sedikit selama sepuluh hari",
    "pemerintah provinsi mengirim bantuan makanan dan obat ke Rantau Ilir",
    "izin pengelolaan bendungan akan ditinjau kembali bulan depan",
    "tim penyelamat menemukan dua mobil yang terseret lumpur di bawah jembatan",
    "tidak ada tanda bahwa dinding bendungan akan runtuh dalam waktu dekat",
    "petugas memasang alat pengukur getaran di empat titik pada dinding bendungan",
];

/// Writes the reports, one file each.
pub(crate) fn write(args: &[&str]) -> anyhow::Result<()> {
    let [folder, rest @ ..] = args else { anyhow::bail!("usage: cargo run -p xtask -- {USAGE}") };
    let folder = Path::new(folder);
    fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    for number in 0..count(rest)? {
        let path = folder.join(format!("{number:05}.txt"));
        fs::write(&path, report(number)).with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(())
}

/// Reads the reports and measures the ledger in processor time, the best of three.
pub(crate) fn speed(args: &[&str]) -> anyhow::Result<()> {
    let packs = Packs::builtin();
    let reading = |number: usize| {
        let page = Page {
            id: format!("{number:05}"),
            origin: format!("{number:05}.txt"),
            bytes: report(number).into_bytes(),
        };
        let (article, notes) = runut_article::read(&page, packs);
        runut_claim::read(article, notes, packs)
    };
    let readings: Vec<Reading> = (0..count(args)?).map(reading).collect();
    let all: Vec<&Reading> = readings.iter().collect();
    let mut best = f64::INFINITY;
    for _ in 0..3 {
        let (start, worked) = (Instant::now(), work());
        let ledger = runut_story::collate(&all, packs);
        let elapsed = start.elapsed().as_secs_f64();
        best = best.min(work().zip(worked).map_or(elapsed, |(now, before)| now - before));
        assert_eq!(ledger.reports.len(), all.len());
    }
    writeln!(
        std::io::stdout(),
        "ledger of {} reports, one core: {best:.2} s (best of 3)   (bar: 1 s)",
        all.len()
    )?;
    Ok(())
}

/// Seconds that this thread was on a processor, as Linux counts them (`/proc/thread-self/schedstat`): other work on the
/// machine does not count. `None` elsewhere.
fn work() -> Option<f64> {
    let nanoseconds: f64 =
        fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

fn count(args: &[&str]) -> anyhow::Result<usize> {
    match args {
        [] => Ok(COUNT),
        [count, ..] => count.parse().with_context(|| format!("`{count}` is no number of reports")),
    }
}

/// The report of a number, as the page prints it.
fn report(number: usize) -> String {
    let mut seed = number as u64;
    let mut pick = |count: usize| {
        // A step of SplitMix64 (Steele et al. 2014): enough to scatter choices, the same on every machine.
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % count as u64) as usize
    };
    let outlet = OUTLETS[number % OUTLETS.len()];
    let day = 10 + number / 40 % 20;
    let fled = 8000 + day * 150 + pick(4) * 50;
    let (injured, missing) = (day + pick(3), 30 - day);
    let mut text = format!(
        "{outlet}\n\nBendungan Karandu Retak, {fled} Warga Mengungsi\n\n{day} Maret 2025 {:02}:{:02} WIB\n\n\
         RANTAU ILIR, {} - Retakan ditemukan di dinding Bendungan Karandu, Kabupaten Rantau Ilir. \
         Sebanyak {fled} warga mengungsi, {injured} orang luka-luka, dan {missing} orang hilang, {day} Maret 2025.\n",
        6 + pick(14),
        pick(60),
        outlet.to_uppercase(),
    );
    for paragraph in 0..8 + pick(6) {
        let (role, name) = OFFICIALS[pick(OFFICIALS.len())];
        let saying = SAYINGS[pick(SAYINGS.len())];
        let wire = OUTLETS[pick(OUTLETS.len())];
        let said = match pick(4) {
            0 => format!("\"Kami tegaskan, {saying},\" kata {role} {name}, {day} Maret 2025.\n"),
            1 => format!("{role} {name} mengatakan {saying}, seperti dikutip dari {wire}.\n"),
            2 => format!("Menurut {name}, {saying} sejak hari ke-{}.\n", paragraph + pick(30)),
            _ => format!("{role} {name} membantah bahwa {saying}.\n"),
        };
        text.push('\n');
        text.push_str(&said);
    }
    text
}
