//! Servers to test: inside the test with a clock of its own, or the real program.

#![allow(dead_code)] // Each file of tests uses a part of this.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use jwt_by_hand::{NumericDate, Secret};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue, WWW_AUTHENTICATE};
use serde_json::{Value, json};
use server::keyring::Keyring;
use server::serve::{Limits, serve};
use server::{App, router};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// 32 bytes, as HS256 demands.
pub const SECRET: &str = "a text of 32 bytes, or of more!!";
/// The moment of the documented token.
pub const NOW: u64 = 1_690_407_762;
pub const PASSWORD: &str = "analytical engine";

pub fn secret() -> Secret {
    Secret::from_text(SECRET).unwrap()
}

/// A server inside the test, on a port of its own. Its clock stands still until the
/// test moves it.
pub struct Server {
    pub address: SocketAddr,
    clock: Arc<AtomicU64>,
}

impl Server {
    pub async fn start() -> Server {
        Server::with(secret(), Limits::default()).await
    }

    pub async fn with(keyring: impl Into<Keyring>, limits: Limits) -> Server {
        Server::run(keyring, limits, None).await
    }

    /// One that lets another origin's scripts ask it.
    pub async fn allowing(origin: HeaderValue) -> Server {
        Server::run(secret(), Limits::default(), Some(origin)).await
    }

    async fn run(
        keyring: impl Into<Keyring>,
        limits: Limits,
        allowed_origin: Option<HeaderValue>,
    ) -> Server {
        let clock = Arc::new(AtomicU64::new(NOW));
        let hands = clock.clone();
        let now = move || NumericDate::from_seconds(hands.load(Ordering::SeqCst));
        let app = App::new(keyring, &limits, now).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = router(app, &limits, allowed_origin);
        tokio::spawn(async move {
            serve(listener, router, &limits, std::future::pending()).await;
        });
        Server { address, clock }
    }

    pub fn set_clock(&self, seconds: u64) {
        self.clock.store(seconds, Ordering::SeqCst);
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything that comes back for these bytes, until the server closes.
    pub async fn raw(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        // The server may refuse, and close, before it has taken everything.
        let _ = stream.write_all(request).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8(answer).unwrap()
    }
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub challenge: Option<String>,
    pub headers: HeaderMap,
    pub json: Value,
}

async fn answer(request: reqwest::RequestBuilder) -> Answer {
    let answer = request.send().await.unwrap();
    let headers = answer.headers().clone();
    let challenge = headers.get(WWW_AUTHENTICATE);
    Answer {
        status: answer.status().as_u16(),
        challenge: challenge.map(|value| value.to_str().unwrap().to_owned()),
        headers,
        json: answer.json().await.unwrap_or(Value::Null),
    }
}

/// `GET`, with this `Authorization` header or none.
pub async fn get(url: &str, path: &str, authorization: Option<&str>) -> Answer {
    let request = reqwest::Client::new().get(format!("{url}{path}"));
    answer(match authorization {
        Some(value) => request.header(
            AUTHORIZATION,
            HeaderValue::from_bytes(value.as_bytes()).unwrap(),
        ),
        None => request,
    })
    .await
}

/// `GET` with a token.
pub async fn send(url: &str, path: &str, token: &str) -> Answer {
    get(url, path, Some(&format!("Bearer {token}"))).await
}

pub async fn post_login(url: &str, body: &Value) -> Answer {
    answer(reqwest::Client::new().post(format!("{url}/login")).json(body)).await
}

/// Ada's token.
pub async fn log_in(url: &str) -> String {
    let answer =
        post_login(url, &json!({ "name": "ada", "password": PASSWORD })).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json["token"].as_str().unwrap().to_owned()
}

/// `POST /login` as it goes over the wire, on a connection of its own.
pub fn login_request(name: &str, password: &str) -> Vec<u8> {
    let body = json!({ "name": name, "password": password }).to_string();
    format!(
        "POST /login HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// The real program, started with these variables and no other of ours.
pub fn program(variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    for variable in ["JWT_SECRET", "JWT_OTHER_SECRET", "ALLOWED_ORIGIN"] {
        command.env_remove(variable);
    }
    command.env("PORT", "0");
    command.envs(variables.iter().copied());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What a program says that is not to start. If it starts all the same, it is stopped,
/// and there is no exit code.
pub fn refused(mut program: Command) -> Output {
    let mut child = program.spawn().unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(5) {
            child.kill().unwrap();
        }
        thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap()
}

/// The real program, running. It is stopped when this is dropped.
pub struct Running {
    pub child: Child,
    pub url: String,
    /// What it printed before it listened.
    pub greeting: String,
    output: Option<(JoinHandle<String>, JoinHandle<String>)>,
}

impl Running {
    pub fn start(variables: &[(&str, &str)]) -> Running {
        Running::run(program(variables))
    }

    pub fn run(mut program: Command) -> Running {
        let mut child = program.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut greeting = String::new();
        let url = loop {
            let mut line = String::new();
            assert_ne!(stdout.read_line(&mut line).unwrap(), 0, "{greeting}");
            write!(greeting, "{line}").unwrap();
            if let Some(rest) = line.strip_prefix("Listening on ") {
                break rest.split(". ").next().unwrap().to_owned();
            }
        };
        let stderr = child.stderr.take().unwrap();
        let output = Some((drain(stdout), drain(stderr)));
        Running { child, url, greeting, output }
    }

    /// Sends SIGTERM, as service managers do.
    #[cfg(unix)]
    pub fn terminate(&self) {
        terminate(&self.child);
    }

    /// Waits for its end, and gives its exit code and all that it printed on both.
    pub fn end(&mut self) -> (Option<i32>, String) {
        let code = self.child.wait().unwrap().code();
        let (stdout, stderr) = self.output.take().unwrap();
        let printed = stdout.join().unwrap() + &stderr.join().unwrap();
        (code, format!("{}{printed}", self.greeting))
    }
}

#[cfg(unix)]
pub fn terminate(child: &Child) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
}

/// Reads on a thread of its own, or a full pipe would stop the program.
fn drain(mut source: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut text = String::new();
        source.read_to_string(&mut text).unwrap();
        text
    })
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
