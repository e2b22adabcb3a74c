//! What is written down: method, route, status, time, and the check that refused a
//! token. Never a header, a body, a query or the path itself, since a token or a
//! password can be in each of them.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use jwt_by_hand::why;

use crate::App;
use crate::refusal::Note;

/// Where lines are written by a thread of its own. Whoever should read them may be
/// slow, or gone: that stops this thread, and nobody else.
#[derive(Clone)]
pub struct Lines(SyncSender<Line>);

struct Line {
    bytes: Vec<u8>,
    /// Dropped as soon as the line is written.
    _written: Option<Sender<()>>,
}

impl Lines {
    pub fn to(mut file: impl Write + Send + 'static) -> Lines {
        let (lines, waiting) = mpsc::sync_channel::<Line>(1024);
        thread::spawn(move || {
            for line in waiting {
                // A reader who has gone misses it.
                let _ = file.write_all(&line.bytes);
            }
        });
        Lines(lines)
    }

    fn send(&self, bytes: &[u8], written: Option<Sender<()>>) {
        // If 1,024 lines wait already, nobody reads, and this one is lost.
        let _ = self.0.try_send(Line { bytes: bytes.to_vec(), _written: written });
    }

    /// Writes the last line, and waits until it stands there, but not for long.
    pub fn end(&self, text: &str) {
        let (written, is_written): (_, Receiver<()>) = mpsc::channel();
        self.send(text.as_bytes(), Some(written));
        let _ = is_written.recv_timeout(Duration::from_millis(500));
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.send(bytes, None);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes the log to standard error from now on, and what a panic has to say as well.
pub fn start(lines: Lines) {
    tracing_subscriber::fmt()
        .with_target(false)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(move || lines.clone())
        .init();
    panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
}

/// One line for each request.
// ANCHOR: log
pub async fn request(
    route: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let method = request.method().clone();
    let start = Instant::now();
    let answer = next.run(request).await;
    let route = route.as_ref().map_or("(no such route)", MatchedPath::as_str);
    let status = answer.status().as_u16();
    let time = start.elapsed();
    match answer.extensions().get::<Note>() {
        Some(Note(why)) => {
            tracing::info!("{} {route} {status} {time:.1?}: {why}", name(&method))
        }
        None => tracing::info!("{} {route} {status} {time:.1?}", name(&method)),
    }
    answer
}
// ANCHOR_END: log

/// Looks for the reason why a signature didn't match, for whoever runs the server. It
/// speaks of our secret, and the answer doesn't wait for it: nobody outside hears what
/// it finds, nor can tell it by the time.
// ANCHOR: why
pub fn why(token: String, app: Arc<App>) {
    tokio::spawn(async move {
        if let Some(mix_up) = why::mix_up(&token, app.keyring.chosen_by(&token)) {
            tracing::info!("refused; likely cause: {}", mix_up.cause());
        }
    });
}
// ANCHOR_END: why

/// A client may invent a method, and write into it what it likes.
fn name(method: &Method) -> &str {
    match *method {
        Method::GET
        | Method::HEAD
        | Method::POST
        | Method::PUT
        | Method::PATCH
        | Method::DELETE
        | Method::OPTIONS
        | Method::CONNECT
        | Method::TRACE => method.as_str(),
        _ => "(another method)",
    }
}
