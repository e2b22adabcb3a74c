//! What the server is told before it starts, by the environment.

use std::env::{self, VarError};
use std::fmt;

use jwt_by_hand::{Secret, SecretError};

/// `PORT` if it isn't set.
const PORT: u16 = 3000;

/// How to set a secret, for whoever hasn't.
// ANCHOR: how_to
const HOW_TO_SET_IT: &str = "\
To set one, in the shell from which you start it:

    export JWT_SECRET=\"$(openssl rand -base64 32)\"
";
// ANCHOR_END: how_to

/// The secret, the port, and what to tell the person who starts it.
pub struct Configuration {
    pub secret: Secret,
    pub port: u16,
    pub notice: String,
}

impl Configuration {
    /// Reads `JWT_SECRET` and `PORT`.
    ///
    /// # Errors
    ///
    /// A [`ConfigurationError`] that says what to do. A secret that is set, but empty
    /// or too short, is a mistake, and no reason to make one up.
    pub fn from_environment() -> Result<Configuration, ConfigurationError> {
        let (secret, notice) = secret(env::var("JWT_SECRET"))?;
        Ok(Configuration { secret, port: port(env::var("PORT"))?, notice })
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

fn port(variable: Result<String, VarError>) -> Result<u16, ConfigurationError> {
    match variable {
        Ok(text) => text.parse().map_err(|_| ConfigurationError::NoPort),
        Err(VarError::NotPresent) => Ok(PORT),
        Err(VarError::NotUnicode(_)) => Err(ConfigurationError::NoPort),
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
    /// `PORT` is no number from 0 to 65535.
    NoPort,
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
            ConfigurationError::NoPort => {
                formatter.write_str("PORT is not a number from 0 to 65535")
            }
        }
    }
}

impl std::error::Error for ConfigurationError {}
