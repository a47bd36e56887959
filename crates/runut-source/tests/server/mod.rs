//! A host at 127.0.0.1 that answers as a test tells it to.
#![allow(dead_code, reason = "each test file uses its part")]

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

/// What was asked for: the path, and the fields of the request in lower case.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) fields: String,
}

/// A host, and all that it was asked.
#[derive(Debug, Clone)]
pub(crate) struct Server {
    pub(crate) base: String,
    pub(crate) asked: Arc<Mutex<Vec<Asked>>>,
}

/// Status line and fields, and the body. A body that is shorter than its length is a line that broke.
pub(crate) type Answer = (String, Vec<u8>);

/// An answer of status 200.
pub(crate) fn ok(content_type: &str, body: impl AsRef<[u8]>) -> Answer {
    (format!("200 OK\r\nContent-Type: {content_type}"), body.as_ref().to_vec())
}

/// An answer without a body.
pub(crate) fn bare(head: &str) -> Answer {
    (head.to_owned(), Vec::new())
}

impl Server {
    /// Starts a host that answers each request, one per connection, with what `answer` makes of it.
    pub(crate) fn start(answer: impl Fn(&Asked) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let base = format!("http://{}", listener.local_addr().expect("it is bound"));
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let mut lines = BufReader::new(stream.try_clone().expect("it can be cloned")).lines();
                let first = lines.next().and_then(Result::ok).unwrap_or_default();
                let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                let fields: Vec<String> =
                    lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
                let request = Asked { path, fields: fields.join("\n").to_lowercase() };
                log.lock().expect("no test broke it").push(request.clone());
                let (head, body) = answer(&request);
                let length = if head.contains("Content-Length") {
                    String::new()
                } else {
                    format!("Content-Length: {}\r\n", body.len())
                };
                let _ = write!(stream, "HTTP/1.1 {head}\r\n{length}Connection: close\r\n\r\n");
                let _ = stream.write_all(&body);
            }
        });
        Self { base, asked }
    }

    /// Paths that were asked for, in order.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked.lock().expect("no test broke it").iter().map(|asked| asked.path.clone()).collect()
    }
}
