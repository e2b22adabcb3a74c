// Nobody reads
//
// A server writes lines, and somebody may have closed the file that they go to, or stand
// at the other end of a full pipe and read nothing. Neither is a reason to stop, to
// refuse to start, or to miss the signal to end.
//
// Run this file with: cargo test -p server --test unread

#![cfg(target_os = "linux")] // A pipe holds 64 KiB there.

mod support;

use std::io::{PipeReader, PipeWriter, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use support::{PASSWORD, log_in, login_request, program, send, terminate};

/// The program, with these for its standard output and error, and where it is.
fn start(out: impl Into<Stdio>, err: impl Into<Stdio>) -> (Guarded, String) {
    // It can't tell which port it has taken, so it gets one that was free just now.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    let (_, port) = address.split_once(':').unwrap();
    let mut command = program(&[("PORT", port), ("LOGINS_PER_MINUTE", "60000")]);
    let child = command.stdout(out).stderr(err).spawn().unwrap();
    let child = Guarded(child);
    let start = Instant::now();
    while TcpStream::connect(&address).is_err() {
        assert!(start.elapsed().as_secs() < 10, "it doesn't listen");
        sleep(Duration::from_millis(20));
    }
    (child, address)
}

struct Guarded(Child);

impl Guarded {
    /// How it ends after SIGTERM, and how long that takes.
    fn end(mut self) -> (Option<i32>, Duration) {
        let start = Instant::now();
        terminate(&self.0);
        loop {
            if let Some(status) = self.0.try_wait().unwrap() {
                return (status.code(), start.elapsed());
            }
            assert!(start.elapsed().as_secs() < 20, "it doesn't end");
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn full_pipe() -> (PipeReader, PipeWriter) {
    let (reader, mut writer) = std::io::pipe().unwrap();
    writer.write_all(&[b'.'; 64 * 1024]).unwrap();
    (reader, writer)
}

fn closed_pipe() -> PipeWriter {
    std::io::pipe().unwrap().1
}

async fn serves(address: &str) {
    let url = format!("http://{address}");
    let token = log_in(&url).await;
    assert_eq!(send(&url, "/profile", &token).await.status, 200);
}

/// Requests that are each written down, on one connection.
fn ask(address: &str, times: usize) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut buffer = [0; 4096];
    for _ in 0..times {
        stream.write_all(b"GET /profile HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
        assert_ne!(stream.read(&mut buffer).unwrap(), 0);
    }
}

#[tokio::test]
async fn step_1_closed_ones_stop_nothing() {
    let (server, address) = start(closed_pipe(), closed_pipe());
    ask(&address, 3000);
    serves(&address).await;
    let (code, time) = server.end();
    assert_eq!(code, Some(0));
    assert!(time.as_secs() < 10, "{time:?}");
}

#[tokio::test]
async fn step_2_nor_do_full_ones() {
    let ((_out_reader, out), (_err_reader, err)) = (full_pipe(), full_pipe());
    let (server, address) = start(out, err);
    ask(&address, 3000);
    serves(&address).await;
    let (code, time) = server.end();
    assert_eq!(code, Some(0));
    assert!(time.as_secs() < 10, "{time:?}");
}

#[test]
fn step_3_what_is_wrong_at_the_start_ends_it_all_the_same() {
    for out in [closed_pipe(), full_pipe().1] {
        let mut command = program(&[("JWT_SECRET", "short")]);
        let child = command.stdout(out.try_clone().unwrap()).stderr(out).spawn();
        let mut child = Guarded(child.unwrap());
        assert_eq!(child.0.wait().unwrap().code(), Some(2));
    }
}

#[tokio::test]
async fn step_4_it_ends_in_time_whatever_goes_on() {
    let ((_out_reader, out), (_err_reader, err)) = (full_pipe(), full_pipe());
    let (server, address) = start(out, err);
    let mut open = Vec::new();
    let mut send = |bytes: &[u8]| {
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.write_all(bytes).unwrap();
        open.push(stream);
    };
    // Nothing, half a head, half a body, a kept-alive connection, ...
    let half = login_request("ada", PASSWORD);
    for bytes in [
        &b""[..],
        b"GET /profile HTTP/1.1\r\nAuthorization: Bearer ey",
        &half[..half.len() - 1],
        b"GET /profile HTTP/1.1\r\nHost: a\r\n\r\n",
    ] {
        (0..5).for_each(|_| send(bytes));
    }
    // ... answers that nobody takes, until no more of them go into the socket, ...
    (0..5).for_each(|_| {
        send(&b"GET /page.css HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2000))
    });
    // ... and more logins than can wait.
    (0..70).for_each(|_| send(&login_request("ada", PASSWORD)));
    let (code, time) = server.end();
    assert_eq!(code, Some(0));
    assert!(time.as_secs() < 10, "{time:?}");
}
