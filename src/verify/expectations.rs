//! What the verifier knows before it sees a token.

use std::time::Duration;

/// What you expect of a token, beyond a signature that holds. Nothing in the
/// token can change it.
///
/// | in Node's `jwt.verify` | here |
/// | --- | --- |
/// | `clockTolerance: 60` | [`leeway(Duration::from_secs(60))`](Expectations::leeway) |
/// | `maxAge: '1d'` | [`max_age`](Expectations::max_age) |
/// | `issuer`, `subject`, `audience`, `jwtid` | [`issuer`](Expectations::issuer), [`subject`](Expectations::subject), [`audience`](Expectations::audience), [`token_id`](Expectations::token_id) |
/// | no `audience`: any `aud` is accepted | a token that has an `aud` is refused |
/// | `typ` is never looked at | `JWT` or none, unless you ask for another [`token_type`](Expectations::token_type) |
/// | `clockTimestamp` | the `now` that you give to `verify` |
/// | `algorithms: ['HS256']` | always so |
///
/// ```
/// use jwt_by_hand::{sign, verify, Check, Claims, Expectations, Header, NumericDate, Secret};
///
/// let secret = Secret::from_text("a text of 32 bytes, or of more!!")?;
/// let token = sign(&Header::new(), &Claims::new().audience("shop"), &secret);
/// let now = NumericDate::from_seconds(1_690_407_762);
///
/// let expected = Expectations::new().audience("shop");
/// assert!(verify(&token, &secret, &expected, now).is_ok());
///
/// let error = verify(&token, &secret, &expected.require_expiry(), now).unwrap_err();
/// assert_eq!(error.check(), Check::Time);
/// # Ok::<(), jwt_by_hand::SecretError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Expectations {
    pub(super) max_length: usize,
    pub(super) token_type: Option<String>,
    pub(super) leeway: Duration,
    pub(super) expiry_required: bool,
    pub(super) max_age: Option<Duration>,
    pub(super) issuer: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) audience: Option<String>,
    pub(super) token_id: Option<String>,
}

impl Expectations {
    /// The longest token that is looked at unless you say otherwise, in bytes:
    /// 8 KiB, about what web servers allow for a header.
    pub const MAX_LENGTH: usize = 8 * 1024;

    /// At most 8 KiB, the type `JWT` or none, no leeway, no audience. An `exp` is
    /// not required, but kept to.
    pub fn new() -> Expectations {
        Expectations {
            max_length: Expectations::MAX_LENGTH,
            token_type: None,
            leeway: Duration::ZERO,
            expiry_required: false,
            max_age: None,
            issuer: None,
            subject: None,
            audience: None,
            token_id: None,
        }
    }

    /// The longest token that is looked at, in bytes.
    pub fn max_length(self, bytes: usize) -> Expectations {
        Expectations { max_length: bytes, ..self }
    }

    /// The `typ` that the header must have, `at+jwt` for example, which is the same
    /// as `application/at+jwt` ([RFC 7515 §4.1.9]), in upper or lower case. Without
    /// this, `typ` is `JWT` or absent.
    ///
    /// [RFC 7515 §4.1.9]: https://www.rfc-editor.org/rfc/rfc7515#section-4.1.9
    pub fn token_type(self, typ: impl Into<String>) -> Expectations {
        Expectations { token_type: Some(typ.into()), ..self }
    }

    /// How far the clocks of two machines may be apart. It is added to `exp`
    /// and to the maximum age, and taken from `nbf` and, with a maximum age,
    /// from `iat`.
    pub fn leeway(self, leeway: Duration) -> Expectations {
        Expectations { leeway, ..self }
    }

    /// Refuses a token that never expires.
    pub fn require_expiry(self) -> Expectations {
        Expectations { expiry_required: true, ..self }
    }

    /// Refuses a token this long after its `iat`, whatever its `exp` says, one
    /// without `iat`, and one whose `iat` is yet to come.
    pub fn max_age(self, max_age: Duration) -> Expectations {
        Expectations { max_age: Some(max_age), ..self }
    }

    /// The `iss` that the token must have.
    pub fn issuer(self, issuer: impl Into<String>) -> Expectations {
        Expectations { issuer: Some(issuer.into()), ..self }
    }

    /// The `sub` that the token must have.
    pub fn subject(self, subject: impl Into<String>) -> Expectations {
        Expectations { subject: Some(subject.into()), ..self }
    }

    /// The `aud` that the token must have, alone or in its list. Without this,
    /// a token that has an `aud` is refused: it is for somebody else.
    pub fn audience(self, audience: impl Into<String>) -> Expectations {
        Expectations { audience: Some(audience.into()), ..self }
    }

    /// The `jti` that the token must have.
    pub fn token_id(self, id: impl Into<String>) -> Expectations {
        Expectations { token_id: Some(id.into()), ..self }
    }
}

impl Default for Expectations {
    fn default() -> Expectations {
        Expectations::new()
    }
}
