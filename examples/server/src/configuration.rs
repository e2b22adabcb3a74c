//! What the server is told before it starts, by the environment.

use std::env::{self, VarError};
use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

use axum::http::HeaderValue;
use jwt_by_hand::{Secret, SecretError};

use crate::keyring::{Key, Keyring};
use crate::serve::Limits;

/// How to set a secret, for whoever hasn't.
// ANCHOR: how_to
const HOW_TO_SET_IT: &str = "\
To set one, in the shell from which you start it:

    export JWT_SECRET=\"$(openssl rand -base64 32)\"
";
// ANCHOR_END: how_to

/// The secrets, the port, the limits, whose scripts may ask, and what to tell the person
/// who starts it.
pub struct Configuration {
    pub keyring: Keyring,
    pub port: u16,
    pub limits: Limits,
    pub allowed_origin: Option<HeaderValue>,
    pub notice: String,
}

impl Configuration {
    /// Reads `JWT_SECRET` and `JWT_KEY_ID`, `JWT_OTHER_SECRET` and `JWT_OTHER_KEY_ID`,
    /// `PORT`, `ALLOWED_ORIGIN`, `CONNECTIONS_PER_ADDRESS` and `LOGINS_PER_MINUTE`.
    ///
    /// # Errors
    ///
    /// A [`ConfigurationError`] that says what to do. A secret that is set, but empty
    /// or too short, is a mistake, and no reason to make one up.
    pub fn from_environment() -> Result<Configuration, ConfigurationError> {
        let (keyring, notice) = keyring()?;
        let port = number("PORT", "0 to 65535")?.unwrap_or(3000);
        let limit = |name| number::<NonZeroU16>(name, "1 to 65535");
        let mut limits = Limits::default();
        if let Some(number) = limit("CONNECTIONS_PER_ADDRESS")? {
            limits.connections_per_address = usize::from(number.get());
        }
        if let Some(number) = limit("LOGINS_PER_MINUTE")? {
            limits.logins_per_minute = number.into();
        }
        let allowed_origin = allowed_origin()?;
        Ok(Configuration { keyring, port, limits, allowed_origin, notice })
    }
}

// ANCHOR: secret
/// The secret that `JWT_SECRET` holds, or a random one.
fn own_secret() -> Result<(Secret, String), ConfigurationError> {
    match secret("JWT_SECRET")? {
        Some(secret) => {
            let notice =
                format!("The secret is JWT_SECRET, {} bytes.\n", secret.len());
            Ok((secret, notice))
        }
        None => Ok((random()?, RANDOM_NOTICE.to_owned() + HOW_TO_SET_IT)),
    }
}

/// The secret that a variable holds, if it is set.
fn secret(variable: &'static str) -> Result<Option<Secret>, ConfigurationError> {
    let Some(text) = text(variable)? else {
        return Ok(None);
    };
    // Its text, as Node's `process.env.JWT_SECRET` has it, not decoded.
    let secret = Secret::from_text(&text)
        .map_err(|error| ConfigurationError::Secret { variable, error })?;
    match why_guessable(&text) {
        Some(why) => Err(ConfigurationError::Guessable { variable, why }),
        None => Ok(Some(secret)),
    }
}

const RANDOM_NOTICE: &str = "\
JWT_SECRET is not set, so this server has drawn a secret of its own: 32 random bytes.
It is gone when the server stops, and with it every token that the server has made.
";

fn random() -> Result<Secret, ConfigurationError> {
    let mut bytes = [0; Secret::SHORTEST];
    getrandom::fill(&mut bytes).map_err(ConfigurationError::NoRandomness)?;
    Ok(Secret::from_bytes(bytes).expect("as many as the shortest has"))
}
// ANCHOR_END: secret

/// One secret, or two while the one is replaced by the other.
fn keyring() -> Result<(Keyring, String), ConfigurationError> {
    let (own, mut notice) = own_secret()?;
    let first = Key { name: text("JWT_KEY_ID")?, secret: own };
    let mut others = Vec::new();
    if let Some(secret) = secret("JWT_OTHER_SECRET")? {
        let other = Key { name: text("JWT_OTHER_KEY_ID")?, secret };
        if other.name == first.name {
            return Err(ConfigurationError::SameName);
        }
        notice += "JWT_OTHER_SECRET is taken as well, and signs nothing.\n";
        others.push(other);
    }
    Ok((Keyring { first, others }, notice))
}

