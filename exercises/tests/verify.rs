// The crate's own tests, run on your code: read them in tests/verify/main.rs.
extern crate exercises as jwt_by_hand;

include!("../../tests/verify/main.rs");
