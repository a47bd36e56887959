//! Pages over HTTP, from hosts that the tests start at 127.0.0.1.

mod server;

use std::{
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use runut_source::{Capture, Error, FetchSettings, Input, Options, Unfetched, captures};
use server::{Answer, Asked, Server, bare, ok};

fn options(cache: &Path) -> Options {
    let fetch = FetchSettings {
        cache: cache.to_owned(),
        delay: Duration::ZERO,
        max_age: Duration::ZERO,
        timeout: Duration::from_secs(5),
        allow_private: true,
        ..FetchSettings::default()
    };
    Options { fetch, ..Options::default() }
}

fn read(urls: &[String], options: Options) -> Vec<Result<Capture, Error>> {
    captures(urls.iter().cloned().map(|url| Ok(Input::Url(url))).collect(), options).collect()
}

fn problem(found: &Result<Capture, Error>) -> &Unfetched {
    match found {
        Err(Error::Fetch { problem, .. }) => problem,
        other => panic!("wanted a page that cannot be fetched: {other:?}"),
    }
}

fn no_rules(asked: &Asked, page: impl Fn(&Asked) -> Answer) -> Answer {
    if asked.path == "/robots.txt" { bare("404 Not Found") } else { page(asked) }
}

#[test]
fn a_page_is_fetched_with_its_place_and_time() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let server = Server::start(|asked| no_rules(asked, |_| ok("text/html", "<p>Isi.</p>")));
    let found = read(&[format!("{}/2031/bendungan-retak.html#isi", server.base)], options(folder.path()));
    let [Ok(capture)] = &found[..] else { panic!("one page: {found:?}") };
    assert_eq!(capture.page.bytes, b"<p>Isi.</p>");
    assert_eq!(capture.page.id, "bendungan-retak");
    assert_eq!(capture.page.origin, format!("{}/2031/bendungan-retak.html", server.base));
    assert!(capture.captured_at.as_deref().is_some_and(|at| at.ends_with('Z') && at.len() == 20));
    assert!(server.asked.lock().expect("no test broke it")[0].fields.contains("user-agent: runut/"));
}

#[test]
fn robots_txt_is_asked_once_and_followed() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => {
            ok("text/plain", "User-agent: *\nDisallow: /rahasia/\n\nUser-agent: lain\nDisallow: /\n")
        }
        _ => ok("text/html", "<p>Isi.</p>"),
    });
    let urls = ["/rahasia/a", "/umum/a", "/umum/b"].map(|path| format!("{}{path}", server.base));
    let found = read(&urls, options(folder.path()));
    assert_eq!(problem(&found[0]), &Unfetched::Robots("127.0.0.1".into()));
    assert!(found[1].is_ok() && found[2].is_ok());
    assert_eq!(server.paths(), ["/robots.txt", "/umum/a", "/umum/b"]);
}

#[test]
fn a_host_that_cannot_tell_its_rules_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let server = Server::start(|_| bare("500 Internal Server Error"));
    let found = read(&[format!("{}/a", server.base)], options(folder.path()));
    assert!(matches!(problem(&found[0]), Unfetched::Robots(_)));
    assert_eq!(server.paths(), ["/robots.txt"]);
}

#[test]
fn private_hosts_are_not_asked_also_not_by_a_redirect() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let server = Server::start(|asked| no_rules(asked, |_| ok("text/html", "<p>Rahasia.</p>")));
    let mut strict = options(folder.path());
    strict.fetch.allow_private = false;
    let port = server.base.rsplit(':').next().expect("it has a port").to_owned();
    for host in
        ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "0x7f000001", "[::ffff:127.0.0.1]"]
    {
        let found = read(&[format!("http://{host}:{port}/")], strict.clone());
        assert!(matches!(problem(&found[0]), Unfetched::Private(_)), "{host}: {found:?}");
    }
    assert!(server.paths().is_empty());
}

