//! Sockets, and the limits on what a stranger may do with them.
//!
//! `axum::serve` is shorter, but it sets no limit on how long a client may take to
//! send a request's head. Here is what it does, with limits.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

/// How much of the server one client can take, and for how long.
// ANCHOR: limits
#[derive(Clone, Debug)]
pub struct Limits {
    /// The longest request line and headers together. It leaves room for a token of
    /// 8 KiB, the longest that `verify` looks at.
    pub head_bytes: usize,
    /// How long they may take to arrive, and how long a connection may be silent.
    pub head_time: Duration,
    /// The longest body.
    pub body_bytes: usize,
    /// How long an answer may take, the body's arrival included.
    pub answer_time: Duration,
    /// How many connections there may be. Others wait.
    pub connections: usize,
    /// How old a connection may grow.
    pub connection_time: Duration,
    /// How long requests may go on when the server stops.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            head_bytes: 16 * 1024,
            head_time: Duration::from_secs(10),
            body_bytes: 4 * 1024,
            answer_time: Duration::from_secs(10),
            connections: 1024,
            connection_time: Duration::from_secs(5 * 60),
            farewell: Duration::from_secs(10),
        }
    }
}
// ANCHOR_END: limits

/// Serves until `stop` is done, then takes no new connection and lets the requests
/// that have begun come to their end.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_header_size(limits.head_bytes)
        .max_buf_size(2 * limits.head_bytes);
    let places = Arc::new(Semaphore::new(limits.connections));
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (stream, place) = tokio::select! {
            next = next_connection(&listener, &places) => next,
            () = &mut stop => break,
        };
        let service = TowerToHyperService::new(router.clone());
        let connection = http.serve_connection(TokioIo::new(stream), service);
        let connection = timeout(limits.connection_time, open.watch(connection));
        tokio::spawn(async move {
            // What goes wrong with a connection is its client's to know.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = timeout(limits.farewell, open.shutdown()).await;
}

async fn next_connection(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (TcpStream, OwnedSemaphorePermit) {
    let place = places.clone().acquire_owned().await;
    let place = place.expect("the semaphore is never closed");
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, place),
            // The client has gone already, or the system has no socket to spare.
            Err(error) => {
                tracing::warn!("no connection was taken: {error}");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
}
