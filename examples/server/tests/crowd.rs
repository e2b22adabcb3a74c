// A crowd
//
// Fifty people log in at once, and each password takes 19 MiB and tens of milliseconds
// of a core to hash. A server has only so much of both. It owes its users an answer
// that is true: a right password may have to wait, or to come back, but it is never
// called wrong.
//
// Run this file with: cargo test -p server --test crowd

mod support;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use server::serve::Limits;
use support::{PASSWORD, Server, log_in, login_request, secret};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Attempts are not what is looked at here.
fn limits() -> Limits {
    Limits { logins_per_minute: 60_000.try_into().unwrap(), ..Limits::default() }
}

/// What a right password gets, status and `Retry-After`, or that nothing came.
async fn try_once(address: &str) -> String {
    let Ok(mut stream) = TcpStream::connect(address).await else {
        return "no connection".to_owned();
    };
    let _ = stream.write_all(&login_request("ada", PASSWORD)).await;
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await;
    let status = answer.split(' ').nth(1).unwrap_or("no answer");
    let retry = answer.lines().find(|line| line.starts_with("retry-after"));
    [status, retry.unwrap_or_default()].join(" ").trim().to_owned()
}

/// What so many clients get who log in, each as often as it can, for so long.
async fn crowd(
    address: String,
    clients: usize,
    time: Duration,
) -> BTreeMap<String, u32> {
    let end = Instant::now() + time;
    let clients: Vec<_> = (0..clients)
        .map(|_| {
            let address = address.clone();
            tokio::spawn(async move {
                let mut answers = vec![try_once(&address).await];
                while Instant::now() < end {
                    answers.push(try_once(&address).await);
                }
                answers
            })
        })
        .collect();
    let mut counts = BTreeMap::new();
    for client in clients {
        for answer in client.await.unwrap() {
            *counts.entry(answer).or_default() += 1;
        }
    }
    counts
}

const BUSY: &str = "503 retry-after: 1";

#[tokio::test]
async fn step_1_all_fifty_are_answered() {
    let server = Server::with(secret(), limits()).await;
    let counts = crowd(server.address.to_string(), 50, Duration::ZERO).await;
    assert_eq!(counts, BTreeMap::from([("200".to_owned(), 50)]));
}

#[tokio::test]
async fn step_2_the_queue_has_an_end() {
    let limits = Limits { hashers: 1, waiting: 2, ..limits() };
    let server = Server::with(secret(), limits).await;
    let counts = crowd(server.address.to_string(), 50, Duration::ZERO).await;
    // Some are hashed. Who finds the queue full is told so, and when to come back.
    assert!(counts["200"] >= 3, "{counts:?}");
    assert!(counts[BUSY] >= 1, "{counts:?}");
    assert_eq!(counts["200"] + counts[BUSY], 50, "{counts:?}");
}

#[tokio::test]
async fn step_3_what_takes_too_long_was_not_wrong() {
    let limits = Limits { login_time: Duration::from_millis(1), ..limits() };
    let server = Server::with(secret(), limits).await;
    let counts = crowd(server.address.to_string(), 4, Duration::ZERO).await;
    assert_eq!(counts, BTreeMap::from([(BUSY.to_owned(), 4)]));
}

#[tokio::test]
async fn step_4_who_has_gone_is_not_waited_for() {
    let limits = Limits { hashers: 1, waiting: 500, ..limits() };
    let server = Server::with(secret(), limits).await;
    let mut one = Duration::MAX;
    for _ in 0..5 {
        one = one.min(login_time(&server).await);
    }
    // Ninety ask, and hang up. The next one doesn't wait for ninety passwords.
    for _ in 0..90 {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(&login_request("ada", PASSWORD)).await.unwrap();
    }
    let next = login_time(&server).await;
    assert!(next < 30 * one, "{next:?}, and {one:?} alone");
}

async fn login_time(server: &Server) -> Duration {
    let start = Instant::now();
    assert_eq!(try_once(&server.address.to_string()).await, "200");
    start.elapsed()
}

#[cfg(target_os = "linux")]
mod memory {
    use std::fs;
    use std::process::{Command, Stdio};

    use super::*;
    use crate::support::{Running, refused, send};

    /// The real program, which may have no more memory than so many KiB.
    fn with_memory(kib: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -d {kib}; exec \"$0\"")]);
        command.arg(env!("CARGO_BIN_EXE_server"));
        command.env_remove("JWT_SECRET").env("PORT", "0");
        command.env("LOGINS_PER_MINUTE", "60000").env("TOKIO_WORKER_THREADS", "2");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// The most that it ever held, in MiB.
    fn peak(server: &Running) -> u64 {
        let status = format!("/proc/{}/status", server.child.id());
        let status = fs::read_to_string(status).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib: u64 =
            line.unwrap().trim().trim_end_matches(" kB").parse().unwrap();
        kib / 1024
    }

    /// Fifty clients, and what else goes on meanwhile.
    async fn besiege(server: &Running) {
        let address = server.url.strip_prefix("http://").unwrap().to_owned();
        let token = log_in(&server.url).await;
        let siege = tokio::spawn(crowd(address, 50, Duration::from_secs(2)));
        // Who has a token already notices little.
        for _ in 0..10 {
            let start = Instant::now();
            assert_eq!(send(&server.url, "/profile", &token).await.status, 200);
            assert!(start.elapsed() < Duration::from_secs(5));
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let counts = siege.await.unwrap();
        assert!(counts["200"] >= 10, "{counts:?}");
        let others =
            counts.keys().find(|answer| *answer != "200" && *answer != BUSY);
        assert_eq!(others, None, "{counts:?}");
    }

    #[tokio::test]
    async fn step_5_fifty_clients_keep_it_under_200_mib() {
        let server = Running::run(with_memory("unlimited"));
        besiege(&server).await;
        let peak = peak(&server);
        assert!(peak < 200, "{peak} MiB");
    }

    #[tokio::test]
    async fn step_6_with_less_to_take_it_neither_ends_nor_lies() {
        for kib in ["1048576", "524288", "262144"] {
            besiege(&Running::run(with_memory(kib))).await;
        }
    }

    #[test]
    fn step_7_without_the_memory_for_one_password_it_does_not_start() {
        for kib in ["24000", "30000"] {
            let output = refused(with_memory(kib));
            assert_eq!(output.status.code(), Some(2));
            let said = String::from_utf8(output.stderr).unwrap();
            let found = "error: threads and memory for hashing passwords: ";
            assert!(said.starts_with(found), "{said}");
        }
    }
}