/// As a browser writes it: a scheme, a host, perhaps a port, and no slash behind.
fn allowed_origin() -> Result<Option<HeaderValue>, ConfigurationError> {
    let Some(text) = text("ALLOWED_ORIGIN")? else {
        return Ok(None);
    };
    let host = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    let is_origin =
        host.is_some_and(|host| !host.is_empty() && !host.contains('/'));
    match HeaderValue::try_from(&text) {
        Ok(origin) if is_origin => Ok(Some(origin)),
        _ => Err(ConfigurationError::NoOrigin),
    }
}

fn text(variable: &'static str) -> Result<Option<String>, ConfigurationError> {
    match env::var(variable) {
        Ok(text) => Ok(Some(text)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(ConfigurationError::NotText(variable)),
    }
}

/// Long secrets that stand in print, and where. There are thousands more, and lists of
/// them to guess from: whatever stands in print is no secret.
const PUBLISHED: &str = include_str!("published.txt");

/// What makes a text one of the first guesses, however long it is.
fn why_guessable(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return Some("white space".to_owned());
    }
    let bytes = text.as_bytes();
    let is_all = |piece: &usize| bytes[*piece..] == bytes[..bytes.len() - piece];
    if let Some(piece) = (1..=bytes.len() / 2).find(is_all) {
        return Some(format!("a piece of length {piece}, over and over"));
    }
    let mut published = PUBLISHED.lines().filter_map(|line| line.split_once(": "));
    let (place, _) = published.find(|(_, it)| it.eq_ignore_ascii_case(text))?;
    Some(format!("in print, in {place}"))
}

/// A number from the environment, if it is set.
fn number<N: FromStr>(
    name: &'static str,
    range: &'static str,
) -> Result<Option<N>, ConfigurationError> {
    let wrong = ConfigurationError::NoNumber { name, range };
    let number = env::var_os(name).map(|text| text.to_str()?.parse().ok());
    number.map(|number| number.ok_or(wrong)).transpose()
}

/// Why the server doesn't start. It never holds what the variable holds.
#[derive(Debug)]
pub enum ConfigurationError {
    /// A secret is empty or too short.
    Secret { variable: &'static str, error: SecretError },
    /// A variable is not UTF-8.
    NotText(&'static str),
    /// The system has no random bytes to give.
    NoRandomness(getrandom::Error),
    /// A secret is long, and what everyone tries first.
    Guessable { variable: &'static str, why: String },
    /// Two secrets, and no way to tell whose a token is.
    SameName,
    /// `ALLOWED_ORIGIN` is what no browser calls an origin.
    NoOrigin,
    /// One of the numbers is none, or out of its range.
    NoNumber { name: &'static str, range: &'static str },
}

impl fmt::Display for ConfigurationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConfigurationError::Secret { variable, error } => {
                let explanation = error.explain();
                write!(
                    formatter,
                    "{variable} is {}; expected {} ({}).\n{HOW_TO_SET_IT}\n\
                     Or unset it, and the server draws a random one at each start.",
                    explanation.found, explanation.expected, explanation.rule
                )
            }
            ConfigurationError::NotText(variable) => {
                write!(formatter, "{variable} is not UTF-8 text.\n{HOW_TO_SET_IT}")
            }
            ConfigurationError::NoRandomness(error) => {
                write!(formatter, "no random bytes for a secret: {error}")
            }
            ConfigurationError::Guessable { variable, why } => write!(
                formatter,
                "{variable} is {why}. That is long, and still one of the first guesses.\n\
                 {HOW_TO_SET_IT}"
            ),
            ConfigurationError::SameName => formatter.write_str(
                "JWT_SECRET and JWT_OTHER_SECRET have the same name, or none; \
                 JWT_KEY_ID and JWT_OTHER_KEY_ID tell them apart.",
            ),
            ConfigurationError::NoOrigin => formatter.write_str(
                "ALLOWED_ORIGIN is not an origin, such as https://app.example: \
                 a scheme and a host, perhaps a port, and no slash behind.",
            ),
            ConfigurationError::NoNumber { name, range } => {
                write!(formatter, "{name} is not a number from {range}")
            }
        }
    }
}

impl std::error::Error for ConfigurationError {}
