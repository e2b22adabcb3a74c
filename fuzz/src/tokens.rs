//! Makes tokens by their structure, each from a seed. Half of them keep to every rule,
//! in all the spellings that the rules allow; the others are bent, most of them in a
//! place or two.

use std::time::Duration;

use fastrand::Rng;
use hmac_sha256::{HMAC, Hash};

use crate::oracle::base64url::{ALPHABET, encode};
use crate::{Case, Expected};

/// The same seed gives the same case.
pub fn case(seed: u64) -> Case {
    let mut maker = Maker { rng: Rng::with_seed(seed), rate: 0.0 };
    maker.rate = maker.pick(&[0.0, 0.0, 0.03, 0.06, 0.1, 0.3]);
    maker.case()
}

/// A name, and its value as it is spelled.
type Member = (String, String);

struct Maker {
    rng: Rng,
    /// How often something is bent, where it can be.
    rate: f32,
}

// How to choose.
impl Maker {
    fn bends(&mut self) -> bool {
        self.rng.f32() < self.rate
    }

    fn one_in(&mut self, count: u32) -> bool {
        self.rng.u32(..count) == 0
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.rng.usize(..list.len())]
    }

    /// One of the texts between the bars or line breaks, without blanks around it.
    fn one_of(&mut self, list: &'static str) -> &'static str {
        let texts = || list.split(['¦', '\n']).map(|text| text.trim_matches(' '));
        let place = self.rng.usize(..texts().count());
        texts().nth(place).unwrap_or("")
    }
}

// The case as a whole.
impl Maker {
    fn case(mut self) -> Case {
        let now = self.now();
        let secret = self.secret();
        let mut expected = self.expected();
        let header_members = self.header(&expected);
        let header_json = self.json(header_members);
        let header = self.base64url(&header_json);
        let claims = self.claims(&expected, now);
        let payload_json = self.json(claims);
        let payload = self.base64url(&payload_json);

        let signed = format!("{header}.{payload}");
        let over_json = [&header_json[..], b".", &payload_json].concat();
        let tag = self.tag(&signed, &over_json, &secret);
        let signature = self.base64url(&tag);
        let token = self.joined(header, payload, signature);

        self.expect_otherwise(&mut expected, token.len());
        Case { token, secret, expected, now }
    }

    fn now(&mut self) -> f64 {
        let second = f64::from(1_700_000_000 + self.rng.u32(..100_000_000));
        match self.rng.u8(..20) {
            0 => second + self.rng.f64(),
            1 => self.pick(&[0.0, -1.5, 5e-324, 9_007_199_254_740_993.0, 1e300]),
            2 => second * 1000.0,
            _ => second,
        }
    }

    fn secret(&mut self) -> Vec<u8> {
        let length = self.pick(&[1, 8, 31, 32, 32, 32, 43, 63, 64, 65, 200]);
        let is_text = self.rng.bool();
        let rng = &mut self.rng;
        let byte = || if is_text { rng.alphanumeric() as u8 } else { rng.u8(..) };
        std::iter::repeat_with(byte).take(length).collect()
    }

    fn expected(&mut self) -> Expected {
        let types = "JWT ¦ at+jwt ¦ application/AT+jwt ¦ text/jwt ¦ application/jwt
            é+jwt ¦ JWT/ ¦";
        Expected {
            max_length: None,
            token_type: self.one_in(4).then(|| self.one_of(types).to_owned()),
            leeway: if self.one_in(3) { self.duration() } else { Duration::ZERO },
            require_expiry: self.one_in(3),
            max_age: self.one_in(4).then(|| self.duration()),
            issuer: self.one_in(4).then(|| self.text()),
            subject: self.one_in(6).then(|| self.text()),
            audience: self.one_in(4).then(|| self.text()),
            token_id: self.one_in(8).then(|| self.text()),
        }
    }

