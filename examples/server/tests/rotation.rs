// A new secret every month
//
// A secret that never changes leaks one day. To change it without logging everyone
// out, a verifier knows two for a while: the new one, which signs, and the old one,
// which only verifies until the last of its tokens has expired. The header's `kid`
// says which of them signed.
//
// Run this file with: cargo test -p server --test rotation

use std::collections::BTreeMap;
use std::time::Duration;

use jwt_by_hand::{
    Check, Claims, Expectations, Header, NumericDate, Secret, VerifiedClaims,
    peek_without_verifying, sign, verify,
};

const NOW: NumericDate = NumericDate::from_seconds(1_690_407_762);

// ANCHOR: keyring
/// The secrets that verify, by name. The last one signs.
struct Keyring(BTreeMap<&'static str, Secret>);

impl Keyring {
    fn sign(&self, claims: &Claims) -> String {
        let (name, secret) = self.0.last_key_value().expect("one secret at least");
        sign(&Header::new().with_key_id(*name), claims, secret)
    }

    /// The token says which secret to try. It can only choose among ours, and the
    /// signature must then hold under that one.
    fn verify(&self, token: &str) -> Option<VerifiedClaims> {
        let unverified = peek_without_verifying(token).ok()?;
        let secret = self.0.get(unverified.header.key_id()?)?;
        let expected = Expectations::new().require_expiry();
        verify(token, secret, &expected, NOW).ok()
    }
}
// ANCHOR_END: keyring

fn secret(text: &str) -> Secret {
    Secret::from_text(text).unwrap()
}

fn october() -> (&'static str, Secret) {
    ("2026-10", secret("october's text of 32 random bytes"))
}

fn november() -> (&'static str, Secret) {
    ("2026-11", secret("november's text, also 32 bytes ok"))
}

fn claims() -> Claims {
    Claims::new().with("id", "123456").expires_at(NOW + Duration::from_secs(3600))
}

#[test]
fn step_1_the_newest_secret_signs_and_is_named() {
    let ring = Keyring(BTreeMap::from([october(), november()]));
    let token = ring.sign(&claims());
    let header = peek_without_verifying(&token).unwrap().header;
    assert_eq!(header.key_id(), Some("2026-11"));
    assert_eq!(ring.verify(&token).unwrap().text("id"), Some("123456"));
}

#[test]
fn step_2_tokens_of_last_month_hold_while_their_secret_is_known() {
    let old = Keyring(BTreeMap::from([october()])).sign(&claims());
    let both = Keyring(BTreeMap::from([october(), november()]));
    assert!(both.verify(&old).is_some());
    // An hour after the change the last of them has expired, and the secret can go.
    let new = Keyring(BTreeMap::from([november()]));
    assert!(new.verify(&old).is_none());
}

#[test]
fn step_3_after_a_leak_it_goes_at_once_and_everyone_logs_in_again() {
    let stolen = october().1;
    let forged = sign(&Header::new().with_key_id("2026-10"), &claims(), &stolen);
    let ring = Keyring(BTreeMap::from([october(), november()]));
    assert!(ring.verify(&forged).is_some(), "whoever has the secret is the server");
    let ring = Keyring(BTreeMap::from([november()]));
    assert!(ring.verify(&forged).is_none());
}

#[test]
fn step_4_a_kid_chooses_among_ours_and_does_nothing_else() {
    let ring = Keyring(BTreeMap::from([october(), november()]));
    let (_, own) = ("", secret("the attacker's own text of 32 bytes"));
    for kid in ["2026-12", "", "../../dev/null", "' OR 1=1 --", "2026-11 "] {
        let token = sign(&Header::new().with_key_id(kid), &claims(), &own);
        assert!(ring.verify(&token).is_none(), "{kid}");
    }
    // The name of one secret with the signature of another.
    let mixed =
        sign(&Header::new().with_key_id("2026-10"), &claims(), &november().1);
    assert!(ring.verify(&mixed).is_none());
    let unnamed = sign(&Header::new(), &claims(), &november().1);
    assert!(ring.verify(&unnamed).is_none());
    // It fails at the signature, as any forged token does.
    let error =
        verify(&mixed, &october().1, &Expectations::new(), NOW).unwrap_err();
    assert_eq!(error.check(), Check::SignatureMatches);
}
