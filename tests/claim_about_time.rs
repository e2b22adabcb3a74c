// A claim about time
//
// A token is good from a moment and until a moment, and nothing else ends it: nobody
// has to be asked, and so nobody can say no. This file lives through a token's time:
// lifetimes, clocks that differ, a maximum age, a list of those that are revoked, and
// a refresh, with a thief who comes second and one who comes first.
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

fn days(count: u64) -> Duration {
    minutes(24 * 60 * count)
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
fn step_3_clocks_differ_and_leeway_allows_for_it() {
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

    // It counts at both ends: the token also lives 10 seconds longer.
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
/// The tokens that were taken back: their `jti`, and until when a verifier would take
/// them.
struct Revoked {
    until: BTreeMap<String, NumericDate>,
    /// The most that any verifier allows.
    leeway: Duration,
}

impl Revoked {
    fn take_back(&mut self, claims: &VerifiedClaims) -> Option<()> {
        let (id, exp) = (claims.text("jti")?, claims.time("exp")?);
        self.until.insert(id.to_owned(), exp + self.leeway);
        Some(())
    }

    /// A token without a name can't be taken back, and so is not let in.
    fn has(&self, claims: &VerifiedClaims) -> bool {
        claims.text("jti").is_none_or(|id| self.until.contains_key(id))
    }

    /// What every verifier refuses by now needs no place in the list.
    fn forget_the_expired(&mut self, now: NumericDate) {
        self.until.retain(|_, until| *until > now);
    }
}
// ANCHOR_END: revoked

#[test]
fn step_6_a_list_of_those_that_are_revoked() {
    let claims = Claims::new().token_id("0b0c").expires_at(NOW + minutes(60));
    let token = sign(&Header::new(), &claims, &secret());
    let leeway = seconds(10);
    let expected = Expectations::new().leeway(leeway);
    let mut revoked = Revoked { until: BTreeMap::new(), leeway };
    let verified = check(&token, &expected, NOW).unwrap();
    assert!(!revoked.has(&verified));
    revoked.take_back(&verified).unwrap();

    // As long as a verifier takes the token, the list must know its name: with leeway,
    // that is longer than until `exp`.
    for later in 3590..3620 {
        let now = NOW + seconds(later);
        revoked.forget_the_expired(now);
        let is_taken = check(&token, &expected, now).is_ok();
        assert_eq!(is_taken, revoked.has(&verified), "{later} s");
    }
    assert!(revoked.until.is_empty());

    let nameless = Claims::new().expires_at(NOW + minutes(60));
    let nameless = sign(&Header::new(), &nameless, &secret());
    let verified = check(&nameless, &expected, NOW).unwrap();
    assert!(revoked.has(&verified) && revoked.take_back(&verified).is_none());
}

/// The services that take access tokens don't have it, and can't make a refresh token.
fn refresh_secret() -> Secret {
    Secret::from_text("another text, of 32 bytes or more").unwrap()
}

struct Tokens {
    /// For every request.
    access: String,
    /// For the next two tokens.
    refresh: String,
}

#[derive(Debug, PartialEq)]
enum No {
    Token(VerifyError),
    Ended,
    UsedTwice,
}

// ANCHOR: family
/// A login, and all tokens that come from it. A database has these.
struct Family {
    user: String,
    /// The `jti` of the one refresh token that may still be used.
    newest: String,
    /// The last day, which no renewal moves.
    ends: NumericDate,
}

#[derive(Default)]
struct Sessions {
    families: BTreeMap<String, Family>,
    count: u64,
}
// ANCHOR_END: family

impl Sessions {
    fn log_in(&mut self, user: &str, now: NumericDate) -> Tokens {
        self.families.retain(|_, family| family.ends > now);
        self.count += 1;
        let name = format!("login-{}", self.count);
        let (user, newest, ends) = (user.to_owned(), String::new(), now + days(30));
        self.tokens(&name, Family { user, newest, ends }, now)
    }

    // ANCHOR: renew
    fn renew(&mut self, refresh: &str, now: NumericDate) -> Result<Tokens, No> {
        let expected =
            Expectations::new().token_type("refresh+jwt").require_expiry();
        let claims = verify(refresh, &refresh_secret(), &expected, now)
            .map_err(No::Token)?;
        // The family is taken out, and put back only if this is its newest token.
        let name = claims.text("family").unwrap_or_default();
        let family = self.families.remove(name).ok_or(No::Ended)?;
        if claims.text("jti") != Some(&family.newest) {
            return Err(No::UsedTwice);
        }
        Ok(self.tokens(name, family, now))
    }

    fn tokens(&mut self, name: &str, family: Family, now: NumericDate) -> Tokens {
        self.count += 1;
        let newest = format!("refresh-{}", self.count);
        let week = now + days(7);
        let exp = if week < family.ends { week } else { family.ends };
        let access =
            Claims::new().with("id", &*family.user).expires_at(now + minutes(5));
        let refresh =
            Claims::new().with("family", name).token_id(&newest).expires_at(exp);
        self.families.insert(name.to_owned(), Family { newest, ..family });
        let refresh_header = Header::new().with_type("refresh+jwt");
        Tokens {
            access: sign(&Header::new(), &access, &secret()),
            refresh: sign(&refresh_header, &refresh, &refresh_secret()),
        }
    }
    // ANCHOR_END: renew
}

fn is_let_in(tokens: &Tokens, now: NumericDate) -> bool {
    check(&tokens.access, &Expectations::new().require_expiry(), now).is_ok()
}

#[test]
fn step_7_a_refresh_asks_the_server_again() {
    let mut sessions = Sessions::default();
    let first = sessions.log_in("123456", NOW);
    assert!(is_let_in(&first, NOW + seconds(299)));

    let later = NOW + minutes(5);
    assert!(!is_let_in(&first, later));
    let second = sessions.renew(&first.refresh, later).unwrap();
    let claims = check(&second.access, &Expectations::new(), later).unwrap();
    assert_eq!(claims.text("id"), Some("123456"));

    // To log out everywhere, or to lock a user out, is to forget their families.
    sessions.families.retain(|_, family| family.user != "123456");
    let renewed = sessions.renew(&second.refresh, later);
    assert_eq!(renewed.err(), Some(No::Ended));
}

#[test]
fn step_8_the_thief_comes_second() {
    let mut sessions = Sessions::default();
    let stolen = sessions.log_in("123456", NOW).refresh;
    let users = sessions.renew(&stolen, NOW + minutes(5)).unwrap();

    // The thief gets nothing, and is noticed.
    let now = NOW + minutes(6);
    assert_eq!(sessions.renew(&stolen, now).err(), Some(No::UsedTwice));
    // The server can't tell the two apart. So the user has to log in again, too.
    assert_eq!(sessions.renew(&users.refresh, now).err(), Some(No::Ended));
    assert!(sessions.families.is_empty());
}

#[test]
fn step_9_the_thief_comes_first() {
    let mut sessions = Sessions::default();
    let stolen = sessions.log_in("123456", NOW).refresh;
    let thiefs = sessions.renew(&stolen, NOW + minutes(4)).unwrap();
    let thiefs = sessions.renew(&thiefs.refresh, NOW + minutes(8)).unwrap();

    // The user comes with the token that they have, and the family ends.
    let now = NOW + minutes(9);
    assert_eq!(sessions.renew(&stolen, now).err(), Some(No::UsedTwice));
    assert_eq!(sessions.renew(&thiefs.refresh, now).err(), Some(No::Ended));
    // What the thief still has is an access token, for five minutes from its making.
    assert!(is_let_in(&thiefs, NOW + minutes(13) - seconds(1)));
    assert!(!is_let_in(&thiefs, NOW + minutes(13)));

    // Another login of the same user is another family, and goes on.
    let phone = sessions.log_in("123456", NOW);
    assert!(sessions.renew(&phone.refresh, now).is_ok());
}

#[test]
fn step_10_no_renewal_moves_the_last_day() {
    // The thief comes first, and the user never again.
    let mut sessions = Sessions::default();
    let mut tokens = sessions.log_in("123456", NOW);
    for day in 1..30 {
        tokens = sessions.renew(&tokens.refresh, NOW + days(day)).unwrap();
    }
    let last_day = NOW + days(30);
    let just_before = sessions.renew(&tokens.refresh, last_day - seconds(1));
    let tokens = just_before.unwrap();
    let renewed = sessions.renew(&tokens.refresh, last_day);
    assert!(matches!(renewed, Err(No::Token(VerifyError::Expired { .. }))));
    // And what has ended is not kept for ever.
    sessions.log_in("234567", last_day);
    assert_eq!(sessions.families.len(), 1);

    // Who stays away for a week has to log in again, too.
    let away = sessions.log_in("123456", NOW);
    let renewed = sessions.renew(&away.refresh, NOW + days(7));
    assert!(matches!(renewed, Err(No::Token(VerifyError::Expired { .. }))));
}

#[test]
fn step_11_neither_token_is_taken_for_the_other() {
    let mut sessions = Sessions::default();
    let tokens = sessions.log_in("123456", NOW);
    let error = check(&tokens.refresh, &Expectations::new(), NOW).unwrap_err();
    assert!(matches!(error, VerifyError::Type { .. }));
    let renewed = sessions.renew(&tokens.access, NOW);
    assert!(matches!(renewed, Err(No::Token(VerifyError::Type { .. }))));

    // Many verifiers never look at `typ`, Node's `jsonwebtoken` for one. Such a one
    // still hasn't got the secret.
    let any_type = Expectations::new().token_type("refresh+jwt");
    let error = check(&tokens.refresh, &any_type, NOW).unwrap_err();
    assert_eq!(error, VerifyError::SignatureMismatch);
}

#[test]
fn step_12_two_logins_in_one_second_give_one_token() {
    let claims = || Claims::new().with("id", "123456").issued_at(NOW);
    let login = |claims: &Claims| sign(&Header::new(), claims, &secret());
    assert_eq!(login(&claims()), login(&claims()));
    // Unless each has a name.
    assert_ne!(
        login(&claims().token_id("0b0c")),
        login(&claims().token_id("0b0d"))
    );
}

#[test]
fn step_13_a_changed_password_ends_what_was_made_before() {
    let changed = NOW + minutes(5);
    let is_good = |made: NumericDate| {
        let token = sign(&Header::new(), &Claims::new().issued_at(made), &secret());
        let claims = check(&token, &Expectations::new(), NOW + days(1)).unwrap();
        claims.time("iat").is_some_and(|made| made >= changed)
    };
    assert!(!is_good(NOW + seconds(299)));
    assert!(is_good(changed));
}