    fn duration(&mut self) -> Duration {
        match self.rng.u8(..10) {
            0 => Duration::ZERO,
            1 => Duration::MAX,
            2 => Duration::from_nanos(self.rng.u64(..5_000_000_000)),
            3 => Duration::from_millis(100),
            _ => Duration::from_secs(self.rng.u64(1..100_000)),
        }
    }

    /// Another text than the one that the token was made for, and another limit.
    fn expect_otherwise(&mut self, expected: &mut Expected, length: usize) {
        for wanted in [
            &mut expected.token_type,
            &mut expected.issuer,
            &mut expected.subject,
            &mut expected.audience,
            &mut expected.token_id,
        ] {
            if self.bends() {
                *wanted = match wanted.take() {
                    Some(_) if self.one_in(3) => None,
                    Some(text) => Some(self.another(&text)),
                    None => Some(self.text()),
                };
            }
        }
        if self.bends() && self.one_in(4) {
            expected.max_length =
                Some(self.pick(&[length.saturating_sub(1), 0, 99]));
        } else if self.one_in(4) {
            expected.max_length = Some(length + self.pick(&[0, 1, 999]));
        }
    }

    fn text(&mut self) -> String {
        let texts = "api ¦ shop ¦ https://example.com/ ¦ user-1 ¦ é ¦ e\u{301} ¦ 𝄞
            \u{0} ¦ \"\\\t ¦ JWT ¦ 1690407762 ¦";
        self.one_of(texts).to_owned()
    }

    /// What somebody might take for the same.
    fn another(&mut self, text: &str) -> String {
        let kept = text.chars().count().saturating_sub(1);
        match self.rng.u8(..9) {
            0 => text.chars().take(kept).collect(),
            1 => format!("{text}x"),
            2 => text.to_uppercase(),
            3 => text.to_ascii_lowercase(),
            4 => format!(" {text}"),
            5 => format!("{text}\n"),
            6 => format!("{text}\0"),
            7 => text.replace('é', "e\u{301}").replace('s', "ſ").replace('J', "Ｊ"),
            _ => text.split('/').next_back().unwrap_or("").to_owned(),
        }
    }
}

// Header and claims.
impl Maker {
    fn header(&mut self, expected: &Expected) -> Vec<Member> {
        let other_algorithms = r#""none" ¦ "hs256" ¦ "HS256 " ¦ "HS256\u0000" ¦ "HS384"
            "RS256" ¦ "" ¦ null ¦ ["HS256"] ¦ {"HS256":1} ¦ 256"#;
        let mut members = Vec::new();
        if self.bends() {
            add(&mut members, "alg", self.one_of(other_algorithms));
        } else {
            add(&mut members, "alg", self.quoted("HS256"));
        }
        if let Some(typ) = self.typ(expected.token_type.as_deref()) {
            add(&mut members, "typ", self.quoted(&typ));
        }
        for name in ["kid", "jku", "x"] {
            if self.one_in(8) {
                let text = self.text();
                add(&mut members, name, self.quoted(&text));
            }
        }
        if self.bends() {
            let name = self.one_of("crit ¦ crit ¦ b64 ¦ b64 ¦ kid ¦ typ");
            add(&mut members, name, self.value(0));
        }
        self.bend_members(&mut members);
        self.rng.shuffle(&mut members);
        members
    }

    fn typ(&mut self, expected: Option<&str>) -> Option<String> {
        let others = "at+jwt ¦ text/jwt ¦ JWT\t ¦ application/ ¦ /JWT ¦ jwt;a=b/c
            application/application/jwt ¦";
        if self.bends() {
            return self.rng.bool().then(|| self.one_of(others).to_owned());
        }
        if expected.is_none() && self.one_in(4) {
            return None;
        }
        let typ = expected.unwrap_or("JWT");
        let typ = match typ.strip_prefix("application/") {
            Some(short) if self.rng.bool() => short.to_owned(),
            None if self.one_in(4) && !typ.contains('/') => {
                format!("application/{typ}")
            }
            _ => typ.to_owned(),
        };
        Some(match self.rng.u8(..8) {
            0 => typ.to_ascii_lowercase(),
            1 => typ.to_ascii_uppercase(),
            _ => typ,
        })
    }

