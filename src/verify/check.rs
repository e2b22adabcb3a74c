//! The thirteen checks by name, in their order.

/// One of the questions that [`verify`](super::verify) asks of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// The token is not empty and not too long.
    Length,
    /// Three parts, two dots, and nothing around them.
    ThreeParts,
    /// The header is base64url.
    HeaderEncoding,
    /// The header is one JSON object.
    HeaderJson,
    /// The header asks for nothing that we don't know.
    NothingCritical,
    /// The algorithm is HS256.
    Algorithm,
    /// The token is of the expected type.
    Type,
    /// The signature is base64url of 32 bytes.
    SignatureEncoding,
    /// The signature is the one that the secret gives.
    SignatureMatches,
    /// The payload is base64url of one JSON object.
    PayloadJson,
    /// The registered claims have the types that they must have.
    ClaimTypes,
    /// The token is good now.
    Time,
    /// The token is from and for those that it should be.
    Parties,
}

impl Check {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Check; 13] = [
        Check::Length,
        Check::ThreeParts,
        Check::HeaderEncoding,
        Check::HeaderJson,
        Check::NothingCritical,
        Check::Algorithm,
        Check::Type,
        Check::SignatureEncoding,
        Check::SignatureMatches,
        Check::PayloadJson,
        Check::ClaimTypes,
        Check::Time,
        Check::Parties,
    ];

    /// Its place in the order, from 1 to 13.
    pub const fn number(self) -> usize {
        self as usize + 1
    }

    /// What holds once the check has passed.
    pub const fn statement(self) -> &'static str {
        match self {
            Check::Length => "the length is within the limit",
            Check::ThreeParts => "three parts, nothing around them",
            Check::HeaderEncoding => "the header is base64url",
            Check::HeaderJson => "the header is one JSON object",
            Check::NothingCritical => "the header asks for no extension",
            Check::Algorithm => "the algorithm is HS256",
            Check::Type => "the type is the expected one",
            Check::SignatureEncoding => "the signature is base64url, 32 bytes",
            Check::SignatureMatches => "the signature matches",
            Check::PayloadJson => "the payload is one JSON object",
            Check::ClaimTypes => "the claims have their types",
            Check::Time => "the time is right",
            Check::Parties => "the parties are right",
        }
    }

    /// Where the check comes from.
    pub const fn rule(self) -> &'static str {
        match self {
            Check::Length => "no RFC: servers' limits",
            Check::ThreeParts => "RFC 7515 §7.1",
            Check::HeaderEncoding => "RFC 7515 §2, 4648 §3.5",
            Check::HeaderJson => "RFC 7515 §4, §5.2",
            Check::NothingCritical => "RFC 7515 §4.1.11, 7797 §7",
            Check::Algorithm => "RFC 8725 §3.1",
            Check::Type => "RFC 8725 §3.11",
            Check::SignatureEncoding => "RFC 7518 §3.2, 4648 §3.5",
            Check::SignatureMatches => "RFC 7518 §3.2",
            Check::PayloadJson => "RFC 7519 §7.2",
            Check::ClaimTypes => "RFC 7519 §4.1",
            Check::Time => "RFC 7519 §4.1.4–6",
            Check::Parties => "RFC 7519 §4.1, 8725 §3.9",
        }
    }
}
