//! Wrong versions of the stages, each as a change of ours: slips, and misunderstandings.
//! A stage's checks must refuse every one. Where the mistake is common enough to be
//! recognised, a part of its name stands beside it.

/// A stage, what in our file becomes what, and a part of what must be said.
#[derive(Debug)]
pub struct Wrong {
    pub stage: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub named: Option<&'static str>,
}

const fn named(
    stage: &'static str,
    from: &'static str,
    to: &'static str,
    name: &'static str,
) -> Wrong {
    Wrong { stage, from, to, named: Some(name) }
}

const fn refused(
    stage: &'static str,
    from: &'static str,
    to: &'static str,
) -> Wrong {
    Wrong { stage, from, to, named: None }
}

const ENCODE: &str = "URL_SAFE_NO_PAD.encode(bytes)";
const DECODE: &str = "URL_SAFE_NO_PAD.decode(text).map_err";
const PART: &str = "base64url::encode(self.to_json())";
const READ_HEADER: &str = "let mut members = json::read_object(bytes)?;";
const KID: &str = "kid: Some(kid.into())";
const READ_CLAIMS: &str = "let claims = json::read_object(bytes)?;";
const TAG: &str = "Tag(mac(signing_input, secret).finalize_fixed().into())";
const PREPARE: &str = "Hmac::new_from_slice(bytes)";
const FROM_BYTES: &str = "Secret::from_bytes(text)\n";
const TAGS: &str = "tag_matches(signing_input, received, secret)";