    fn claims(&mut self, expected: &Expected, now: f64) -> Vec<Member> {
        let mut members = self.times(expected, now);
        for (name, wanted) in [
            ("iss", &expected.issuer),
            ("sub", &expected.subject),
            ("jti", &expected.token_id),
        ] {
            let other = self.one_in(6).then(|| self.text());
            if let Some(text) = wanted.clone().or(other) {
                add(&mut members, name, self.quoted(&text));
            }
        }
        if let Some(audience) = &expected.audience {
            let other = self.text();
            let (one, other) = (self.quoted(audience), self.quoted(&other));
            let lists = [format!("[{other} ,{one}]"), format!("[{one}]")];
            let place = self.rng.usize(..4);
            add(&mut members, "aud", lists.get(place).unwrap_or(&one));
        } else if self.bends() {
            add(&mut members, "aud", "[]");
        }
        for name in ["id", "é", "x/y"] {
            if self.one_in(4) {
                add(&mut members, name, self.value(0));
            }
        }
        if self.one_in(300) {
            // About 8 KiB, the limit.
            let padding = "x".repeat(self.rng.usize(5900..6100));
            add(&mut members, "padding", format!("\"{padding}\""));
        }
        if self.bends() {
            let name = self.one_of("exp ¦ nbf ¦ iat ¦ iss ¦ sub ¦ aud ¦ jti");
            add(&mut members, name, self.value(0));
        }
        self.bend_members(&mut members);
        self.rng.shuffle(&mut members);
        members
    }

    fn times(&mut self, expected: &Expected, now: f64) -> Vec<Member> {
        let mut members = Vec::new();
        let leeway = expected.leeway.as_secs_f64();
        let (oldest, latest) = match expected.max_age {
            Some(age) => (now - age.as_secs_f64() - leeway, now + leeway),
            None => (f64::NEG_INFINITY, f64::INFINITY),
        };
        let exp = (expected.require_expiry, now - leeway, f64::INFINITY);
        let nbf = (false, f64::NEG_INFINITY, now + leeway);
        let iat = (expected.max_age.is_some(), oldest, latest);
        for (name, (is_needed, after, until)) in
            [("exp", exp), ("nbf", nbf), ("iat", iat)]
        {
            if if is_needed { !self.bends() } else { self.one_in(3) } {
                let time = self.time(after, until);
                add(&mut members, name, self.number(time));
            }
        }
        members
    }

    /// A moment after the first and until the second, often close to one of them.
    fn time(&mut self, after: f64, until: f64) -> f64 {
        let is_inside = !self.bends();
        let mut time = 0.0;
        for _ in 0..10 {
            let edge = self.pick(&[after, until]);
            let edge = if edge.is_finite() { edge } else { 1.7e9 };
            let seconds = f64::from(self.rng.u32(..100_000));
            time = match self.rng.u8(..8) {
                0 => edge,
                1 => edge.next_up(),
                2 => edge.next_down(),
                3 => edge + self.rng.f64() - 0.5,
                4 => (edge + 1.0).floor(),
                5 => edge - seconds,
                _ => (edge + seconds).floor(),
            };
            if (after < time && time <= until) == is_inside {
                break;
            }
        }
        time
    }

    fn bend_members(&mut self, members: &mut Vec<Member>) {
        while self.bends() {
            self.add_what_may_not_be(members);
        }
    }

