//! Which secret signs, and which ones may verify.

use std::iter;

use jwt_by_hand::{Claims, Header, Secret, UnverifiedHeader, base64url, sign};

/// A secret, and the name by which tokens call it: their header's `kid`. One from before
/// anybody thought of changing it has no name.
pub struct Key {
    pub name: Option<String>,
    pub secret: Secret,
}

// ANCHOR: keyring
/// The secrets of a server, in an order that somebody chose: the first one signs, and
/// all of them verify.
pub struct Keyring {
    pub first: Key,
    pub others: Vec<Key>,
}

impl Keyring {
    pub fn sign(&self, claims: &Claims) -> String {
        let header = match &self.first.name {
            Some(name) => Header::new().with_key_id(name),
            None => Header::new(),
        };
        sign(&header, claims, &self.first.secret)
    }

    /// The secret to verify with: the one that the token names, or else the first.
    /// It only chooses among ours. Whether that one signed it, `verify` finds out.
    pub fn chosen_by(&self, token: &str) -> &Secret {
        let name = name_without_verifying(token);
        let mut all = iter::once(&self.first).chain(&self.others);
        &all.find(|key| key.name == name).unwrap_or(&self.first).secret
    }
}

/// The header's `kid`. The payload is not looked at: nobody has vouched for it yet.
fn name_without_verifying(token: &str) -> Option<String> {
    let (header, _) = token.split_once('.')?;
    let header = base64url::decode(header).ok()?;
    let header = UnverifiedHeader::from_json(&header).ok()?;
    header.key_id().map(str::to_owned)
}
// ANCHOR_END: keyring

impl From<Secret> for Keyring {
    fn from(secret: Secret) -> Keyring {
        Keyring { first: Key { name: None, secret }, others: Vec::new() }
    }
}
