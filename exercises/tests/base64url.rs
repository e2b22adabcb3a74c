// The crate's own tests, run on your code: read them in tests/base64url.rs.
extern crate exercises as jwt_by_hand;

include!("../../tests/base64url.rs");