pub const WRONG: &[Wrong] = &[
    // ---- Text that travels
    named(
        "base64url",
        ENCODE,
        "base64::engine::general_purpose::STANDARD_NO_PAD.encode(bytes)",
        "it has `+` and `/`",
    ),
    named(
        "base64url",
        ENCODE,
        "base64::engine::general_purpose::URL_SAFE.encode(bytes)",
        "the padding is still there",
    ),
    named(
        "base64url",
        ENCODE,
        "base64::engine::general_purpose::STANDARD.encode(bytes)",
        "the padding is still there",
    ),
    named(
        "base64url",
        ENCODE,
        "bytes.as_ref().iter().map(|byte| format!(\"{byte:02x}\")).collect()",
        "hexadecimal digits",
    ),
    refused(
        "base64url",
        ENCODE,
        "URL_SAFE_NO_PAD.encode(bytes.as_ref().trim_ascii())",
    ),
    named(
        "base64url",
        DECODE,
        "URL_SAFE_NO_PAD.decode(text.trim()).map_err",
        "white space was taken off",
    ),
    named(
        "base64url",
        DECODE,
        "URL_SAFE_NO_PAD.decode(text.split_whitespace().collect::<String>()).map_err",
        "white space was taken off",
    ),
    refused(
        "base64url",
        DECODE,
        "URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map_err",
    ),
    refused(
        "base64url",
        DECODE,
        "URL_SAFE_NO_PAD.decode(text.replace('+', \"-\").replace('/', \"_\")).map_err",
    ),
    named(
        "base64url",
        DECODE,
        "URL_SAFE_NO_PAD.decode(text.split('\\0').next().unwrap()).map_err",
        "ends at a zero",
    ),
    named(
        "base64url",
        DECODE,
        "URL_SAFE_NO_PAD.decode(text.trim_matches(['\"', '\\''])).map_err",
        "quotes were taken off",
    ),
    refused(
        "base64url",
        DECODE,
        "base64::engine::GeneralPurpose::new(&base64::alphabet::URL_SAFE, base64::engine::GeneralPurposeConfig::new().with_encode_padding(false).with_decode_padding_mode(base64::engine::DecodePaddingMode::RequireNone).with_decode_allow_trailing_bits(true)).decode(text).map_err",
    ),
    refused(
        "base64url",
        "bytes.get(place / 8).copied().unwrap_or(0)",
        "bytes.get(place / 8).copied().unwrap_or(255)",
    ),
    refused("base64url", ">> (7 - place % 8)", ">> (place % 8)"),
    refused("base64url", "(bytes.len() * 8).div_ceil(6)", "(bytes.len() * 8) / 6"),
    refused("base64url", ".zip(1..)", ".zip(0..)"),
    // ---- Header
    named(
        "header",
        PART,
        "base64::Engine::encode(&base64::engine::general_purpose::STANDARD_NO_PAD, self.to_json())",
        "it has `+` and `/`",
    ),
    named(
        "header",
        PART,
        "base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE, self.to_json())",
        "the padding is still there",
    ),
    named(
        "header",
        PART,
        "base64url::encode(base64url::encode(self.to_json()))",
        "encoded twice",
    ),
    named("header", PART, "self.to_json()", "the text itself"),
    named(
        "header",
        r#"{"alg":"HS256","typ":"#,
        r#"{"alg": "HS256", "typ": "#,
        "white space in the JSON",
    ),
    named(
        "header",
        r##"json.push_str(r#"{"alg":"HS256","typ":"#);
        json::write_text(&self.typ, &mut json);"##,
        r##"json.push_str(r#"{"typ":"#);
        json::write_text(&self.typ, &mut json);
        json.push_str(r#","alg":"HS256""#);"##,
        "another order",
    ),
    named(
        "header",
        KID,
        "kid: Some(kid.into().trim().to_owned())",
        "white space was taken off",
    ),
    named(
        "header",
        KID,
        "kid: Some(kid.into().to_lowercase())",
        "upper and lower case",
    ),
    refused("header", KID, "kid: Some(kid.into()).filter(|kid| !kid.is_empty())"),
    refused(
        "header",
        "Header { kid: Some(kid.into()), ..self }",
        "Header { kid: Some(kid.into()), ..Header::new() }",
    ),
    named(
        "header",
        "typ: Cow::Owned(typ.into())",
        "typ: Cow::Owned(typ.into().trim().to_owned())",
        "white space was taken off",
    ),
    named(
        "header",
        "typ: Cow::Owned(typ.into())",
        "typ: Cow::Owned(typ.into().to_uppercase())",
        "upper and lower case",
    ),
    refused(
        "header",
        "typ: Cow::Owned(typ.into())",
        "typ: Cow::Owned(format!(\"application/{}\", typ.into()))",
    ),
    refused(
        "header",
        "json::write_text(kid, &mut json);",
        "json.push_str(&format!(\"\\\"{kid}\\\"\"));",
    ),
    named(
        "header",
        READ_HEADER,
        "let mut members: serde_json::Map<String, Value> = json::read_object(bytes)?.into_iter().map(|(name, value)| (name.to_lowercase(), value)).collect();",
        "upper and lower case",
    ),
    named(
        "header",
        READ_HEADER,
        "let mut members: serde_json::Map<String, Value> = json::read_object(bytes)?.into_iter().map(|(name, value)| (name.trim().to_owned(), value)).collect();",
        "white space was taken off",
    ),
    refused(
        "header",
        READ_HEADER,
        "let mut members: serde_json::Map<String, Value> = serde_json::from_slice(bytes).map_err(|_| HeaderError::Json(json::JsonError::Empty))?;",
    ),
    refused(
        "header",
        READ_HEADER,
        "let mut members = json::read_object(bytes.trim_ascii().strip_prefix(b\"\\xef\\xbb\\xbf\").unwrap_or(bytes))?;",
    ),
    named(
        "header",
        "extensions.into_iter().find(|one| one == name)",
        "extensions.into_iter().find(|one| name.starts_with(one))",
        "a part is taken for the whole",
    ),
    named(
        "header",
        "extensions.into_iter().find(|one| one == name)",
        "extensions.into_iter().find(|one| one.eq_ignore_ascii_case(name))",
        "upper and lower case",
    ),
    refused(
        "header",
        r#"let extensions = ["crit", "b64"];"#,
        r#"let extensions = ["crit"];"#,
    ),
    named(
        "header",
        "Some(Value::String(text)) => Ok(Some(text)),",
        "Some(Value::String(text)) => Ok(Some(text.trim().to_owned())),",
        "white space was taken off",
    ),
    refused(
        "header",
        "Some(Value::String(text)) => Ok(Some(text)),",
        "Some(Value::String(text)) => Ok(Some(text)),\n        Some(Value::Number(number)) => Ok(Some(number.to_string())),",
    ),
    // ---- Payload
    named(
        "payload",
        PART,
        "base64::Engine::encode(&base64::engine::general_purpose::STANDARD_NO_PAD, self.to_json())",
        "it has `+` and `/`",
    ),
    named(
        "payload",
        PART,
        "base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE, self.to_json())",
        "the padding is still there",
    ),
    named(
        "payload",
        "json::write(&self.0)",
        "json::write(&self.0).replace(',', \", \")",
        "white space in the JSON",
    ),
    named(
        "payload",
        "self.0.insert(name.into(), value.into());",
        "self.0.shift_insert(0, name.into(), value.into());",
        "another order",
    ),
    named(
        "payload",
        r#"self.with("iat", time.to_value())"#,
        r#"self.with("iat", time.as_seconds() * 1000.0)"#,
        "milliseconds",
    ),
    named(
        "payload",
        r#"self.with("iat", time.to_value())"#,
        r#"self.with("iat", time.as_seconds().to_string())"#,
        "a time in quotes",
    ),
    refused(
        "payload",
        r#"self.with("exp", time.to_value())"#,
        r#"self.with("exp", time.as_seconds() as u64)"#,
    ),
    refused(
        "payload",
        r#"self.with("nbf", time.to_value())"#,
        r#"self.with("nbf", time.as_seconds() as u64)"#,
    ),
    refused(
        "payload",
        "json::write(&self.0)",
        "serde_json::to_string(&self.0).unwrap()",
    ),
    named(
        "payload",
        "self.0.insert(name.into(), value.into());",
        "self.0.insert(name.into().trim().to_owned(), value.into());",
        "white space was taken off",
    ),
    named(
        "payload",
        "self.0.insert(name.into(), value.into());",
        "self.0.insert(name.into().to_lowercase(), value.into());",
        "upper and lower case",
    ),
    refused(
        "payload",
        "self.0.insert(name.into(), value.into());",
        "self.0.entry(name.into()).or_insert(value.into());",
    ),
    named(
        "payload",
        r#"self.with("sub", subject.into())"#,
        r#"self.with("sub", subject.into().trim())"#,
        "white space was taken off",
    ),
    named(
        "payload",
        r#"self.with("iss", issuer.into())"#,
        r#"self.with("iss", issuer.into().to_lowercase())"#,
        "upper and lower case",
    ),
    named(
        "payload",
        "only == audience",
        "only.contains(audience)",
        "a part is taken for the whole",
    ),
    named(
        "payload",
        "only == audience",
        "only.eq_ignore_ascii_case(audience)",
        "upper and lower case",
    ),
    refused(
        "payload",
        "only == audience",
        "only.split(',').any(|one| one == audience)",
    ),
    named(
        "payload",
        "list.iter().any(|one| one == audience)",
        "list.iter().any(|one| one.as_str().is_some_and(|one| one.trim() == audience))",
        "white space was taken off",
    ),
    refused(
        "payload",
        READ_CLAIMS,
        "let claims: Map<String, Value> = serde_json::from_slice(bytes).map_err(|_| PayloadError::Json(json::JsonError::Empty))?;",
    ),
    named(
        "payload",
        "find(|claim| *claim == name)",
        "find(|claim| claim.eq_ignore_ascii_case(name))",
        "upper and lower case",
    ),
    named(
        "payload",
        "find(|claim| *claim == name)",
        "find(|claim| *claim == name.trim())",
        "white space was taken off",
    ),
    named(
        "payload",
        "find(|(one, _)| *one == name)",
        "find(|(one, _)| one.eq_ignore_ascii_case(name))",
        "upper and lower case",
    ),
    refused(
        "payload",
        r#"(value.is_number(), "a number of seconds")"#,
        r#"(value.is_number() || value.is_null(), "a number of seconds")"#,
    ),
    refused(
        "payload",
        r#"(value.is_number(), "a number of seconds")"#,
        r#"(value.is_u64(), "a number of seconds")"#,
    ),
    // ---- Signature
    named(
        "signature",
        "base64url::encode(self.0)",
        "base64url::encode(self.0.map(|byte| format!(\"{byte:02x}\")).concat())",
        "the hexadecimal digits were encoded",
    ),
    named(
        "signature",
        "base64url::encode(self.0)",
        "self.0.map(|byte| format!(\"{byte:02x}\")).concat()",
        "hexadecimal digits",
    ),
    named(
        "signature",
        "base64url::encode(self.0)",
        "base64::Engine::encode(&base64::engine::general_purpose::STANDARD, self.0)",
        "the padding is still there",
    ),
    named(
        "signature",
        "base64url::append(&mut characters, claims.to_json());",
        "characters.extend(claims.to_json().bytes());",
        "made over the JSON",
    ),
    named(
        "signature",
        "characters.extend_from_slice(header.part().as_bytes());\n    characters.push(b'.');\n    base64url::append(&mut characters, claims.to_json());",
        "base64url::append(&mut characters, claims.to_json());\n    characters.push(b'.');\n    characters.extend_from_slice(header.part().as_bytes());",
        "swapped",
    ),
    named(
        "signature",
        "    characters.push(b'.');\n    base64url",
        "    base64url",
        "dot between header and payload is missing",
    ),
    named(
        "signature",
        "mac.update(message.as_ref());",
        "mac.update(message.as_ref().split(|byte| *byte == b'.').next().unwrap());",
        "one part alone",
    ),
    named(
        "signature",
        TAG,
        "{ use sha2::Digest; Tag(Sha256::digest(signing_input).into()) }",
        "without the secret",
    ),
    named(
        "signature",
        TAG,
        "{ use sha2::Digest; Tag(Sha256::digest([&secret.bytes.0[..], signing_input.as_ref()].concat()).into()) }",
        "can be extended",
    ),
    named(
        "signature",
        TAG,
        "{ let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(signing_input.as_ref()).unwrap(); mac.update(&secret.bytes.0); Tag(mac.finalize_fixed().into()) }",
        "secret and message are swapped",
    ),
    named(
        "signature",
        TAG,
        "{ use crate::inside::{hmac::*, sha256::sha256}; let key = key_block(secret.bytes.0.split_at(secret.bytes.0.len().min(64)).0); Tag(outer_digest(&key, inner_digest(&key, signing_input.as_ref()))) }",
        "must be hashed first",
    ),
    named(
        "signature",
        TAG,
        "{ use crate::inside::{hmac::*, sha256::sha256}; let key = key_block(&secret.bytes.0); Tag(sha256(&[&inner_pad(&key)[..], &sha256(&[&outer_pad(&key)[..], signing_input.as_ref()].concat())].concat())) }",
        "pads are swapped",
    ),
    named(
        "signature",
        TAG,
        "{ use crate::inside::{hmac::*, sha256::sha256}; let key = key_block(&secret.bytes.0); let inner = inner_digest(&key, signing_input.as_ref()).map(|byte| format!(\"{byte:02x}\")).concat(); Tag(sha256(&[&outer_pad(&key)[..], inner.as_bytes()].concat())) }",
        "inner digest went in as hexadecimal text",
    ),
    named(
        "signature",
        TAG,
        "{ use crate::inside::{hmac::*, sha256::sha256}; Tag(inner_digest(&key_block(&secret.bytes.0), signing_input.as_ref())) }",
        "one pass is missing",
    ),
    named(
        "signature",
        PREPARE,
        "Hmac::new_from_slice(bytes.trim_ascii())",
        "white space was taken off",
    ),
    named(
        "signature",
        PREPARE,
        "Hmac::new_from_slice(bytes.trim_ascii_end())",
        "white space was taken off",
    ),
    named(
        "signature",
        PREPARE,
        "Hmac::new_from_slice(&bytes.to_ascii_lowercase())",
        "upper and lower case",
    ),
    named(
        "signature",
        PREPARE,
        "Hmac::new_from_slice(bytes.split(|byte| *byte == 0).next().unwrap())",
        "ends at a zero",
    ),
    named(
        "signature",
        PREPARE,
        "Hmac::new_from_slice(bytes.split_at(bytes.len().min(64)).0)",
        "must be hashed first",
    ),
    refused(
        "signature",
        PREPARE,
        "Hmac::new_from_slice(&base64url::decode(std::str::from_utf8(bytes).unwrap_or_default()).unwrap_or(bytes.to_vec()))",
    ),
    named(
        "signature",
        FROM_BYTES,
        "Secret::from_bytes(text.trim())\n",
        "white space was taken off",
    ),
    named(
        "signature",
        FROM_BYTES,
        "Secret::from_bytes(text.to_lowercase())\n",
        "upper and lower case",
    ),
    named(
        "signature",
        FROM_BYTES,
        "Secret::from_bytes(text.trim_matches('\"'))\n",
        "quotes were taken off",
    ),
    refused(
        "signature",
        FROM_BYTES,
        "Secret::from_base64url(text).or_else(|_| Secret::from_bytes(text))\n",
    ),
    named(
        "signature",
        "_ => Secret::prepare(bytes.as_ref()),",
        "_ => Secret::prepare(bytes.as_ref().trim_ascii()),",
        "white space was taken off",
    ),
    named(
        "signature",
        ") -> Result<Secret, SecretError> {\n        Secret::prepare(bytes.as_ref())",
        ") -> Result<Secret, SecretError> {\n        Secret::prepare(bytes.as_ref().trim_ascii())",
        "white space was taken off",
    ),
    named(
        "signature",
        "Wiped::from_base64url(text)",
        "Wiped::from_base64url(text.trim())",
        "white space was taken off",
    ),
    refused(
        "signature",
        "Wiped::from_base64url(text)",
        "Wiped::from_base64url(text.trim_end_matches('='))",
    ),
    named(
        "signature",
        "found @ 1..Secret::SHORTEST => Err(SecretError::TooShort { found }),",
        "",
        "a short secret is accepted",
    ),
    named(
        "signature",
        "found @ 1..Secret::SHORTEST",
        "found @ 1..16",
        "a short secret is accepted",
    ),
    named(
        "signature",
        "found @ 1..Secret::SHORTEST",
        "found @ 1..31",
        "a short secret is accepted",
    ),
    refused(
        "signature",
        "match bytes.as_ref().len() {",
        "match String::from_utf8_lossy(bytes.as_ref()).chars().count() {",
    ),
    named(
        "signature",
        "if bytes.is_empty() {",
        "if false {",
        "an empty secret is accepted",
    ),
    refused(
        "signature",
        "mac(signing_input, secret).verify_slice(&received.0)",
        "mac(signing_input, secret).verify_truncated_left(&received.0[..16])",
    ),
    refused(
        "signature",
        "\"Secret({} bytes)\", self.len()",
        "\"Secret({:?})\", self.bytes.0",
    ),
    // ---- Verify
    named(
        "verify",
        "exp + leeway <= now",
        "exp + leeway >= now",
        "`exp` is compared the wrong way round",
    ),
    named(
        "verify",
        "exp + leeway <= now",
        "exp + leeway < now",
        "`exp` equal to now is accepted",
    ),
    named(
        "verify",
        "nbf - leeway > now",
        "nbf - leeway < now",
        "`nbf` is compared the wrong way round",
    ),
    named(
        "verify",
        "nbf - leeway > now",
        "nbf - leeway >= now",
        "`nbf` equal to now is refused",
    ),
    refused("verify", "exp + leeway <= now", "exp - leeway <= now"),
    named(
        "verify",
        "    signature_matches(parts.signing_input, &tag, secret)?;\n    payload_bytes(parts.payload)",
        "    let payload = payload_bytes(parts.payload)?;\n    Claims::from_json(&payload)?;\n    signature_matches(parts.signing_input, &tag, secret)?;\n    Ok(payload)",
        "the payload was believed before the signature",
    ),
    refused("verify", TAGS, "true"),
    named(
        "verify",
        "let tag = received_tag(parts.signature)?;\n    signature_matches(parts.signing_input, &tag, secret)?;",
        "let received = base64url::decode(parts.signature).map_err(VerifyError::SignatureEncoding)?;\n    let right = crate::signature::tag(parts.signing_input, secret);\n    if !right.as_bytes().iter().zip(&received).all(|(one, other)| one == other) {\n        return Err(VerifyError::SignatureMismatch);\n    }",
        "ends where the shorter one ends",
    ),
    named(
        "verify",
        r#"algorithm == "HS256""#,
        r#"algorithm.eq_ignore_ascii_case("HS256")"#,
        "upper and lower case",
    ),
    named(
        "verify",
        r#"algorithm == "HS256""#,
        r#"algorithm.starts_with("HS256")"#,
        "a part is taken for the whole",
    ),
    named(
        "verify",
        r#"algorithm == "HS256""#,
        r#"algorithm.contains("HS256")"#,
        "a part is taken for the whole",
    ),
    refused("verify", r#"algorithm == "HS256""#, r#"algorithm.starts_with("HS")"#),
    refused(
        "verify",
        "other => Err(VerifyError::Algorithm { found: other.clone() }),",
        "None => Ok(()),\n        other => Err(VerifyError::Algorithm { found: other.clone() }),",
    ),
    refused("verify", "nothing_is_critical(&header)?;", ""),
    refused("verify", "(None, Some(_)) => false,", "(None, Some(_)) => true,"),
    refused(
        "verify",
        "(Some(found), None) => is_same_type(found, \"JWT\"),",
        "(Some(_), None) => true,",
    ),
    named(
        "verify",
        "(Some(found), None) => is_same_type(found, \"JWT\"),",
        "(Some(found), None) => is_same_type(found.trim(), \"JWT\"),",
        "white space was taken off",
    ),
    refused(
        "verify",
        "(Some(found), Some(wanted)) => is_same_type(found, wanted),",
        "(Some(found), Some(wanted)) => found == wanted,",
    ),
    named(
        "verify",
        "_ => claims.text(claim) == Some(wanted),",
        "_ => claims.text(claim).is_some_and(|found| found.contains(wanted.as_str())),",
        "a part is taken for the whole",
    ),
    named(
        "verify",
        "_ => claims.text(claim) == Some(wanted),",
        "_ => claims.text(claim).is_some_and(|found| wanted.starts_with(found)),",
        "a part is taken for the whole",
    ),
    named(
        "verify",
        "_ => claims.text(claim) == Some(wanted),",
        "_ => claims.text(claim).is_some_and(|found| found.eq_ignore_ascii_case(wanted)),",
        "upper and lower case",
    ),
    named(
        "verify",
        "_ => claims.text(claim) == Some(wanted),",
        "_ => claims.text(claim).is_some_and(|found| found.trim_end() == wanted),",
        "white space was taken off",
    ),
    refused(
        "verify",
        "_ => claims.text(claim) == Some(wanted),",
        "_ => claims.text(claim).is_none_or(|found| found == wanted),",
    ),
    refused(
        "verify",
        "Some(found) if expected.audience.is_none() =>",
        "Some(found) if false =>",
    ),
    refused(
        "verify",
        "None => Err(VerifyError::MissingTime { claim: \"iat\" }),",
        "None => Ok(()),",
    ),
    refused(
        "verify",
        "Some(iat) if iat - leeway > now => {",
        "Some(iat) if false => {",
    ),
    refused(
        "verify",
        "length if length > expected.max_length",
        "length if length >= expected.max_length",
    ),
    refused("verify", "wrapping::around(token)", "None::<PartsMixUp>"),
    named(
        "verify",
        "    let parts = three_parts(token)?;\n    header_is_right",
        "    let parts = three_parts(token.trim())?;\n    header_is_right",
        "white space was taken off",
    ),
    refused(
        "verify",
        "let payload = verify_signature(token, secret, expected)?;",
        "let payload = verify_signature(token.strip_prefix(\"Bearer \").unwrap_or(token), secret, expected)?;",
    ),
    refused(
        "verify",
        "(parts.next(), parts.next(), parts.next(), parts.next())",
        "(parts.next(), parts.next(), parts.next(), None::<&str>)",
    ),
    refused(
        "verify",
        "    time_is_right(&claims, expected, now)?;\n    parties_are_right(&claims, expected)?;",
        "    parties_are_right(&claims, expected)?;\n    time_is_right(&claims, expected, now)?;",
    ),
    refused(
        "verify",
        "if header == USUAL_HEADER && expected.token_type.is_none()",
        "if header == USUAL_HEADER",
    ),
    // ---- Inside SHA-256
    named(
        "sha256",
        "padding.extend(bits.to_be_bytes());",
        "padding.extend(length.to_be_bytes());",
        "the length at the end is in bytes",
    ),
    named(
        "sha256",
        "padding.extend(bits.to_be_bytes());",
        "padding.extend([0; 8]);",
        "the length at the end is left out",
    ),
    named(
        "sha256",
        "padding.extend(bits.to_be_bytes());",
        "padding.extend(bits.to_le_bytes());",
        "bytes of the length are the other way round",
    ),
    named(
        "sha256",
        "vec![0b1000_0000]",
        "vec![0]",
        "the bit 1 behind the message is missing",
    ),
    named("sha256", "vec![0b1000_0000]", "vec![1]", "wrong end of its byte"),
    named(
        "sha256",
        "let at_least = length + 1 + 8;",
        "let at_least = length + 8;",
        "a block too many or too few",
    ),
    named(
        "sha256",
        "let at_least = length + 1 + 8;",
        "let at_least = length + 1 + 8 + 1;",
        "a block too many or too few",
    ),
    named(
        "sha256",
        "at_least.next_multiple_of(64) - at_least",
        "(at_least.next_multiple_of(64) - at_least + if length % 64 == 0 && length > 0 { 64 } else { 0 })",
        "a block too many or too few",
    ),
    named(
        "sha256",
        "at_least.next_multiple_of(64) - at_least",
        "(at_least.next_multiple_of(64) - at_least + if length % 64 == 63 { 64 } else { 0 })",
        "a block too many or too few",
    ),
    named(
        "sha256",
        "let bits = length.checked_mul(8)",
        "let bits = (length % 64).checked_mul(8)",
        "the length at the end is",
    ),
    refused(
        "sha256",
        "let bits = length.checked_mul(8)",
        "let bits = Some(length.wrapping_mul(8))",
    ),
    named(
        "sha256",
        "u32::from_be_bytes([bytes",
        "u32::from_le_bytes([bytes",
        "bytes of a word are the other way round",
    ),
    named(
        "sha256",
        "state[place / 4].to_be_bytes()",
        "state[place / 4].to_le_bytes()",
        "bytes of a word are the other way round",
    ),
    named(
        "sha256",
        "x.rotate_right(2) ^ x.rotate_right(13) ^ x.rotate_right(22)",
        "(x >> 2) ^ (x >> 13) ^ (x >> 22)",
        "a shift in place of a rotation",
    ),
    named(
        "sha256",
        "x.rotate_right(6) ^ x.rotate_right(11) ^ x.rotate_right(25)",
        "x.rotate_left(6) ^ x.rotate_left(11) ^ x.rotate_left(25)",
        "rotated to the left",
    ),
    named(
        "sha256",
        "x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3)",
        "x.rotate_right(7) ^ x.rotate_right(18) ^ x.rotate_right(3)",
        "a rotation in place of a shift",
    ),
    named(
        "sha256",
        "x.rotate_right(17) ^ x.rotate_right(19) ^ (x >> 10)",
        "x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3)",
        "one of the four sigmas in the place of another",
    ),
    refused(
        "sha256",
        "x.rotate_right(2) ^ x.rotate_right(13) ^ x.rotate_right(22)",
        "x.rotate_right(2) ^ x.rotate_right(13) ^ x.rotate_right(23)",
    ),
    named(
        "sha256",
        "            small_sigma_1(w[t - 2]),\n            w[t - 7],\n            small_sigma_0(w[t - 15]),",
        "            small_sigma_0(w[t - 2]),\n            w[t - 7],\n            small_sigma_1(w[t - 15]),",
        "one of the four sigmas in the place of another",
    ),
    named(
        "sha256",
        "            small_sigma_1(w[t - 2]),\n            w[t - 7],\n            small_sigma_0(w[t - 15]),",
        "            big_sigma_1(w[t - 2]),\n            w[t - 7],\n            big_sigma_0(w[t - 15]),",
        "one of the four sigmas in the place of another",
    ),
    named(
        "sha256",
        "for t in 16..64 {",
        "for t in 64..64 {",
        "the words from 16 on are missing",
    ),
    refused("sha256", "w[t - 16],", "w[t - 15],"),
    named(
        "sha256",
        "sum = sum.wrapping_add(*word);",
        "sum += *word;",
        "`+` panics",
    ),
    named(
        "sha256",
        "sum = sum.wrapping_add(*word);",
        "sum = sum.saturating_add(*word);",
        "the sum stops at the largest word",
    ),
    named(
        "sha256",
        "big_sigma_1(e), ch(e, f, g)",
        "small_sigma_1(e), ch(e, f, g)",
        "one of the four sigmas",
    ),
    named(
        "sha256",
        "big_sigma_1(e), ch(e, f, g), k, w",
        "big_sigma_1(e), ch(e, f, g), w",
        "the round's constant is not added",
    ),
    named(
        "sha256",
        "big_sigma_1(e), ch(e, f, g), k, w",
        "big_sigma_1(e), ch(e, f, g), k",
        "the round's word of the message is not added",
    ),
    named("sha256", "sum(&[d, t1]), e, f, g]", "d, e, f, g]", "the new `e`"),
    named(
        "sha256",
        "(x & y) ^ (!x & z)",
        "(x & z) ^ (!x & y)",
        "Ch takes the wrong one",
    ),
    named(
        "sha256",
        "(x & y) ^ (x & z) ^ (y & z)",
        "x ^ y ^ z",
        "the XOR of all three",
    ),
    refused(
        "sha256",
        "[sum(&[t1, t2]), a, b, c, sum(&[d, t1]), e, f, g]",
        "[sum(&[t1, t2]), a, b, sum(&[c, t1]), d, e, f, g]",
    ),
    refused(
        "sha256",
        "round(variables, K[t], schedule[t])",
        "round(variables, K[63 - t], schedule[t])",
    ),
    named(
        "sha256",
        "add(state, rounds(state, &schedule)[63])",
        "rounds(state, &schedule)[63]",
        "is not added to what the rounds end with",
    ),
    named(
        "sha256",
        "sum(&[before[i], after[i]])",
        "before[i] ^ after[i]",
        "joined with XOR",
    ),
    named(
        "sha256",
        "state = compress(state, block);",
        "state = compress(INITIAL_STATE, block);",
        "each block begins at the first state",
    ),
    refused(
        "sha256",
        "let padded = [rest, &padding(length)].concat();",
        "let padded = [rest, &padding(rest.len() as u64)].concat();",
    ),
    refused(
        "sha256",
        "let length = hashed.saturating_add(rest.len() as u64);",
        "let length = hashed.wrapping_add(rest.len() as u64);",
    ),
    // ---- Inside HMAC
    named(
        "hmac",
        "if key.len() > BLOCK_LENGTH {",
        "if key.len() >= BLOCK_LENGTH {",
        "is hashed",
    ),
    named(
        "hmac",
        "if key.len() > BLOCK_LENGTH {",
        "if false {",
        "must be hashed first",
    ),
    named(
        "hmac",
        "block[..32].copy_from_slice(&sha256(key));",
        "block.copy_from_slice(&key[..64]);",
        "must be hashed first",
    ),
    named(
        "hmac",
        "block[..key.len()].copy_from_slice(key);",
        "block[BLOCK_LENGTH - key.len()..].copy_from_slice(key);",
        "the key is at the end of its block",
    ),
    named("hmac", "if key.len() > BLOCK_LENGTH {", "if true {", "is hashed"),
    named("hmac", "byte ^ 0x36)", "byte ^ 36)", "are hexadecimal"),
    named(
        "hmac",
        "key_block.map(|byte| byte ^ 0x36)\n}",
        "key_block.map(|byte| byte ^ 0x5c)\n}\n\npub fn outer_pad(key_block: &Block) -> Block {\n    key_block.map(|byte| byte ^ 0x36)\n}\n\n#[cfg(any())]",
        "the pads are swapped",
    ),
    named(
        "hmac",
        "sha256(&[&outer_pad(key_block)[..], &inner_digest].concat())",
        "sha256(&[&outer_pad(key_block)[..], inner_digest.map(|byte| format!(\"{byte:02x}\")).concat().as_bytes()].concat())",
        "inner digest went in as hexadecimal text",
    ),
    named(
        "hmac",
        "sha256(&[&outer_pad(key_block)[..], &inner_digest].concat())",
        "inner_digest",
        "one pass is missing",
    ),
    named(
        "hmac",
        "outer_digest(&key, inner_digest(&key, message))\n",
        "inner_digest(&key, message)\n",
        "one pass is missing",
    ),
    refused(
        "hmac",
        "sha256(&[&inner_pad(key_block), message].concat())",
        "sha256(&[message, &inner_pad(key_block)].concat())",
    ),
    refused(
        "hmac",
        "inner: compress(INITIAL_STATE, &inner_pad(&key)),",
        "inner: compress(INITIAL_STATE, &outer_pad(&key)),",
    ),
    refused("hmac", "let hashed = BLOCK_LENGTH as u64;", "let hashed = 0;"),
    refused(
        "hmac",
        "key_block(key);\n        KeyStates",
        "<Block>::try_from([key, &[0; 64]].concat().split_at(64).0).unwrap();\n        KeyStates",
    ),
    refused(
        "hmac",
        "formatter.debug_struct(\"KeyStates\").finish_non_exhaustive()",
        "formatter.debug_struct(\"KeyStates\").field(\"inner\", &self.inner).finish()",
    ),
];