    /// What no object may have in it, or nearly so.
    fn add_what_may_not_be(&mut self, members: &mut Vec<Member>) {
        let huge = r#"1e400 ¦ -1e400 ¦ 1.7976931348623159e308 ¦ 2E+308 ¦ [0,{"a":1e309}]
            1e99999999999999999999"#;
        let surrogates = r#""\ud800" ¦ "\udc00x" ¦ "\ud834\ud834" ¦ "\udd1e\ud834"
            "\ud834\u0041" ¦ {"\udbff":0} ¦ "\ud834\n" ¦ ["\ud834𝄞"]"#;
        let repeated = r#"{"a":1,"a":1} ¦ {"a":1,"\u0061":2} ¦ [{"b":{"é":0,"\u00E9":0}}]
            {"":0,"a":{},"":0} ¦ {"a":1,"A":2,"a ":3}"#;
        let numbers =
            "01 ¦ - ¦ 1. ¦ 1e ¦ 1e+ ¦ -01 ¦ 1.e5 ¦ 1+1 ¦ --1 ¦ 1.2.3 ¦ 1e5.0";
        let controls = "\"\t\" ¦ \"\u{1f}\" ¦ \"a\rb\" ¦ \"\0\" ¦ \"\u{7f}\u{85}\"";
        let syntax = r#"NaN ¦ -Infinity ¦ .5 ¦ +1 ¦ 0x1 ¦ 1_000 ¦ 'a' ¦ {a:1} ¦ [1,] ¦ [
            {"a":1,} ¦ [,1] ¦ {"a"} ¦ [1 2] ¦ tru ¦ True ¦ undefined ¦ "\x41" ¦ "\u12"
            "\u+123" ¦ "\'" ¦ "\ ¦ /**/1 ¦ 1// ¦ [&nbsp;1] ¦ {"a":} ¦ {"a"=1} ¦"#;
        let value = match self.rng.u8(..8) {
            0 => self.one_of(huge).to_owned(),
            1 => self.one_of(surrogates).to_owned(),
            2 => self.one_of(repeated).to_owned(),
            3 => self.one_of(numbers).to_owned(),
            4 => self.one_of(controls).to_owned(),
            5 => self.one_of(syntax).replace("&nbsp;", "\u{a0}"),
            6 => self.deep(),
            _ => self.value(0),
        };
        let name = if self.rng.bool() {
            self.rng
                .choice(&*members)
                .map_or(String::new(), |(name, _)| name.clone())
        } else {
            self.one_of("n ¦ iat ¦ exp ¦ \u{1} ¦ Alg ¦ \u{d7ff} ¦").to_owned()
        };
        if self.rng.bool() {
            add(members, &name, value);
        } else {
            members.push((name, value));
        }
    }

    /// With the outermost object, 126 are just few enough.
    fn deep(&mut self) -> String {
        let depth = self.rng.usize(124..130);
        if self.rng.bool() {
            format!("{}{}", "[".repeat(depth), "]".repeat(depth))
        } else {
            format!("{}0{}", "{\"a\":".repeat(depth), "}".repeat(depth))
        }
    }
}

/// Puts a member at the end, in place of what has that name.
fn add(members: &mut Vec<Member>, name: &str, value: impl Into<String>) {
    members.retain(|(other, _)| other != name);
    members.push((name.to_owned(), value.into()));
}

// How JSON is spelled.
impl Maker {
    /// Any value that is right in itself.
    fn value(&mut self, depth: u8) -> String {
        let numbers = "0 ¦ -0 ¦ -0.0 ¦ 0.1 ¦ 1e21 ¦ 1E-7 ¦ 5e-324 ¦ 1e-400 ¦ 0e400
            9007199254740993 ¦ 9223372036854775808 ¦ -9223372036854775808
            -9223372036854775809 ¦ 18446744073709551615 ¦ 18446744073709551616
            1.7976931348623157e308 ¦ 1.7976931348623158e308 ¦ 1000000000000000.25
            123456789012345678901234567890 ¦ 0e99999999999999999999";
        // The names by which serde_json tells its own values from objects.
        let private = r#"{"$serde_json::private::Number":"1"}
            {"$serde_json::private::Number":"x"}
            {"$serde_json::private::Number":"1e400"}
            {"$serde_json::private::Number":"1","a":2}
            {"$serde_json::private::RawValue":"1"}
            {"$serde_json::private::RawValue":"{\"a\":1,\"a\":2}"}"#;
        match self.rng.u8(depth..12) {
            0 => self.one_of(private).to_owned(),
            1 => format!("[{}]", self.value(depth + 3)),
            2 => {
                let (one, other) = (self.value(depth + 3), self.value(depth + 3));
                format!("[{one}, {other}]")
            }
            3 | 4 => {
                let (one, other) = (self.value(depth + 3), self.value(depth + 3));
                self.object(vec![("a".into(), one), ("b".into(), other)])
            }
            5 | 6 => self.one_of(numbers).to_owned(),
            7 => self.float(),
            8 => self.rng.u32(..).to_string(),
            9 => self.one_of("null ¦ true ¦ false").to_owned(),
            _ => {
                let text = self.text();
                self.quoted(&text)
            }
        }
    }

