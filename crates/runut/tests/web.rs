//! The program and the web: pages from a host that the test starts, feeds that are watched, and what changed.

mod program;
#[path = "../../runut-source/tests/server/mod.rs"]
mod server;

use std::{
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use program::{Ran, command, folder, ran, report, write};
use server::{Asked, Server, bare, ok};

/// A host with a feed of two reports, the first of which says `trucks` trucks.
fn host(trucks: &Arc<AtomicUsize>) -> Server {
    let trucks = Arc::clone(trucks);
    Server::start(move |asked: &Asked| {
        let host =
            asked.fields.split("host: ").nth(1).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let page = |text: String| {
            let paragraphs: String =
                text.split("\n\n").skip(1).map(|text| format!("<p>{text}</p>")).collect();
            let title = text.lines().next().unwrap_or_default().to_owned();
            ok("text/html", format!("<title>{title}</title><article><h1>{title}</h1>{paragraphs}</article>"))
        };
        match asked.path.as_str() {
            "/rss" => {
                let item =
                    |path: &str| format!("<item><title>x</title><link>http://{host}{path}</link></item>");
                let items = item("/bendungan") + &item("/bantuan");
                ok(
                    "text/xml",
                    format!("<rss version='2.0'><channel><title>Kabar Rekaan</title>{items}</channel></rss>"),
                )
            }
            "/bendungan" => page(report(trucks.load(Ordering::Relaxed))),
            "/bantuan" => page(report(7)),
            _ => bare("404 Not Found"),
        }
    })
}

fn run(folder: &Path, args: &[&str]) -> Ran {
    let mut command = command(folder);
    command.env("RUNUT_CACHE", folder.join("cache")).args(args);
    let polite = ["--allow-private", "--delay", "0s"];
    if !["stories", "versions"].contains(&args[0]) {
        command.args(polite);
    }
    ran(command.output().expect("the program starts"))
}

#[test]
fn a_feed_is_watched_and_a_page_that_changed_is_a_new_version() {
    let folder = folder();
    let trucks = Arc::new(AtomicUsize::new(3));
    let server = host(&trucks);
    let list = format!("recheck = '0s'\n[[feed]]\nurl = '{}/rss'\n", server.base);
    write(folder.path(), "feeds.toml", list);
    let watch = ["watch", "--once", "--json", "feeds.toml"];

    let first = run(folder.path(), &watch).check(0, &[]);
    let events: Vec<_> = first.json().iter().map(|told| told["event"].clone()).collect();
    assert_eq!(events, ["new", "new"]);
    run(folder.path(), &watch).check(1, &[]);

    // Times of capture are kept to the second.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    trucks.store(4, Ordering::Relaxed);
    let third = run(folder.path(), &watch).check(0, &[]);
    let told = third.json();
    assert_eq!((told.len(), told[0]["event"].as_str()), (1, Some("changed")));
    let changed = told[0]["changes"].to_string();
    assert!(changed.contains("3 truk") && changed.contains("4 truk"), "{changed}");

    let id = told[0]["digest"].as_str().expect("it is told").to_owned();
    let versions = run(folder.path(), &["versions", &id]).check(0, &[]);
    assert!(versions.out.contains("- ") && versions.out.contains("+ "), "{}", versions.out);
    let stories = run(folder.path(), &["stories", "--json"]).check(0, &[]).json();
    let reports: u64 = stories.iter().filter_map(|story| story["reports"].as_u64()).sum();
    assert_eq!(reports, 2, "the version before is kept and in no story");
}

#[test]
fn addresses_stand_where_paths_do_and_hosts_that_are_private_are_refused() {
    let folder = folder();
    let server = host(&Arc::new(AtomicUsize::new(3)));
    let url = format!("{}/bendungan", server.base);
    let found = run(folder.path(), &["read", "--json", &url]).check(0, &[]).json();
    assert_eq!(
        (found[0]["origin"].as_str(), found[0]["id"].as_str()),
        (Some(url.as_str()), Some("bendungan"))
    );
    write(folder.path(), "list", format!("{url}\n{}/tiada\n", server.base));
    let ran = run(folder.path(), &["article", "--paths-from", "list"])
        .check(2, &["/tiada`: the host answered 404"]);
    assert_eq!(ran.json().len(), 1);
    let feed = format!("{}/rss", server.base);
    assert_eq!(run(folder.path(), &["article", "--follow", &feed]).check(0, &[]).json().len(), 2);
    run(folder.path(), &["add", &feed, "--follow"]).check(0, &[]);
    assert!(run(folder.path(), &["stories"]).check(0, &[]).out.contains("Bendungan"));
    program::run(folder.path(), &["read", &url])
        .check(2, &["is in a private network", "hint: `--allow-private`"]);
}

#[test]
fn a_list_that_is_none_is_an_error() {
    let folder = folder();
    write(folder.path(), "feeds.toml", "every = '1h'\n");
    run(folder.path(), &["watch", "--once", "feeds.toml"])
        .check(2, &["feeds.toml", "names no feed", "hint: "]);
    run(folder.path(), &["watch", "--once", "tiada.toml"]).check(2, &["tiada.toml"]);
    fs::remove_file(folder.path().join("feeds.toml")).expect("it is there");
}