#[test]
fn only_http_is_spoken() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let server = Server::start(|asked| {
        no_rules(asked, |asked| match asked.path.as_str() {
            "/berkas" => bare("302 Found\r\nLocation: file:///etc/passwd"),
            _ => bare("302 Found\r\nLocation: /putar"),
        })
    });
    let urls = ["/berkas", "/putar"].map(|path| format!("{}{path}", server.base));
    let found = read(&urls, options(folder.path()));
    assert_eq!(problem(&found[0]), &Unfetched::NoUrl);
    assert!(matches!(problem(&found[1]), Unfetched::Redirects(_)));
    assert!(server.paths().len() < 20);
}

#[test]
fn redirects_lead_to_the_pages_place() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let server = Server::start(|asked| {
        no_rules(asked, |asked| match asked.path.as_str() {
            "/lama" => bare("301 Moved Permanently\r\nLocation: baru.html"),
            _ => ok("text/html", "<p>Isi.</p>"),
        })
    });
    let found = read(&[format!("{}/lama", server.base)], options(folder.path()));
    assert_eq!(found[0].as_ref().expect("it is a page").page.origin, format!("{}/baru.html", server.base));
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let server = Server::start(|asked| {
        no_rules(asked, |asked| {
            if asked.fields.contains("if-none-match: \"satu\"") {
                return bare("304 Not Modified");
            }
            ("200 OK\r\nContent-Type: text/html\r\nETag: \"satu\"".into(), b"<p>Isi.</p>".to_vec())
        })
    });
    let url = [format!("{}/a", server.base)];
    let first = read(&url, options(folder.path()));
    let again = read(&url, options(folder.path()));
    assert_eq!(first[0].as_ref().ok(), again[0].as_ref().ok());
    let mut patient = options(folder.path());
    patient.fetch.max_age = Duration::from_secs(600);
    assert!(read(&url, patient)[0].is_ok());
    assert_eq!(server.paths(), ["/robots.txt", "/a", "/robots.txt", "/a"]);
}

#[test]
fn a_download_that_broke_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let whole = "<p>Isi yang panjang sekali.</p>".repeat(1000);
    let body = whole.clone().into_bytes();
    let server = Server::start(move |asked| {
        no_rules(asked, |asked| {
            let range = asked
                .fields
                .split("range: bytes=")
                .nth(1)
                .and_then(|rest| rest.split('-').next()?.parse().ok());
            if let Some(start) = range {
                let start: usize = start;
                assert!(asked.fields.contains("if-range: \"satu\""), "{asked:?}");
                let head = format!(
                    "206 Partial Content\r\nContent-Type: text/html\r\nETag: \"satu\"\r\nContent-Range: bytes {start}-{}/{}",
                    body.len() - 1,
                    body.len()
                );
                (head, body[start..].to_vec())
            } else {
                let head = format!(
                    "200 OK\r\nContent-Type: text/html\r\nETag: \"satu\"\r\nContent-Length: {}",
                    body.len()
                );
                (head, body[..9999].to_vec())
            }
        })
    });
    let found = read(&[format!("{}/a", server.base)], options(folder.path()));
    assert_eq!(found[0].as_ref().expect("the rest was sent").page.bytes, whole.as_bytes());
}

#[test]
fn a_host_that_asks_for_patience_is_asked_again_and_one_that_refuses_is_not() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let times = AtomicUsize::new(0);
    let server = Server::start(move |asked| {
        no_rules(asked, |asked| match asked.path.as_str() {
            "/sibuk" if times.fetch_add(1, Ordering::Relaxed) == 0 => bare("503 Busy\r\nRetry-After: 0"),
            "/tiada" => bare("404 Not Found"),
            "/gambar" => ok("image/png", "PNG"),
            _ => ok("text/html", "<p>Isi.</p>"),
        })
    });
    let urls = ["/sibuk", "/tiada", "/gambar"].map(|path| format!("{}{path}", server.base));
    let found = read(&urls, options(folder.path()));
    assert!(found[0].is_ok(), "{found:?}");
    assert_eq!(problem(&found[1]), &Unfetched::Status(404));
    assert_eq!(problem(&found[2]), &Unfetched::ContentType("image/png".into()));
}

