// Strangers
//
// Anyone can open a connection. A client may send half a request and wait, or send
// bytes that are no request, or far too many of them, or open a thousand connections
// and do nothing. None of it costs the server more than it has decided to spend, and
// after each the next client is served.
//
// Run this file with: cargo test -p server --test hostile

mod support;

use std::time::{Duration, Instant};

use server::serve::Limits;
use support::{PASSWORD, Running, Server, log_in, login_request, secret, send};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};

/// The usual limits, with less patience.
fn impatient() -> Limits {
    Limits {
        head_time: Duration::from_millis(300),
        answer_time: Duration::from_millis(1500),
        ..Limits::default()
    }
}

async fn still_serves(server: &Server) {
    let token = log_in(&server.url()).await;
    assert_eq!(send(&server.url(), "/profile", &token).await.status, 200);
}

/// What comes until the server closes, and how long that takes.
async fn until_closed(mut stream: TcpStream) -> (String, Duration) {
    let start = Instant::now();
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    let _ = timeout(Duration::from_secs(5), read).await.expect("it closes");
    (String::from_utf8_lossy(&bytes).into_owned(), start.elapsed())
}

#[tokio::test]
async fn step_1_half_a_head_is_waited_for_but_not_for_ever() {
    let server = Server::with(secret(), impatient()).await;
    for half in ["", "G", "GET /profile HTTP/1.1\r\nAuthorization: Bearer ey"] {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(half.as_bytes()).await.unwrap();
        let (answer, time) = until_closed(stream).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 408 "),
            "{answer}"
        );
        assert!(time < Duration::from_secs(2), "{time:?}");
    }
    still_serves(&server).await;
}

#[tokio::test]
async fn step_2_a_head_that_drips_has_no_more_time() {
    let server = Server::with(secret(), impatient()).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let start = Instant::now();
    // A byte every 50 ms keeps a naive server waiting for as long as one likes.
    while start.elapsed() < Duration::from_secs(4) {
        let is_open = stream.write_all(b"G").await.is_ok();
        let mut byte = [0];
        let closed =
            timeout(Duration::from_millis(50), stream.read(&mut byte)).await;
        if !is_open || closed.is_ok() {
            break;
        }
    }
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    still_serves(&server).await;
}

#[tokio::test]
async fn step_3_half_a_body_gets_408() {
    let server = Server::with(secret(), impatient()).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let head = "POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\
                Content-Length: 100\r\n\r\n{\"name\":";
    stream.write_all(head.as_bytes()).await.unwrap();
    let (answer, time) = until_closed(stream).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(time < Duration::from_secs(4), "{time:?}");
    still_serves(&server).await;
}

#[tokio::test]
async fn step_4_a_silent_connection_is_closed() {
    let server = Server::with(secret(), impatient()).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let request = "GET /profile HTTP/1.1\r\nHost: a\r\n\r\n";
    stream.write_all(request.as_bytes()).await.unwrap();
    let (answer, time) = until_closed(stream).await;
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
    assert!(time < Duration::from_secs(2), "{time:?}");
}

#[tokio::test]
async fn step_5_bytes_that_are_no_request_get_400() {
    let server = Server::with(secret(), impatient()).await;
    let all: Vec<u8> = (0..=255).collect();
    let tls = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03";
    for bytes in [
        &all[..],
        tls,
        b"\0\0\0\0\r\n\r\n",
        b"HELO\r\n\r\n",
        b"GET /profile HTTP/9.9\r\n\r\n",
        b"GET /profile HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET /profile HTTP/1.1\r\nA: b\0c\r\n\r\n",
        b"POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let answer = server.raw(bytes).await;
        let is_refused = answer.is_empty() || answer.starts_with("HTTP/1.1 400 ");
        assert!(is_refused, "{answer} for {bytes:?}");
    }
    still_serves(&server).await;
}

