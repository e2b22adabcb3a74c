// A new secret, and nobody notices
//
// A secret that never changes leaks one day. To change it without logging anybody out, a
// server knows two for a while, and the header's `kid` says which of them signed. Where
// there are several servers, it takes three steps. *Distribute*: all of them learn the
// new secret, and none signs with it. *Sign*: one after the other signs with it. *Retire*:
// when the last token of the old one has expired, the old one goes.
//
// The tokens of this server have no `kid` until then, and hold all the same.
//
// Run this file with: cargo test -p server --test rotation

mod support;

use jwt_by_hand::{
    Claims, Header, NumericDate, Secret, base64url, peek_without_verifying, sign,
};
use server::keyring::{Key, Keyring};
use server::serve::Limits;
use support::{NOW, Running, Server, log_in, refused, send};

const OLD: &str = "the old text, of 32 bytes or more";
const NEW: &str = "the new text, of 32 bytes or more";

fn secret(text: &str) -> Secret {
    Secret::from_text(text).unwrap()
}

/// What the old secret is to a server, before the change: all that it knows.
fn old() -> Key {
    Key { name: None, secret: secret(OLD) }
}

fn new() -> Key {
    Key { name: Some("2026-11".to_owned()), secret: secret(NEW) }
}

const BEFORE: usize = 0;
const DISTRIBUTE: usize = 1;
const SIGN: usize = 2;
const RETIRE: usize = 3;

/// What a server knows at each step.
fn keyring(step: usize) -> Keyring {
    match step {
        BEFORE => Keyring { first: old(), others: vec![] },
        DISTRIBUTE => Keyring { first: old(), others: vec![new()] },
        SIGN => Keyring { first: new(), others: vec![old()] },
        _ => Keyring { first: new(), others: vec![] },
    }
}

async fn at(step: usize, seconds: u64) -> Server {
    let server = Server::with(keyring(step), Limits::default()).await;
    server.set_clock(NOW + seconds);
    server
}

async fn status(server: &Server, token: &str) -> u16 {
    send(&server.url(), "/profile", token).await.status
}

fn claims() -> Claims {
    let exp = NumericDate::from_seconds(NOW + 3600);
    Claims::new().with("id", "123456").expires_at(exp)
}

#[tokio::test]
async fn step_1_who_is_logged_in_stays_logged_in() {
    let token = log_in(&at(BEFORE, 0).await.url()).await;
    assert_eq!(peek_without_verifying(&token).unwrap().header.key_id(), None);
    assert_eq!(status(&at(DISTRIBUTE, 600).await, &token).await, 200);
    assert_eq!(status(&at(SIGN, 1200).await, &token).await, 200);

    // Who logs in now gets a token of the new secret.
    let next = log_in(&at(SIGN, 1200).await.url()).await;
    let header = peek_without_verifying(&next).unwrap().header;
    assert_eq!(header.key_id(), Some("2026-11"));

    // An hour after the last server has begun to sign with it, the old secret has no
    // token left that could be missed.
    let last = log_in(&at(DISTRIBUTE, 1199).await.url()).await;
    let retired = at(RETIRE, 1199 + 3600).await;
    assert_eq!(status(&retired, &next).await, 200);
    assert_eq!(status(&retired, &last).await, 401);
    assert_eq!(status(&at(SIGN, 1199 + 3600).await, &last).await, 401, "expired");
}

#[tokio::test]
async fn step_2_servers_may_be_one_step_apart_and_no_more() {
    let mut takes = String::new();
    for made in BEFORE..=RETIRE {
        let token = log_in(&at(made, 0).await.url()).await;
        for server in BEFORE..=RETIRE {
            let is_taken = status(&at(server, 0).await, &token).await == 200;
            takes += if is_taken { "1" } else { "0" };
            assert!(is_taken || made.abs_diff(server) > 1);
        }
        takes += " ";
    }
    // A row for each step at which a token was made, a column for each at which it is
    // shown. Without *distribute*, the third row would meet the first column, and users
    // would be logged out on every second request.
    assert_eq!(takes, "1110 1110 0111 0111 ");
}

#[test]
fn step_3_the_order_is_chosen_and_not_the_alphabets() {
    let key = |name: &str, text| Key {
        name: Some(name.to_owned()),
        secret: secret(text),
    };
    let ring =
        Keyring { first: key("key-10", NEW), others: vec![key("key-9", OLD)] };
    let token = ring.sign(&claims());
    let header = peek_without_verifying(&token).unwrap().header;
    assert_eq!(header.key_id(), Some("key-10"));
}

#[tokio::test]
async fn step_4_a_kid_chooses_among_ours_and_does_nothing_else() {
    let server = at(SIGN, 0).await;
    let own = secret("the attacker's own text of 32 bytes");
    for kid in ["2026-12", "", "../../dev/null", "' OR 1=1 --", "2026-11 "] {
        let token = sign(&Header::new().with_key_id(kid), &claims(), &own);
        assert_eq!(status(&server, &token).await, 401, "{kid}");
    }
    // The name of one secret with the signature of the other.
    let named = Header::new().with_key_id("2026-11");
    for (header, signed_with) in [(named, OLD), (Header::new(), NEW)] {
        let mixed = sign(&header, &claims(), &secret(signed_with));
        assert_eq!(status(&server, &mixed).await, 401);
    }
}

#[tokio::test]
async fn step_5_nothing_of_the_payload_is_read_before_the_signature_holds() {
    // Whoever read it first would stop at check 10.
    let header = Header::new().with_key_id("2026-11").to_base64url();
    for payload in ["=", "a", &base64url::encode("plain text")] {
        let token = format!("{header}.{payload}.{}", base64url::encode([0; 32]));
        let server = at(SIGN, 0).await;
        let answer = send(&server.url(), "/profile", &token).await;
        assert_eq!(answer.json["check"], 9, "{payload}");
    }
}

#[tokio::test]
async fn step_6_after_a_leak_it_goes_at_once_and_everyone_logs_in_again() {
    let stolen = secret(OLD);
    let forged = sign(&Header::new(), &claims(), &stolen);
    assert_eq!(status(&at(SIGN, 0).await, &forged).await, 200, "who has it is us");
    assert_eq!(status(&at(RETIRE, 0).await, &forged).await, 401);
}

#[tokio::test]
async fn step_7_the_program_is_told_by_its_environment() {
    let before = Running::start(&[("JWT_SECRET", OLD)]);
    let signs = Running::start(&[
        ("JWT_SECRET", NEW),
        ("JWT_KEY_ID", "2026-11"),
        ("JWT_OTHER_SECRET", OLD),
    ]);
    assert!(signs.greeting.contains("JWT_OTHER_SECRET is taken as well"));
    for server in [&before, &signs] {
        let token = log_in(&server.url).await;
        assert_eq!(send(&signs.url, "/profile", &token).await.status, 200);
    }

    let nameless = [("JWT_SECRET", NEW), ("JWT_OTHER_SECRET", OLD)];
    let said = refused(support::program(&nameless));
    assert_eq!(said.status.code(), Some(2));
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.contains("JWT_KEY_ID and JWT_OTHER_KEY_ID tell them apart"));

    // The other one is looked at as closely.
    let short = [("JWT_SECRET", NEW), ("JWT_OTHER_SECRET", "short")];
    let said = refused(support::program(&short));
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.starts_with("error: JWT_OTHER_SECRET is a secret of 5 bytes"));
}