#[test]
fn a_page_that_never_ends_is_cut_off() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let server = Server::start(|asked| no_rules(asked, |_| ok("text/html", vec![b'a'; (64 << 20) + 1])));
    let found = read(&[format!("{}/a", server.base)], options(folder.path()));
    assert_eq!(problem(&found[0]), &Unfetched::TooLong(64 << 20));
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_with_pauses_and_order_stays() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let page = |asked: &Asked| no_rules(asked, |asked| ok("text/html", format!("<p>{}</p>", asked.path)));
    let (one, two) = (Server::start(page), Server::start(page));
    let mut urls = Vec::new();
    for path in ["/1", "/2", "/3"] {
        urls.push(format!("{}{path}", one.base));
        urls.push(format!("{}{path}", two.base));
    }
    let mut slow = options(folder.path());
    slow.fetch.delay = Duration::from_millis(100);
    let started = Instant::now();
    let found = read(&urls, slow);
    assert!(started.elapsed() >= Duration::from_millis(300), "four requests have three pauses");
    let origins: Vec<_> =
        found.iter().map(|page| page.as_ref().expect("it is a page").page.origin.clone()).collect();
    assert_eq!(origins, urls);
}

#[test]
fn sitemaps_feeds_and_archives_lead_to_their_pages() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let server = Server::start(|asked| {
        no_rules(asked, |asked| {
            let base =
                asked.fields.split("host: ").nth(1).and_then(|rest| rest.lines().next()).unwrap_or_default();
            match asked.path.as_str() {
                "/peta.xml" => ok(
                    "text/xml",
                    format!(
                        "<sitemapindex><sitemap><loc>http://{base}/peta-1.xml</loc></sitemap></sitemapindex>"
                    ),
                ),
                "/peta-1.xml" => ok(
                    "text/xml",
                    format!(
                        "<urlset><url><loc>http://{base}/a</loc></url><url><loc>http://{base}/b</loc></url></urlset>"
                    ),
                ),
                "/putar.xml" => ok(
                    "text/xml",
                    format!(
                        "<sitemapindex><sitemap><loc>http://{base}/putar.xml?x</loc></sitemap></sitemapindex>"
                    ),
                ),
                "/umpan" => ok(
                    "application/rss+xml",
                    format!(
                        "<rss version='2.0'><channel><title>Kabar Rekaan</title><item><title>Judul A</title><link>http://{base}/a</link><description>Awal.</description></item></channel></rss>"
                    ),
                ),
                path if path.starts_with("/putar") => ok(
                    "text/xml",
                    format!(
                        "<sitemapindex><sitemap><loc>http://{base}/putar.xml?{}</loc></sitemap></sitemapindex>",
                        path.len()
                    ),
                ),
                path => ok("text/html", format!("<p>{path}</p>")),
            }
        })
    });
    let ids = |path: &str, options: Options| -> Vec<String> {
        let found = read(&[format!("{}{path}", server.base)], options);
        found
            .into_iter()
            .map(|page| String::from_utf8(page.expect("it is a page").page.bytes).expect("text"))
            .collect()
    };
    assert_eq!(ids("/peta.xml", options(folder.path())), ["<p>/a</p>", "<p>/b</p>"]);
    let told = ids("/umpan", options(folder.path()));
    assert!(told.len() == 1 && told[0].contains("<h1>Judul A</h1>") && told[0].contains("Awal."), "{told:?}");
    let follow = Options { follow: true, ..options(folder.path()) };
    assert_eq!(ids("/umpan", follow), ["<p>/a</p>"]);
    let limited = Options { pages_max: Some(1), ..options(folder.path()) };
    assert_eq!(ids("/peta.xml", limited), ["<p>/a</p>"]);
    let endless = read(&[format!("{}/putar.xml", server.base)], options(folder.path()));
    assert!(matches!(problem(&endless[0]), Unfetched::TooDeep(_)), "{endless:?}");
}