#[tokio::test]
async fn step_6_bytes_that_are_no_text_in_the_token_get_401() {
    let server = Server::start().await;
    for bytes in [&b"\xff\xfe\x80"[..], b"\xc3\xa9", "ёж.ёж.ёж".as_bytes()] {
        let mut request = b"GET /profile HTTP/1.1\r\nHost: a\r\n".to_vec();
        request.extend(b"Connection: close\r\nAuthorization: Bearer ");
        request.extend(bytes);
        request.extend(b"\r\n\r\n");
        let answer = server.raw(&request).await;
        assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
        assert!(answer.contains(r#"error="invalid_token""#), "{answer}");
    }
}

#[tokio::test]
async fn step_7_too_much_is_refused_before_it_is_read() {
    let server = Server::start().await;
    let token = |length| {
        format!(
            "GET /profile HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\
             Authorization: Bearer {}\r\n\r\n",
            "x".repeat(length)
        )
    };
    // A token of 8 KiB is looked at, a longer one is not, and a head of over 16 KiB
    // is not even read.
    for (request, status) in [
        (token(8 * 1024), "401"),
        (token(8 * 1024 + 1), "401"),
        (token(17 * 1024), "431"),
        (token(1024 * 1024), "431"),
        (format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(100_000)), "4"),
        (format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(101)), "431"),
    ] {
        let answer = server.raw(request.as_bytes()).await;
        // With much still on its way, the answer may be lost when the socket closes.
        assert!(
            answer.is_empty() && request.len() > 50_000
                || answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{answer}"
        );
    }
    assert!(server.raw(token(8 * 1024).as_bytes()).await.contains("check 2 of 13"));
    let longer = server.raw(token(8 * 1024 + 1).as_bytes()).await;
    assert!(longer.contains("check 1 of 13"), "{longer}");
    still_serves(&server).await;
}

#[tokio::test]
async fn step_8_a_long_body_is_refused_as_soon_as_it_is_too_long() {
    let server = Server::start().await;
    let start = Instant::now();
    // It says a gigabyte. After 4 KiB nobody wants the rest.
    let mut request = b"POST /login HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\
        Content-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n"
        .to_vec();
    request.extend([b' '; 5000]);
    let answer = server.raw(&request).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());

    // And one that doesn't say it, in pieces.
    let mut request = b"POST /login HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\
        Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        .to_vec();
    for _ in 0..20 {
        request.extend(format!("400\r\n{}\r\n", " ".repeat(1024)).into_bytes());
    }
    let answer = server.raw(&request).await;
    assert!(answer.starts_with("HTTP/1.1 413 ") || answer.is_empty(), "{answer}");
    still_serves(&server).await;
}

#[tokio::test]
async fn step_9_a_request_inside_another_is_refused() {
    let server = Server::start().await;
    // Both a length and chunks: two readers would see two requests.
    let answer = server
        .raw(
            b"POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\
              Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n\
              0\r\n\r\nGET /profile HTTP/1.1\r\n\r\n",
        )
        .await;
    assert!(!answer.contains("HTTP/1.1 200"), "{answer}");
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{answer}");
}

#[tokio::test]
async fn step_10_more_connections_than_there_are_places_wait() {
    let limits = Limits { connections: 8, ..impatient() };
    let server = Server::with(secret(), limits).await;
    let mut idle = Vec::new();
    for _ in 0..8 {
        idle.push(TcpStream::connect(server.address).await.unwrap());
    }
    // The ninth waits until the silent ones have been sent away, and is then served.
    let start = Instant::now();
    still_serves(&server).await;
    assert!(start.elapsed() > Duration::from_millis(200), "{:?}", start.elapsed());
}

#[tokio::test]
async fn step_11_no_connection_grows_old() {
    let limits =
        Limits { connection_time: Duration::from_millis(500), ..Limits::default() };
    let server = Server::with(secret(), limits).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let start = Instant::now();
    let mut buffer = [0; 4096];
    // Busy all the time, and closed all the same.
    loop {
        let request = b"GET /profile HTTP/1.1\r\nHost: a\r\n\r\n";
        let is_open = stream.write_all(request).await.is_ok();
        if !is_open || matches!(stream.read(&mut buffer).await, Ok(0) | Err(_)) {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(5));
    }
    still_serves(&server).await;
}

