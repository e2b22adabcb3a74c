//! What the server is told before it starts, by the environment.

use std::env::{self, VarError};
use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

use jwt_by_hand::{Secret, SecretError};

use crate::serve::Limits;

/// How to set a secret, for whoever hasn't.
// ANCHOR: how_to
const HOW_TO_SET_IT: &str = "\
To set one, in the shell from which you start it:

    export JWT_SECRET=\"$(openssl rand -base64 32)\"
";
// ANCHOR_END: how_to

/// The secret, the port, the limits, and what to tell the person who starts it.
pub struct Configuration {
    pub secret: Secret,
    pub port: u16,
    pub limits: Limits,
    pub notice: String,
}

impl Configuration {
    /// Reads `JWT_SECRET`, `PORT`, `CONNECTIONS_PER_ADDRESS` and `LOGINS_PER_MINUTE`.
    ///
    /// # Errors
    ///
    /// A [`ConfigurationError`] that says what to do. A secret that is set, but empty
    /// or too short, is a mistake, and no reason to make one up.
    pub fn from_environment() -> Result<Configuration, ConfigurationError> {
        let (secret, notice) = secret(env::var("JWT_SECRET"))?;
        let port = number("PORT", "0 to 65535")?.unwrap_or(3000);
        let limit = |name| number::<NonZeroU16>(name, "1 to 65535");
        let mut limits = Limits::default();
        if let Some(number) = limit("CONNECTIONS_PER_ADDRESS")? {
            limits.connections_per_address = usize::from(number.get());
        }
        if let Some(number) = limit("LOGINS_PER_MINUTE")? {
            limits.logins_per_minute = number.into();
        }
        Ok(Configuration { secret, port, limits, notice })
    }
}

// ANCHOR: secret
fn secret(
    variable: Result<String, VarError>,
) -> Result<(Secret, String), ConfigurationError> {
    match variable {
        Ok(text) => {
            // Its text, as Node's `process.env.JWT_SECRET` has it, not decoded.
            let secret = Secret::from_text(&text)?;
            if let Some(why) = why_guessable(&text) {
                return Err(ConfigurationError::Guessable(why));
            }
            let notice =
                format!("The secret is JWT_SECRET, {} bytes.\n", secret.len());
            Ok((secret, notice))
        }
        Err(VarError::NotPresent) => {
            Ok((random()?, RANDOM_NOTICE.to_owned() + HOW_TO_SET_IT))
        }
        Err(VarError::NotUnicode(_)) => Err(ConfigurationError::NotText),
    }
}

const RANDOM_NOTICE: &str = "\
JWT_SECRET is not set, so this server has drawn a secret of its own: 32 random bytes.
It is gone when the server stops, and with it every token that the server has made.
";

fn random() -> Result<Secret, ConfigurationError> {
    let mut bytes = [0; Secret::SHORTEST];
    getrandom::fill(&mut bytes).map_err(ConfigurationError::NoRandomness)?;
    Ok(Secret::from_bytes(bytes)?)
}
// ANCHOR_END: secret

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
    match env::var(name) {
        Ok(text) => text.parse().map(Some).map_err(|_| wrong),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(wrong),
    }
}

/// Why the server doesn't start. It never holds what the variable holds.
#[derive(Debug)]
pub enum ConfigurationError {
    /// `JWT_SECRET` is empty or too short.
    Secret(SecretError),
    /// `JWT_SECRET` is not UTF-8.
    NotText,
    /// The system has no random bytes to give.
    NoRandomness(getrandom::Error),
    /// `JWT_SECRET` is long, and what everyone tries first.
    Guessable(String),
    /// One of the numbers is none, or out of its range.
    NoNumber { name: &'static str, range: &'static str },
}

impl From<SecretError> for ConfigurationError {
    fn from(error: SecretError) -> ConfigurationError {
        ConfigurationError::Secret(error)
    }
}

impl fmt::Display for ConfigurationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConfigurationError::Secret(error) => {
                let explanation = error.explain();
                write!(
                    formatter,
                    "JWT_SECRET is {}; expected {} ({}).\n{HOW_TO_SET_IT}\n\
                     Or unset it, and the server draws a random one at each start.",
                    explanation.found, explanation.expected, explanation.rule
                )
            }
            ConfigurationError::NotText => {
                write!(formatter, "JWT_SECRET is not UTF-8 text.\n{HOW_TO_SET_IT}")
            }
            ConfigurationError::NoRandomness(error) => {
                write!(formatter, "no random bytes for a secret: {error}")
            }
            ConfigurationError::Guessable(why) => write!(
                formatter,
                "JWT_SECRET is {why}. That is long, and still one of the first guesses.\n\
                 {HOW_TO_SET_IT}"
            ),
            ConfigurationError::NoNumber { name, range } => {
                write!(formatter, "{name} is not a number from {range}")
            }
        }
    }
}

impl std::error::Error for ConfigurationError {}
