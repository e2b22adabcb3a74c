// The crate's own example, run on your code.
extern crate exercises as jwt_by_hand;

include!("../../examples/hmac.rs");
