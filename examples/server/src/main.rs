//! cargo run -p server
//!
//! Needs nothing. [`Configuration`] says what can be set. Ends with 0 when it is stopped,
//! and with 2 if it can't start.

#![forbid(unsafe_code)]

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::SystemTime;

use jwt_by_hand::NumericDate;
use server::configuration::Configuration;
use server::log::{self, Lines};
use server::serve::serve;
use server::{App, router, users};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    let mut out = Lines::to(io::stdout());
    let log = Lines::to(io::stderr());
    match run(&mut out, log.clone()).await {
        Ok(()) => {
            log.end("");
            out.end("Stopped.\n");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            log.end(&format!("error: {problem}\n"));
            ExitCode::from(2)
        }
    }
}

// ANCHOR: run
async fn run(out: &mut Lines, log: Lines) -> Result<(), Box<dyn Error>> {
    let Configuration { keyring, port, limits, allowed_origin, notice } =
        Configuration::from_environment()?;
    log::start(log);
    let app = App::new(keyring, &limits, clock)?;

    // This machine alone can reach it: what it speaks is HTTP, not HTTPS.
    let listener = TcpListener::bind(("127.0.0.1", port))
        .await
        .map_err(|error| format!("port {port}: {error}; PORT sets another one"))?;
    let address = listener.local_addr()?;
    writeln!(out, "{notice}\n{}", users::NOTICE)?;
    writeln!(out, "Listening on http://{address}. Ctrl+C stops it.")?;

    let router = router(app, &limits, allowed_origin);
    serve(listener, router, &limits, stopped()).await;
    Ok(())
}

fn clock() -> NumericDate {
    NumericDate::from(SystemTime::now())
}
// ANCHOR_END: run

/// Waits for Ctrl+C, or for the SIGTERM of whatever started the server.
async fn stopped() {
    let interrupt = async {
        tokio::signal::ctrl_c().await.expect("the system tells of Ctrl+C");
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate =
            signal(SignalKind::terminate()).expect("the system tells of SIGTERM");
        tokio::select! {
            () = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}
