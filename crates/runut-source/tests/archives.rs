//! Archives, tables and feeds: what is in them, in order, and what is broken in them passed over.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};
use runut_source::{Capture, Error, Fields, Input, Options, captures};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn read_with(path: &Path, options: Options) -> Vec<Result<Capture, Error>> {
    captures(vec![Ok(Input::File(path.to_owned()))], options).collect()
}

fn read(path: &Path) -> Vec<Result<Capture, Error>> {
    read_with(path, Options::default())
}

fn write(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("it can be written");
    path
}

/// What was found, a line each: the page's text, or the error.
fn shown(found: &[Result<Capture, Error>]) -> Vec<String> {
    let show = |found: &Result<Capture, Error>| match found {
        Ok(capture) => String::from_utf8_lossy(&capture.page.bytes).into_owned(),
        Err(error) => format!("error: {}", error.to_string().split('`').next().unwrap_or_default()),
    };
    found.iter().map(show).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).expect("memory takes it");
    packed.finish().expect("memory takes it")
}

fn record(kind: &str, url: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-05T03:04:05Z\r\n\
         Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn response(url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 {head}\r\n\r\n").into_bytes();
    block.extend_from_slice(body);
    record("response", url, "application/http; msgtype=response", &block)
}

/// Records of a small crawl; the pages among them say 1 to 5.
fn crawl() -> Vec<Vec<u8>> {
    let html = "200 OK\r\nContent-Type: text/html; charset=utf-8";
    vec![
        record("warcinfo", "", "application/warc-fields", b"software: rekaan"),
        record(
            "request",
            "https://k.example/1",
            "application/http; msgtype=request",
            b"GET /1 HTTP/1.1\r\n\r\n",
        ),
        response("https://k.example/1.html", html, b"<p>1</p>"),
        response("https://k.example/x", "404 Not Found\r\nContent-Type: text/html", b"<p>tiada</p>"),
        response("https://k.example/x.png", "200 OK\r\nContent-Type: image/png", b"PNG"),
        response("https://k.example/2", &format!("{html}\r\nContent-Encoding: gzip"), &gzip(b"<p>2</p>")),
        response(
            "https://k.example/3",
            &format!("{html}\r\nTransfer-Encoding: chunked"),
            b"4\r\n<p>3\r\n4\r\n</p>\r\n0\r\n\r\n",
        ),
        record("resource", "https://k.example/4", "text/html", b"<p>4</p>"),
        record("conversion", "https://k.example/5", "text/plain", b"5"),
        record(
            "revisit",
            "https://k.example/1.html",
            "application/http; msgtype=response",
            b"HTTP/1.1 200 OK\r\n\r\n",
        ),
    ]
}

const PAGES: [&str; 5] = ["<p>1</p>", "<p>2</p>", "<p>3</p>", "<p>4</p>", "5"];

#[test]
fn a_crawl_gives_its_pages_however_it_is_packed() {
    let folder = folder();
    let plain = crawl().concat();
    let members: Vec<u8> = crawl().iter().flat_map(|record| gzip(record)).collect();
    let frames: Vec<u8> = crawl()
        .iter()
        .flat_map(|record| zstd::encode_all(&record[..], 3).expect("memory takes it"))
        .collect();
    for (name, bytes) in [
        ("a.warc", plain.clone()),
        ("a.warc.gz", members.clone()),
        ("b.warc.gz", gzip(&plain)),
        ("a.warc.zst", frames),
    ] {
        let found = read(&write(&folder, name, bytes));
        assert_eq!(shown(&found), PAGES, "{name}");
        let first = found[0].as_ref().expect("it is a page");
        assert_eq!((first.page.id.as_str(), first.page.origin.as_str()), ("1", "https://k.example/1.html"));
        assert_eq!(first.captured_at.as_deref(), Some("2031-05-05T03:04:05Z"));
    }
    let mut zip =
        zip::ZipWriter::new(fs::File::create(folder.path().join("a.wacz")).expect("it can be made"));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let packed = stored.compression_method(zip::CompressionMethod::Deflated);
    for (name, options, bytes) in [
        ("archive/1.warc.gz", stored, &members),
        ("archive/2.warc", packed, &plain),
        ("pages/pages.jsonl", packed, &plain),
    ] {
        zip.start_file(name, options).expect("it can be made");
        zip.write_all(bytes).expect("it can be written");
    }
    zip.finish().expect("it can be written");
    assert_eq!(shown(&read(&folder.path().join("a.wacz"))), [PAGES, PAGES].concat());
}

#[test]
fn broken_records_are_passed_over_by_name() {
    let folder = folder();
    let mut records = crawl();
    records[2] =
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://k.example/1.html\r\n\r\n".to_vec();
    records[5].truncate(40);
    let found = read(&write(&folder, "a.warc", records.concat()));
    let pages: Vec<String> = shown(&found).into_iter().filter(|line| !line.starts_with("error")).collect();
    assert_eq!(pages, PAGES[2..], "{found:?}");
    assert!(found.iter().any(|one| one.as_ref().is_err_and(|error| error.to_string().contains("a.warc"))));

    let mut members: Vec<Vec<u8>> = crawl().iter().map(|record| gzip(record)).collect();
    let len = members[2].len();
    members[2][len / 2..len - 9].fill(0xA5);
    let found = read(&write(&folder, "a.warc.gz", members.concat()));
    let pages: Vec<String> = shown(&found).into_iter().filter(|line| !line.starts_with("error")).collect();
    assert_eq!(pages, PAGES[1..], "{found:?}");
    assert!(found.iter().any(Result::is_err));
}

#[test]
fn what_is_no_archive_ends() {
    let folder = folder();
    for (name, bytes) in [
        ("a.warc", vec![b'x'; 100_000]),
        ("b.warc.gz", gzip(&vec![b'\n'; 100_000])),
        ("c.wacz", b"PK\x03\x04 tetapi bukan".to_vec()),
        ("d.parquet", b"PAR1 tetapi bukan PAR1".to_vec()),
        ("e.rss", b"<rss><channel><item>".to_vec()),
        ("f.warc.zst", vec![0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]),
    ] {
        let found = read(&write(&folder, name, bytes));
        assert!(found.len() < 3 && found.iter().all(Result::is_err), "{name}: {found:?}");
    }
}

#[test]
fn a_bomb_is_cut_off() {
    let folder = folder();
    let bomb = gzip(&vec![b'a'; 300 << 20]);
    let found = read(&write(&folder, "a.html.gz", bomb));
    assert!(matches!(found[..], [Err(_)]), "{:?}", found.len());
}

#[test]
fn lines_of_json_are_reports() {
    let folder = folder();
    let lines = "{\"judul\": \"A & B\", \"isi\": \"Satu.\\nDua.\", \"url\": \"https://k.example/ab\", \"penulis\": [\"Ana\", \"Budi\"]}\n\
        \n{broken}\n{\"isi\": null}\n{\"html\": \"<p>3</p>\", \"id\": 7}\n[1]\n{\"lain\": 1}\n";
    let found = read(&write(&folder, "a.jsonl", lines));
    let texts = shown(&found);
    assert!(
        texts[0].contains("<h1>A &amp; B</h1>\n<p>Satu.</p>\n<p>Dua.</p>") && texts[0].contains("Ana; Budi")
    );
    let errors: Vec<String> =
        found.iter().filter_map(|one| one.as_ref().err()).map(ToString::to_string).collect();
    assert_eq!(errors.len(), 3);
    for (error, line) in errors.iter().zip(["line 3", "line 6", "line 7"]) {
        assert!(error.starts_with(line), "{error}");
    }
    assert_eq!(found[2].as_ref().expect("it is a page").page.id, "7");
    let packed = read(&write(&folder, "a.jsonl.gz", gzip(lines.as_bytes())));
    assert_eq!(shown(&packed), texts);
    let array = read(&write(&folder, "a.json", "[{\"text\": \"1\"}, {\"text\": \"2\"}]"));
    assert_eq!(shown(&array), ["1", "2"]);
}

#[test]
fn rows_of_csv_are_reports() {
    let folder = folder();
    let found =
        read(&write(&folder, "a.csv", "\u{feff}id;Isi;tanggal\n7;\"Satu; \"\"dua\"\"\nTiga\";\n8;;\n"));
    assert_eq!(shown(&found), ["Satu; \"dua\"\nTiga"]);
    let named =
        Options { fields: "text=kolom".parse::<Fields>().expect("it is well formed"), ..Options::default() };
    assert_eq!(shown(&read_with(&write(&folder, "b.csv", "kolom,text\na,b\n"), named)), ["a"]);
    let found = read(&write(&folder, "c.csv", "a,b\n1,2\n3,4\n"));
    let [Err(error @ Error::NoText { .. })] = &found[..] else { panic!("one error for all: {found:?}") };
    assert!(error.to_string().contains("`a`, `b`") && error.hint().is_some());
}

#[test]
fn entries_of_feeds_are_reports() {
    let folder = folder();
    let atom = "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Kabar Rekaan</title><id>x</id>\
        <entry><title>Judul</title><id>y</id><link href='https://k.example/a'/><updated>2031-05-05T10:04:05+07:00</updated>\
        <content type='html'>&lt;p&gt;Isi.&lt;/p&gt;</content></entry></feed>";
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Kabar Rekaan\", \"items\": [{\"id\": \"1\", \
        \"url\": \"https://k.example/a\", \"title\": \"Judul\", \"content_html\": \"<p>Isi.</p>\"}]}";
    for (name, text) in [("a.atom", atom), ("a.json", json)] {
        let found = read(&write(&folder, name, text));
        let [Ok(capture)] = &found[..] else { panic!("{name}: {found:?}") };
        let page = String::from_utf8_lossy(&capture.page.bytes);
        assert!(
            page.contains("<h1>Judul</h1>") && page.contains("<p>Isi.</p>") && page.contains("Kabar Rekaan"),
            "{page}"
        );
        assert_eq!(capture.page.origin, "https://k.example/a");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn rows_of_parquet_are_reports() {
    use std::sync::Arc;

    use parquet::{
        basic::Compression,
        data_type::{ByteArray, ByteArrayType},
        file::{properties::WriterProperties, writer::SerializedFileWriter},
        schema::parser::parse_message_type,
    };

    let folder = folder();
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::ZSTD(parquet::basic::ZstdLevel::default()),
    ] {
        let path = folder.path().join("a.parquet");
        let schema =
            parse_message_type("message m { required binary url (UTF8); required binary text (UTF8); }");
        let properties = WriterProperties::builder().set_compression(compression).build();
        let file = fs::File::create(&path).expect("it can be made");
        let mut table =
            SerializedFileWriter::new(file, Arc::new(schema.expect("it is a schema")), Arc::new(properties))
                .expect("it can be made");
        let mut group = table.next_row_group().expect("it can be made");
        for values in [["https://k.example/1", "https://k.example/2"], ["Satu.", "Dua."]] {
            let mut column = group.next_column().expect("it can be made").expect("there are two");
            let values = values.map(ByteArray::from);
            column.typed::<ByteArrayType>().write_batch(&values, None, None).expect("it can be written");
            column.close().expect("it can be written");
        }
        group.close().expect("it can be written");
        table.close().expect("it can be written");
        let found = read(&path);
        let [Ok(one), Ok(two)] = &found[..] else { panic!("{found:?}") };
        assert!(String::from_utf8_lossy(&one.page.bytes).contains("<p>Satu.</p>"));
        assert_eq!(two.page.id, "2");
    }
}
