//! cargo run -p server
//!
//! Needs nothing. `JWT_SECRET` sets the secret, `PORT` the port. Ends with 0 when it
//! is stopped, and with 2 if it can't start.

#![forbid(unsafe_code)]

use std::error::Error;
use std::process::ExitCode;
use std::time::SystemTime;

use jwt_by_hand::NumericDate;
use server::configuration::Configuration;
use server::serve::{Limits, serve};
use server::{App, log, router, users};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(2)
        }
    }
}

// ANCHOR: run
async fn run() -> Result<(), Box<dyn Error>> {
    let configuration = Configuration::from_environment()?;
    log::start();

    // This machine alone can reach it: what it speaks is HTTP, not HTTPS.
    let port = configuration.port;
    let listener = TcpListener::bind(("127.0.0.1", port))
        .await
        .map_err(|error| format!("port {port}: {error}; PORT sets another one"))?;
    println!("{}", configuration.notice);
    println!("{}", users::NOTICE);
    println!("Listening on http://{}. Ctrl+C stops it.", listener.local_addr()?);

    let limits = Limits::default();
    let app = App::new(configuration.secret, clock);
    serve(listener, router(app, &limits), &limits, stopped()).await;
    println!("Stopped.");
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
