// The examples, run as you run them
//
// What they print on standard output is in snapshots/, whole, and the book
// shows it from there. Here are also their exit codes: 0 for done or accepted,
// 1 for refused, 2 for a call that is wrong in itself.
//
// Run this file with: cargo test

use std::path::PathBuf;
use std::process::{Command, Output};

use insta::assert_snapshot;
use jwt_by_hand::printed_token;

fn example(name: &str, arguments: &[&str]) -> Output {
    // `cargo test` builds the examples beside its tests.
    let tests: PathBuf = std::env::current_exe().unwrap();
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = tests.parent().unwrap().with_file_name("examples").join(file);
    assert!(path.exists(), "run `cargo test`, or `cargo build --examples` first");
    Command::new(path).args(arguments).output().unwrap()
}

fn printed(name: &str, arguments: &[&str]) -> String {
    let output = example(name, arguments);
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn last_line(name: &str, arguments: &[&str]) -> String {
    printed(name, arguments).lines().last().unwrap().to_owned()
}

fn exit_code(name: &str, arguments: &[&str]) -> i32 {
    example(name, arguments).status.code().unwrap()
}

#[test]
fn step_1_header() {
    assert_snapshot!(printed("header", &[]));
    assert_eq!(
        printed("header", &[]),
        printed("header", &[printed_token::HEADER_JSON])
    );
    assert_snapshot!(last_line("header", &[]), @"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9");
    // The bytes are taken as they are.
    assert_snapshot!(last_line("header", &["{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}"]), @"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9");
    assert_eq!(exit_code("header", &["{}", "{}"]), 2);
    assert_eq!(exit_code("header", &["not JSON"]), 2);
}

#[test]
fn step_2_payload() {
    assert_snapshot!(printed("payload", &[]));
    assert_eq!(
        printed("payload", &[]),
        printed("payload", &[printed_token::PAYLOAD_JSON])
    );
    assert_snapshot!(last_line("payload", &[]), @"eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0");
    assert_snapshot!(last_line("payload", &[r#"{"name":"Zoë"}"#]), @"eyJuYW1lIjoiWm_DqyJ9");
    assert_eq!(exit_code("payload", &[r#"{"exp":"soon"}"#]), 2);
    assert_eq!(exit_code("payload", &[r#"{"a":1,"a":2}"#]), 2);
}

#[test]
fn step_3_signature() {
    assert_snapshot!(printed("signature", &[]));
    assert_snapshot!(last_line("signature", &[]), @"l38ji4Pu1ft6MaklTmA8WxffaJuqJcU63Pwrb1Ljo4k");
    let token = printed_token::MADE_AGAIN;
    let (signing_input, signature) = token.rsplit_once('.').unwrap();
    assert_eq!(
        last_line("signature", &[signing_input, printed_token::SECRET]),
        signature
    );
    assert!(
        printed("signature", &["a.b", "short"])
            .starts_with("warning: a secret of 5 bytes")
    );
    assert!(!printed("signature", &["a.b", &"x".repeat(32)]).contains("warning"));
    assert_eq!(exit_code("signature", &["a.b", ""]), 2);
    assert_eq!(exit_code("signature", &["a.b"]), 2);
    assert_eq!(exit_code("signature", &[token, "secret"]), 2);
    assert_eq!(exit_code("signature", &["one part", "secret"]), 2);
}

#[test]
fn step_4_verify() {
    let (token, secret) = (printed_token::MADE_AGAIN, printed_token::SECRET);
    let iat = "1690407762";
    assert_snapshot!("verify_accepted", printed("verify", &[]));
    assert_eq!(printed("verify", &[]), printed("verify", &[token, secret, iat]));
    assert_snapshot!(
        "verify_refused",
        printed("verify", &[printed_token::TOKEN, secret])
    );

    assert_eq!(exit_code("verify", &[]), 0);
    assert_eq!(exit_code("verify", &[token, secret]), 0);
    assert_eq!(exit_code("verify", &[token, secret, "0.5"]), 0);
    assert_eq!(exit_code("verify", &[printed_token::TOKEN, secret, iat]), 1);
    assert_eq!(exit_code("verify", &[token, "12@34$57"]), 1);
    assert_eq!(exit_code("verify", &["", secret]), 1);
    // Those of the chapter: one in its last second and in the first that is too late,
    // and one that nobody has signed.
    let expires = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImV4cCI6MTY5MDQxMTM2Mn0.JjRQQfLAVJqOfViubWKuOyW8RkTVZWnmKqtVG-kFadU";
    assert_eq!(exit_code("verify", &[expires, secret, "1690411361"]), 0);
    assert_eq!(exit_code("verify", &[expires, secret, "1690411362"]), 1);
    let unsigned =
        "eyJhbGciOiJub25lIn0.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0.";
    let refusal = printed("verify", &[unsigned, secret]);
    assert!(refusal.ends_with("refused at check 6\n"), "{refusal}");
    assert_eq!(exit_code("verify", &[token, ""]), 2);
    assert_eq!(exit_code("verify", &[token]), 2);
    assert_eq!(exit_code("verify", &[token, secret, "soon"]), 2);
    assert_eq!(exit_code("verify", &[token, secret, "inf"]), 2);
    assert_eq!(exit_code("verify", &[token, secret, iat, "more"]), 2);
}

#[test]
fn step_5_walkthrough() {
    assert_snapshot!(printed("walkthrough", &[]));
    assert!(
        printed("walkthrough", &["{}", "secret"])
            .contains("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.")
    );
    assert_eq!(exit_code("walkthrough", &["{}"]), 2);
}

#[test]
fn step_6_a_wrong_call_says_how_it_is_called() {
    let output = example("signature", &["a.b"]);
    assert!(output.stdout.is_empty());
    assert_snapshot!(String::from_utf8(output.stderr).unwrap(), @r"
    error: that is not how this example is called. It is:

    cargo run --example signature -- HEADER.PAYLOAD SECRET

    The first two parts of a token with the dot between them, without the third.
    ");
}

#[test]
fn step_7_no_colours_where_there_is_no_terminal() {
    assert!(!printed("walkthrough", &[]).contains('\u{1b}'));
}

#[test]
fn help_is_an_answer() {
    for name in ["header", "payload", "signature", "verify", "sha256", "hmac"] {
        for help in ["--help", "-h"] {
            let usage = printed(name, &[help]);
            assert!(usage.starts_with(&format!("cargo run --example {name}")));
            assert_eq!(exit_code(name, &[help]), 0);
        }
    }
}

#[test]
fn step_8_sha256() {
    assert_snapshot!(printed("sha256", &[]));
    let token = printed_token::MADE_AGAIN;
    let (signing_input, _) = token.rsplit_once('.').unwrap();
    assert_eq!(printed("sha256", &[]), printed("sha256", &[signing_input]));
    assert_snapshot!(last_line("sha256", &["abc"]), @"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_snapshot!(last_line("sha256", &[""]), @"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(exit_code("sha256", &["two", "texts"]), 2);
}

#[test]
fn step_9_hmac() {
    assert_snapshot!(printed("hmac", &[]));
    let token = printed_token::MADE_AGAIN;
    let (signing_input, _) = token.rsplit_once('.').unwrap();
    assert_eq!(
        printed("hmac", &[]),
        printed("hmac", &[signing_input, printed_token::SECRET])
    );
    assert_snapshot!(last_line("hmac", &["what do ya want for nothing?", "Jefe"]), @"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assert!(!printed("hmac", &["", &"x".repeat(32)]).contains("warning"));
    assert_eq!(exit_code("hmac", &["message", ""]), 2);
    assert_eq!(exit_code("hmac", &["message"]), 2);
}
