// The crate's own tests, run on your code: read them in tests/sha256.rs.
extern crate exercises as jwt_by_hand;

include!("../../tests/sha256.rs");