    fn float(&mut self) -> String {
        let float = f64::from_bits(self.rng.u64(..));
        self.number(if float.is_finite() { float } else { 0.5 })
    }

    fn number(&mut self, value: f64) -> String {
        match self.rng.u8(..10) {
            0 => format!("{value:e}"),
            1 => format!("{value:E}").replace('E', "E+").replace("+-", "-"),
            2 if value.fract() == 0.0 => format!("{value:.2}"),
            3 => format!("{value}e-0"),
            _ => format!("{value}"),
        }
    }

    fn quoted(&mut self, text: &str) -> String {
        let mut quoted = String::from("\"");
        let escapes = if self.one_in(4) { 3 } else { 50 };
        for character in text.chars() {
            match character {
                '"' | '\\' => quoted.extend(['\\', character]),
                '\t' if self.rng.bool() => quoted.push_str("\\t"),
                '/' if self.one_in(4) => quoted.push_str("\\/"),
                _ if character < ' ' || self.one_in(escapes) => {
                    quoted.push_str(&self.escaped(character));
                }
                _ => quoted.push(character),
            }
        }
        quoted + "\""
    }

    fn escaped(&mut self, character: char) -> String {
        let units = character.encode_utf16(&mut [0; 2]).to_vec();
        let escaped: String =
            units.into_iter().map(|unit| format!("\\u{unit:04x}")).collect();
        if self.rng.bool() {
            escaped.to_uppercase().replace("\\U", "\\u")
        } else {
            escaped
        }
    }

    fn object(&mut self, members: Vec<Member>) -> String {
        let spaces: &[&str] =
            if self.one_in(3) { &["", " ", "\r\n", "\t"] } else { &[""] };
        let mut text = String::new();
        let mut before = "{";
        for (name, value) in members {
            for piece in [before, &self.quoted(&name), ":", &value] {
                text.push_str(self.pick(spaces));
                text.push_str(piece);
            }
            text.push_str(self.pick(spaces));
            before = ",";
        }
        if text.is_empty() {
            "{}".to_owned()
        } else {
            text + "}" + self.pick(spaces)
        }
    }

    /// The whole text of a header or a payload.
    fn json(&mut self, members: Vec<Member>) -> Vec<u8> {
        let mut bytes = self.object(members).into_bytes();
        if !self.bends() {
            return bytes;
        }
        let others = r#"null ¦ [] ¦ [{}] ¦ "{}" ¦ 0 ¦ 1e400 ¦ true ¦ { ¦ {} ¦ {}{} ¦
            {"a":1e400,"a":1} ¦ {"a":1e400,"b":"\ud800"} ¦ {"a":1e400}x"#;
        let behind = "{} ¦ x ¦ , ¦ } ¦ \0 ¦ \u{b} ¦ \u{c} ¦ \u{a0} ¦ // ¦ \u{feff}";
        // Latin-1, `/` overlong, half a surrogate pair, past the last character.
        let not_utf8: [&[u8]; 4] =
            [b"\xe9", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"];
        let byte = self.pick(b"{}[]:,\"\\ 0-e\x1f\x7f");
        let place = self.rng.usize(..bytes.len());
        match self.rng.u8(..8) {
            0 => bytes = self.one_of(others).into(),
            1 => drop(bytes.splice(0..0, *b"\xef\xbb\xbf")),
            2 => bytes.extend_from_slice(self.one_of(behind).as_bytes()),
            3 => drop(bytes.splice(place..place, self.pick(&not_utf8).to_vec())),
            4 => drop(bytes.remove(place)),
            5 => bytes[place] = byte,
            6 => bytes.insert(place, byte),
            _ => bytes.truncate(place),
        }
        bytes
    }
}

// How the parts are made and joined.
impl Maker {
    fn base64url(&mut self, bytes: &[u8]) -> String {
        let mut text = encode(bytes);
        if !self.bends() {
            return text;
        }
        let place = self.rng.usize(..=text.len());
        match self.rng.u8(..8) {
            0 => text.push_str(["=", "===", "==", "="][text.len() % 4]),
            1 => text = text.replace('-', "+").replace('_', "/"),
            2 => text = with_another_last_bit(text),
            3 => drop(text.pop()),
            4 => text.push('A'),
            5 => text.insert_str(
                place,
                self.pick(&[" ", "\n", "=", ".", "+", "é", "\0"]),
            ),
            6 => text.truncate(place),
            _ => text.clear(),
        }
        text
    }

