//! Whether a request was meant by the page that it seems to come from.

use jwt_by_hand::signature::{tag, tag_matches};
use jwt_by_hand::{Secret, Tag, base64url};

// ANCHOR: csrf
/// What a page of ours sends along to show that it is one: the tag of the token in its
/// cookie. Another site can make a browser send the cookie. It can't read it, and it
/// can't read this either.
pub fn token_for(token: &str, secret: &Secret) -> String {
    tag(message(token), secret).to_base64url()
}

pub fn is_right(sent: &str, token: &str, secret: &Secret) -> bool {
    let bytes =
        base64url::decode(sent).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.is_some_and(|bytes| {
        tag_matches(message(token), &Tag::from_bytes(bytes), secret)
    })
}

/// No token has a space in it. So this is never what is signed for one, and neither tag
/// can be taken for the other.
fn message(token: &str) -> String {
    format!("csrf {token}")
}
// ANCHOR_END: csrf
