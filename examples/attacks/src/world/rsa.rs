//! RSA signatures, for a login service that signs with RS256 (RFC 7518 §3.3): so much
//! of it as a lesson about HS256 needs. The key was made for this book and is in print.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crypto_bigint::modular::{FixedMontyForm, FixedMontyParams};
use crypto_bigint::{Odd, U2048};
use jwt_by_hand::base64url;
use jwt_by_hand::inside::sha256::sha256;

/// The key that anyone may have, as its owner publishes it.
pub const PUBLIC_KEY: &str = "\
-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArSt3LY0FdX27WffP38lY
w15dmcnwzegEio9OH2MTVuD/NAB4iRumUzClJwiABznuPewwkQHcU6hF0vLnapfC
bdGXieNrICzc5y7TvrqbM6vFBkrw8xcBUASLbUpKaBZ9boulaFRhObNaaOMasvuL
9X8410J0opo1Nx94WSKm4O5o4HEEL9O+A7v5K3Jireq7UOllamHmt2sShm7KkXp1
+rnLEPZ+oiSFfs2I3eZ87tO56vhICM0KKogPCyFzQ+3iuW+YNs1M8DL4LnnO5DQB
JMiKZCnfvsAdlI+SlsYcDZP8LopiLRH7VVmIE4ifLaHiRQToM6TnnkelxN3fsJkx
EwIDAQAB
-----END PUBLIC KEY-----
";

/// 65537, which nearly every RSA key has.
const PUBLIC_EXPONENT: u32 = 65537;

/// What the login service keeps to itself.
const PRIVATE_EXPONENT: &str = "\
1a4fee6de76d9aea9ddb0fc2703881da3dae6f3db5ef337fed25d53303b4de9095766b53e551\
643663bfd46c803798dfd05ce10c478218dc0ab000e494d7b65d456987341d04e88c303c7744\
15ca9b515040a28676095ad3b3bd13c0240a28d0aa4961bab6878762ef2bdcc623c800fe2e74\
8e90b47438863977f8ab628e84c2b4feb878589350f73362ee830f59f9b5679c2533aa71df87\
aa953c939281b6feda8967a8e2c41ee74e6162fa2c7635ae21ebd662eb1746e6ae0703dce2df\
ad3f02e5a9dcd9fb5549e50d6850fe96832470d119e3c8adff523b4696143ea228dc45c6cd60\
d2fb5774060d194e4a7a64ffcf002904732e5635332b0a97ecf6f711";

/// Signs two parts, as the login service does.
pub fn signed(header: &str, payload: &str) -> String {
    let input = format!("{header}.{payload}");
    let exponent = U2048::from_be_hex(PRIVATE_EXPONENT);
    let signature = power(block(&input), &exponent, PUBLIC_KEY);
    format!("{input}.{}", base64url::encode(signature.to_be_bytes()))
}

/// Whether a signature is that of this key's owner.
pub fn is_signed_by(key: &str, input: &str, signature: &str) -> Result<(), String> {
    let wrong = || "the signature is wrong".to_owned();
    let signature = base64url::decode(signature).map_err(|_| wrong())?;
    let signature: [u8; 256] = signature.try_into().map_err(|_| wrong())?;
    let signature = U2048::from_be_slice(&signature);
    if power(signature, &U2048::from(PUBLIC_EXPONENT), key) == block(input) {
        Ok(())
    } else {
        Err(wrong())
    }
}

/// A number, so many times multiplied by itself, in a key's arithmetic.
fn power(number: U2048, exponent: &U2048, key: &str) -> U2048 {
    let key = FixedMontyParams::new_vartime(modulus(key));
    FixedMontyForm::new(&number, &key).pow(exponent).retrieve()
}

/// The number in a public key of 2048 bits: behind 33 bytes that say what it is.
fn modulus(key: &str) -> Odd<U2048> {
    let lines = key.lines().filter(|line| !line.starts_with('-'));
    let bytes = STANDARD.decode(lines.collect::<String>()).expect("it is a key");
    Odd::new(U2048::from_be_slice(&bytes[33..33 + 256])).expect("no key is even")
}

/// The digest as a block of 256 bytes (RFC 8017 §9.2).
fn block(input: &str) -> U2048 {
    const SHA256: [u8; 19] = *b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20";
    let digest = sha256(input.as_bytes());
    let filling = vec![0xff; 256 - 3 - SHA256.len() - digest.len()];
    let block = [&[0, 1][..], &filling, &[0], &SHA256, &digest].concat();
    U2048::from_be_slice(&block)
}
