//! Sockets, and the limits on what a stranger may do with them.
//!
//! `axum::serve` is shorter, but it sets no limit on how long a client may take to
//! send a request's head. Here is what it does, with limits.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};
use tower_http::add_extension::AddExtension;

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
    /// How many connections there may be. Others wait. Each is an open file, of which
    /// most systems allow a process 1,024.
    pub connections: u32,
    /// How many of them one address may have. Others are closed.
    pub connections_per_address: usize,
    /// How old a connection may grow.
    pub connection_time: Duration,
    /// How often in a minute one address may try one name's password. Three times as
    /// often it may try all names, and all addresses together one name.
    pub logins_per_minute: NonZeroU32,
    /// How many passwords are hashed at a time, 19 MiB each.
    pub hashers: usize,
    /// How many wait for that. Others are told to come back.
    pub waiting: usize,
    /// How long they wait at most.
    pub login_time: Duration,
    /// How long requests may go on when the server stops. Docker, for one, kills it
    /// after ten seconds.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Limits {
            head_bytes: 16 * 1024,
            head_time: Duration::from_secs(10),
            body_bytes: 4 * 1024,
            answer_time: Duration::from_secs(10),
            connections: 1000,
            connections_per_address: 100,
            connection_time: Duration::from_secs(5 * 60),
            logins_per_minute: const { NonZeroU32::new(10).unwrap() },
            hashers: cores.min(4),
            waiting: 64,
            login_time: Duration::from_secs(5),
            farewell: Duration::from_secs(5),
        }
    }
}
// ANCHOR_END: limits

/// Whom the limits count as one: an IPv4 address, or 2⁶⁴ IPv6 addresses with the same
/// first half, since the smallest home gets as many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Client(IpAddr);

impl From<IpAddr> for Client {
    fn from(address: IpAddr) -> Client {
        Client(match address.to_canonical() {
            IpAddr::V6(address) => {
                IpAddr::V6((address.to_bits() >> 64 << 64).into())
            }
            address => address,
        })
    }
}

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
    let places = Places::new(limits.connections);
    let (running, stopping) = watch::channel(());
    let mut stop = pin!(stop);
    loop {
        let (stream, place) = tokio::select! {
            next = next_connection(&listener, &places, limits) => next,
            () = &mut stop => break,
        };
        let service = AddExtension::new(router.clone(), place.client);
        let service = TowerToHyperService::new(service);
        let connection = http.serve_connection(TokioIo::new(stream), service);
        let mut stopping = stopping.clone();
        let Limits { connection_time, farewell, .. } = *limits;
        tokio::spawn(async move {
            let _place = place;
            let mut connection = pin!(connection);
            tokio::select! {
                // What goes wrong with a connection is its client's to know.
                _ = connection.as_mut() => return,
                _ = stopping.changed() => {}
                () = sleep(connection_time) => {}
            }
            // What has begun comes to its end, and nothing else begins.
            connection.as_mut().graceful_shutdown();
            let _ = timeout(farewell, connection).await;
        });
    }
    drop((listener, running));
    // When all places are free, everyone has gone.
    let everyone = places.free.acquire_many(limits.connections);
    let _ = timeout(limits.farewell, everyone).await;
}

async fn next_connection(
    listener: &TcpListener,
    places: &Places,
    limits: &Limits,
) -> (TcpStream, Place) {
    let one_of_all = places.free.clone().acquire_owned().await;
    let one_of_all = one_of_all.expect("the semaphore is never closed");
    loop {
        match listener.accept().await {
            Ok((stream, address)) => {
                let client = Client::from(address.ip());
                // Who has their share already is sent away: the stream is dropped, and
                // so closed.
                if places.taken_by(client) < limits.connections_per_address {
                    return (stream, places.take(client, one_of_all));
                }
            }
            // The client has gone already, or the system has no socket to spare.
            Err(error) => {
                tracing::warn!("no connection was taken: {error}");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// The places that connections take, and who is on them.
#[derive(Clone)]
struct Places {
    free: Arc<Semaphore>,
    taken: Arc<Mutex<Vec<Client>>>,
}

/// One connection's place. It is free again when this is dropped.
struct Place {
    client: Client,
    places: Places,
    _one_of_all: OwnedSemaphorePermit,
}

impl Places {
    fn new(connections: u32) -> Places {
        let free = Arc::new(Semaphore::new(connections as usize));
        Places { free, taken: Arc::default() }
    }

    fn taken(&self) -> MutexGuard<'_, Vec<Client>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn taken_by(&self, client: Client) -> usize {
        self.taken().iter().filter(|other| **other == client).count()
    }

    fn take(&self, client: Client, one_of_all: OwnedSemaphorePermit) -> Place {
        self.taken().push(client);
        Place { client, places: self.clone(), _one_of_all: one_of_all }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        let at = taken.iter().position(|client| *client == self.client);
        at.map(|at| taken.swap_remove(at));
    }
}