#[tokio::test]
async fn step_12_a_request_that_grew_old_with_its_connection_is_answered() {
    let limits =
        Limits { connection_time: Duration::from_millis(300), ..Limits::default() };
    let server = Server::with(secret(), limits).await;
    let request = login_request("ada", PASSWORD);
    let (first, rest) = request.split_at(request.len() - 10);
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(first).await.unwrap();
    sleep(Duration::from_millis(600)).await;
    stream.write_all(rest).await.unwrap();
    let (answer, _) = until_closed(stream).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[tokio::test]
async fn step_13_a_request_is_for_one_host() {
    let server = Server::start().await;
    let ask = async |version: &str, hosts: &str| {
        let request = format!(
            "GET /profile HTTP/{version}\r\nConnection: close\r\n{hosts}\r\n"
        );
        let answer = server.raw(request.as_bytes()).await;
        answer.split(' ').nth(1).unwrap().to_owned()
    };
    // 401: as far as the token, which is missing.
    for good in ["a", "localhost:3000", "127.0.0.1", "[::1]:3000", "A.example"] {
        assert_eq!(ask("1.1", &format!("Host: {good}\r\n")).await, "401", "{good}");
    }
    for bad in [
        "",
        "Host:\r\n",
        "Host: a\r\nHost: a\r\n",
        "Host: a\r\nhOST: b\r\n",
        "Host: a\r\nHost:\r\n",
        "Host: a b\r\n",
        "Host: a, b\r\n",
        "Host: a/b\r\n",
        "Host: ada@a\r\n",
        "Host: http://a\r\n",
        "Host: [::1\r\n",
        "Host: \u{e9}\r\n",
    ] {
        assert_eq!(ask("1.1", bad).await, "400", "{bad}");
    }
    // HTTP/1.0 knows no `Host`; but two of them are two.
    assert_eq!(ask("1.0", "").await, "401");
    assert_eq!(ask("1.0", "Host: a\r\nHost: b\r\n").await, "400");
}

/// A connection that has had one answer, and is kept. None if it was closed.
async fn kept(address: std::net::SocketAddr, from: [u8; 4]) -> Option<TcpStream> {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((from, 0).into()).unwrap();
    let mut stream = socket.connect(address).await.ok()?;
    stream.write_all(b"GET /profile HTTP/1.1\r\nHost: a\r\n\r\n").await.ok()?;
    let mut buffer = [0; 4096];
    match stream.read(&mut buffer).await {
        Ok(1..) => Some(stream),
        _ => None,
    }
}

#[tokio::test]
async fn step_14_one_address_has_its_share_of_the_connections() {
    let limits = Limits { connections_per_address: 4, ..Limits::default() };
    let server = Server::with(secret(), limits).await;
    let mut open = Vec::new();
    for number in 0..12 {
        let stream = kept(server.address, [127, 0, 0, 1]).await;
        assert_eq!(stream.is_some(), number < 4);
        open.extend(stream);
    }
    // As soon as one has gone, there is a place for another.
    open.pop();
    let start = Instant::now();
    while kept(server.address, [127, 0, 0, 1]).await.is_none() {
        assert!(start.elapsed() < Duration::from_secs(5));
        sleep(Duration::from_millis(10)).await;
    }
}

#[cfg(target_os = "linux")] // All of 127.0.0.0/8 is ours there.
#[tokio::test]
async fn step_15_a_thousand_from_one_address_leave_room_for_all_others() {
    let program = Running::start(&[]);
    let address = program.url.strip_prefix("http://").unwrap().parse().unwrap();
    let mut open = Vec::new();
    for _ in 0..1024 {
        open.extend(kept(address, [127, 0, 0, 2]).await);
    }
    assert_eq!(open.len(), 100);
    let start = Instant::now();
    let token = log_in(&program.url).await;
    assert_eq!(send(&program.url, "/profile", &token).await.status, 200);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}
