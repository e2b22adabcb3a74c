// Who is right?
//
// The documentation prints a secret and a token, and the two don't fit. This
// file is the search: is there a slip that explains the printed signature? A
// secret that a shell or an editor changed, a secret decoded or hashed first,
// another text signed, a plain hash in place of the MAC.
//
// It finds nothing. That proves little, and it says so: somebody may have
// signed with a key that we never thought of.
//
// Run this file with: cargo test --test who_is_right

use jwt_by_hand::{Secret, base64url, printed_token, signature};
use sha2::{Digest, Sha256};

const PRINTED: &str = "vz_BKX4KiAl5Zc1LhJ-2ZBPPcqHzcBxXLD6e5eBlU90";

/// What the secret may have become on its way.
fn secrets() -> Vec<Vec<u8>> {
    let texts = [
        "12@34$56",
        "12@34$56\n",
        "12@34$56\r\n",
        " 12@34$56",
        "12@34$56 ",
        "\"12@34$56\"",
        "'12@34$56'",
        "12@34",  // a shell took $56 for a variable
        "12@346", // a shell took $5 for a variable
        "12@34$",
        "12@34\\$56",
        "12%4034%2456",
        "1234$56",
        "65$43@21",
        "undefined",
        "null",
        "JWT_SECRET",
        "JWT_SECRETE",
        "process.env.JWT_SECRET",
        "secret",
        "your-256-bit-secret",
        "your_jwt_secret",
        "shhhhh",
        "123456",
        "password",
    ];
    let mut secrets: Vec<Vec<u8>> =
        texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    for text in texts {
        secrets.push(Sha256::digest(text).to_vec());
        secrets.push(hex(&Sha256::digest(text)).into_bytes());
        secrets.push(base64url::encode(text).into_bytes());
        secrets
            .extend(base64url::decode(text).ok().filter(|bytes| !bytes.is_empty()));
    }
    // What `Buffer.from('12@34$56', 'base64')` gives in Node, which skips @ and $.
    secrets.push(vec![0xd7, 0x6d, 0xf8, 0xe7]);
    secrets
}

/// What may have been signed.
fn messages() -> Vec<String> {
    let (header, payload) = (
        base64url::encode(printed_token::HEADER_JSON),
        base64url::encode(printed_token::PAYLOAD_JSON),
    );
    vec![
        format!("{header}.{payload}"),
        format!("{header}.{payload}."),
        format!("{header}{payload}"),
        format!("{payload}.{header}"),
        header,
        payload,
        format!("{}.{}", printed_token::HEADER_JSON, printed_token::PAYLOAD_JSON),
        format!("{}{}", printed_token::HEADER_JSON, printed_token::PAYLOAD_JSON),
        printed_token::PAYLOAD_JSON.to_owned(),
    ]
}

#[test]
fn step_1_the_printed_signature_is_well_formed() {
    let printed = base64url::decode(PRINTED).unwrap();
    assert_eq!(
        hex(&printed),
        "bf3fc1297e0a88097965cd4b849fb66413cf72a1f3701c572c3e9ee5e06553dd"
    );
    assert_eq!(base64url::encode(printed), PRINTED);
}

#[test]
fn step_2_it_is_not_a_misprint_of_the_right_one() {
    let right = printed_token::MADE_AGAIN;
    let right = right.rsplit('.').next().unwrap();
    let same = PRINTED
        .chars()
        .zip(right.chars())
        .filter(|(one, other)| one == other)
        .count();
    assert_eq!(same, 0, "of 43 characters");
}

#[test]
fn step_3_no_slip_that_we_thought_of_explains_it() {
    let printed = base64url::decode(PRINTED).unwrap();
    let mut tried = 0;
    for secret in secrets() {
        for message in messages() {
            let hmac = signature::tag(
                &message,
                &Secret::insecure_for_lessons(&secret).unwrap(),
            );
            let hash_1 = Sha256::digest([&secret, message.as_bytes()].concat());
            let hash_2 = Sha256::digest([message.as_bytes(), &secret].concat());
            for made in [&hmac.as_bytes()[..], &hash_1, &hash_2] {
                assert_ne!(made, printed, "{secret:?} {message}");
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 2808);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
