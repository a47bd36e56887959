//! The program and the web: pages from a host that the test starts.

mod program;
#[path = "../../runut-source/tests/server/mod.rs"]
mod server;

use std::{
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
    if args[0] != "stories" {
        command.args(polite);
    }
    ran(command.output().expect("the program starts"))
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
