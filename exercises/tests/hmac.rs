// The crate's own tests, run on your code: read them in tests/hmac.rs.
extern crate exercises as jwt_by_hand;

include!("../../tests/hmac.rs");
