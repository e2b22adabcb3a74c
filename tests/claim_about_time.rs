// A claim about time
//
// A token is good from a moment and until a moment, and nothing else ends it: nobody
// has to be asked, and so nobody can say no. This file lives through a token's time:
// lifetimes, clocks that differ, a maximum age, a refresh, and a list of those that are
// revoked, which is the state that tokens were to save us.
//
// Run this file with: cargo test --test claim_about_time

use std::collections::BTreeMap;
use std::time::Duration;

use jwt_by_hand::{
    Claims, Expectations, Header, NumericDate, Secret, VerifiedClaims, VerifyError,
    sign, verify,
};

const NOW: NumericDate = NumericDate::from_seconds(1_690_407_762);

fn secret() -> Secret {
    Secret::from_text("a text of 32 bytes, or of more!!").unwrap()
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn minutes(count: u64) -> Duration {
    seconds(60 * count)
}

fn check(
    token: &str,
    expected: &Expectations,
    now: NumericDate,
) -> Result<VerifiedClaims, VerifyError> {
    verify(token, &secret(), expected, now)
}

#[test]
fn step_1_a_lifetime_is_a_moment_plus_a_duration() {
    // ANCHOR: lifetime
    let claims = Claims::new()
        .with("id", "123456")
        .issued_at(NOW)
        .expires_at(NOW + Duration::from_secs(15 * 60));
    // ANCHOR_END: lifetime
    assert_eq!(
        claims.to_json(),
        r#"{"id":"123456","iat":1690407762,"exp":1690408662}"#
    );
    let token = sign(&Header::new(), &claims, &secret());
    let expected = Expectations::new();
    // The last second of it, and the first that is too late.
    assert!(check(&token, &expected, NOW + seconds(899)).is_ok());
    assert!(check(&token, &expected, NOW + seconds(900)).is_err());
}

#[test]
fn step_2_without_exp_only_the_secret_ends_it() {
    let token = sign(&Header::new(), &Claims::new().issued_at(NOW), &secret());
    let in_a_century = NOW + seconds(100 * 365 * 86_400);
    assert!(check(&token, &Expectations::new(), in_a_century).is_ok());

    let expected = Expectations::new().require_expiry();
    let error = check(&token, &expected, NOW).unwrap_err();
    assert!(matches!(error, VerifyError::MissingTime { claim: "exp" }));
}

#[test]
fn step_3_clocks_differ_and_leeway_bears_it() {
    // Made on a machine whose clock is 5 seconds ahead of ours, "not before now".
    let ahead = NOW + seconds(5);
    let claims = Claims::new().not_before(ahead).expires_at(ahead + minutes(15));
    let token = sign(&Header::new(), &claims, &secret());

    // ANCHOR: leeway
    let strict = Expectations::new();
    let lenient = Expectations::new().leeway(Duration::from_secs(10));
    assert!(check(&token, &strict, NOW).is_err());
    assert!(check(&token, &lenient, NOW).is_ok());
    // ANCHOR_END: leeway

    // It is borne at both ends: the token also lives 10 seconds longer.
    let late = ahead + minutes(15) + seconds(9);
    assert!(check(&token, &strict, late).is_err());
    assert!(check(&token, &lenient, late).is_ok());
    assert!(check(&token, &lenient, late + seconds(1)).is_err());
}

#[test]
fn step_4_a_maximum_age_is_the_verifiers_to_choose() {
    let claims = Claims::new().issued_at(NOW).expires_at(NOW + minutes(60));
    let token = sign(&Header::new(), &claims, &secret());

    // ANCHOR: max_age
    let to_read = Expectations::new();
    let to_pay = Expectations::new().max_age(Duration::from_secs(5 * 60));
    let after_ten_minutes = NOW + Duration::from_secs(10 * 60);
    assert!(check(&token, &to_read, after_ten_minutes).is_ok());
    assert!(check(&token, &to_pay, after_ten_minutes).is_err());
    // ANCHOR_END: max_age
}

#[test]
fn step_5_the_signer_cannot_take_a_token_back() {
    let claims = Claims::new()
        .with("id", "123456")
        .with("role", "admin")
        .expires_at(NOW + minutes(60));
    let token = sign(&Header::new(), &claims, &secret());

    // A minute later, user 123456 is dismissed. Where would `verify` learn of it? It
    // gets a token, a secret, expectations and the time, and none of them has changed.
    let verified = check(&token, &Expectations::new(), NOW + minutes(30)).unwrap();
    assert_eq!(verified.text("role"), Some("admin"));
}

// ANCHOR: revoked
/// The tokens that were taken back: from `jti` to `exp`.
#[derive(Default)]
struct Revoked(BTreeMap<String, NumericDate>);

impl Revoked {
    fn take_back(&mut self, claims: &VerifiedClaims) -> Option<()> {
        let (id, exp) = (claims.text("jti")?, claims.time("exp")?);
        self.0.insert(id.to_owned(), exp);
        Some(())
    }

    fn has(&self, claims: &VerifiedClaims) -> bool {
        claims.text("jti").is_none_or(|id| self.0.contains_key(id))
    }

    /// What has expired is refused anyway, so the list stays short.
    fn forget_the_expired(&mut self, now: NumericDate) {
        self.0.retain(|_, exp| *exp > now);
    }
}
// ANCHOR_END: revoked

#[test]
fn step_6_a_list_of_those_that_are_revoked() {
    let claims = Claims::new().token_id("0b0c").expires_at(NOW + minutes(60));
    let token = sign(&Header::new(), &claims, &secret());
    let mut revoked = Revoked::default();
    let verified = check(&token, &Expectations::new(), NOW).unwrap();
    assert!(!revoked.has(&verified));

    revoked.take_back(&verified).unwrap();
    assert!(revoked.has(&verified));
    revoked.forget_the_expired(NOW + minutes(59));
    assert!(revoked.has(&verified));
    revoked.forget_the_expired(NOW + minutes(60));
    assert!(revoked.0.is_empty());

    // A token without a name can't be taken back, and so is not let in.
    let nameless = Claims::new().expires_at(NOW + minutes(60));
    let nameless = sign(&Header::new(), &nameless, &secret());
    let verified = check(&nameless, &Expectations::new(), NOW).unwrap();
    assert!(revoked.has(&verified) && revoked.take_back(&verified).is_none());
}

// ANCHOR: refresh
/// The refresh tokens that may still be used, by `jti`, each once. A database has this.
#[derive(Default)]
struct Sessions {
    open: BTreeMap<String, String>,
    count: u64,
}

impl Sessions {
    /// Two tokens: one for every request, and one that gives the next two.
    fn begin(&mut self, user: &str, now: NumericDate) -> (String, String) {
        self.count += 1;
        let id = format!("session-{}", self.count);
        self.open.insert(id.clone(), user.to_owned());

        let access = Claims::new().with("id", user).expires_at(now + minutes(5));
        let refresh =
            Claims::new().token_id(id).expires_at(now + minutes(60 * 24 * 7));
        let refresh_header = Header::new().with_type("refresh+jwt");
        (
            sign(&Header::new(), &access, &secret()),
            sign(&refresh_header, &refresh, &secret()),
        )
    }

    /// The server is asked again here, once in five minutes, and here it can say no.
    fn renew(
        &mut self,
        refresh: &str,
        now: NumericDate,
    ) -> Option<(String, String)> {
        let expected =
            Expectations::new().token_type("refresh+jwt").require_expiry();
        let claims = check(refresh, &expected, now).ok()?;
        let user = self.open.remove(claims.text("jti")?)?;
        Some(self.begin(&user, now))
    }
}
// ANCHOR_END: refresh

#[test]
fn step_7_a_refresh_asks_the_server_again() {
    let mut sessions = Sessions::default();
    let (access, refresh) = sessions.begin("123456", NOW);
    let expected = Expectations::new().require_expiry();
    assert!(check(&access, &expected, NOW + seconds(299)).is_ok());

    let later = NOW + minutes(5);
    assert!(check(&access, &expected, later).is_err());
    let (access, next) = sessions.renew(&refresh, later).unwrap();
    let claims = check(&access, &expected, later).unwrap();
    assert_eq!(claims.text("id"), Some("123456"));

    // Each refresh token works once. A thief who comes second gets nothing.
    assert!(sessions.renew(&refresh, later).is_none());
    // And to end the session is to forget it.
    sessions.open.clear();
    assert!(sessions.renew(&next, later).is_none());
}

#[test]
fn step_8_neither_token_is_taken_for_the_other() {
    let mut sessions = Sessions::default();
    let (access, refresh) = sessions.begin("123456", NOW);
    let error = check(&refresh, &Expectations::new(), NOW).unwrap_err();
    assert!(matches!(error, VerifyError::Type { .. }));
    assert!(sessions.renew(&access, NOW).is_none());
    assert!(sessions.renew(&refresh, NOW + minutes(60 * 24 * 7)).is_none());
}