    fn tag(&mut self, signed: &str, over_json: &[u8], secret: &[u8]) -> Vec<u8> {
        let mut tag = HMAC::mac(signed, secret).to_vec();
        if !self.bends() {
            return tag;
        }
        let hex: String = tag.iter().map(|byte| format!("{byte:02x}")).collect();
        match self.rng.u8(..14) {
            0..4 => {
                let place = self.rng.usize(..tag.len());
                tag[place] ^= 1 << self.rng.u8(..8);
                tag
            }
            4 => vec![],
            5 => tag[..31].to_vec(),
            6 => [&tag[..], b"\0"].concat(),
            7 => hex.into_bytes(),
            8 => Hash::hash(signed.as_bytes()).into(),
            9 => HMAC::mac(over_json, secret).into(),
            10 => HMAC::mac(format!("{signed}."), secret).into(),
            11 => HMAC::mac(secret, signed).into(),
            12 => HMAC::mac(signed, b"").into(),
            // The same secret to HMAC if it has less than 64 bytes (RFC 2104 §2).
            _ => HMAC::mac(signed, [secret, b"\0"].concat()).into(),
        }
    }

    fn joined(
        &mut self,
        header: String,
        payload: String,
        signature: String,
    ) -> String {
        let token = format!("{header}.{payload}.{signature}");
        if !self.bends() {
            return token;
        }
        let front = "Bearer_ ¦ bearer\t ¦ BEARER\u{a0} ¦ Basic\u{b} ¦ bAsIc\r
            \tBearer\r ¦ Bearer ¦ Bearer. ¦ basic. ¦ \t ¦ \u{3000} ¦ \" ¦ ' ¦ ` ¦ \u{feff}
            \u{201c} ¦ .";
        let behind =
            "\t ¦ \r ¦ \" ¦ ' ¦ ` ¦ \u{a0} ¦ \0 ¦ . ¦ .x ¦ .x.y ¦ .x.y.z ¦ \u{85}";
        let whole =
            ". ¦ .. ¦ ... ¦ .... ¦ undefined ¦ Bearer ¦ basic\t ¦ \t ¦ a.b.c ¦ \"
            e30.e30. ¦ eyJhbGciOiJIUzI1NiJ9.e30. ¦";
        match self.rng.u8(..8) {
            0 => format!("{header}.{payload}"),
            1 => format!("{header}.{payload}."),
            2 => header,
            3 | 4 => self.one_of(front).replace('_', " ") + &token,
            5 | 6 => token + self.one_of(behind),
            _ => self.one_of(whole).to_owned(),
        }
    }
}

/// The bits of the last character that no byte needs are spare. One of them is its
/// last bit.
fn with_another_last_bit(mut text: String) -> String {
    let last = text.pop().and_then(|last| ALPHABET.find(last));
    text.extend(last.map(|place| char::from(ALPHABET.as_bytes()[place ^ 1])));
    text
}
