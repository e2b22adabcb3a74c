// Is the oracle right?
//
// It is not believed either. Here are answers that others gave: the RFCs' own examples,
// the printed token, and `serde_json`, which reads every short text as the oracle
// does. Then each rule, at each check that asks for it, from both sides: a token that
// breaks this one rule, and its neighbour, which keeps to all of them.
//
// Run this file with: cargo test -p fuzz --test oracle

use std::collections::BTreeSet;
use std::time::Duration;

use fuzz::compare::is_equal;
use fuzz::oracle::base64url::{decoded, encode};
use fuzz::oracle::json::{Members, Value, parsed};
use fuzz::oracle::{RULES, Refusal, Rule, verify};
use fuzz::{Case, Expected};
use hmac_sha256::HMAC;

const ALG: &str = r#"{"alg":"HS256"}"#;
const NOW: f64 = 1_690_407_762.0;

fn case(token: &str, secret: &[u8], now: f64) -> Case {
    let (token, secret) = (token.to_owned(), secret.to_vec());
    Case { token, secret, expected: Expected::default(), now }
}

/// Signs two parts as they are.
fn signed(header: &str, payload: &str) -> Case {
    let signing_input = format!("{header}.{payload}");
    let tag = encode(HMAC::mac(&signing_input, b"secret"));
    case(&format!("{signing_input}.{tag}"), b"secret", NOW)
}

fn json(header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> Case {
    signed(&encode(header), &encode(payload))
}

#[test]
fn step_1_base64url_of_rfc_4648_10() {
    for (bytes, text) in [
        ("", ""),
        ("f", "Zg"),
        ("fo", "Zm8"),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg"),
        ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ] {
        assert_eq!(encode(bytes), text);
        assert_eq!(decoded(text), Some(bytes.into()));
    }
    assert_eq!(decoded("-_8"), Some(vec![0xfb, 0xff]));
}

#[test]
#[cfg_attr(feature = "all-of-serde-json", ignore = "it then keeps numbers as text")]
fn step_2_json_is_read_as_serde_json_reads_it() {
    // All texts of up to five of these, and what they are the inside of.
    let alphabet = br#"{}[],:"\u01-.eE+ a"#;
    for length in 0..=5 {
        for number in 0..alphabet.len().pow(length) {
            let digit = |place| number / alphabet.len().pow(place) % alphabet.len();
            let text: String = (0..length)
                .map(|place| char::from(alphabet[digit(place)]))
                .collect();
            reads_as_serde_json(&text);
        }
    }
    for text in [
        r#"{"Image":{"Width":800,"Animated":false,"IDs":[116,943]},"\u00e9\n":null}"#,
        r#""\u002f\/\b\f\n\r\t\"\\\uD834\udd1e""#,
        "[true,false,null,tru,nul]",
        "[1.7976931348623157e308,5e-324,18446744073709551616,-9223372036854775809,-0]",
    ] {
        for place in 0..text.len() {
            for change in ["", " ", "\"", "\u{a0}", "\0", "0", "e"] {
                // In front of the character there, and in its place.
                for rest in [&text[place..], &text[place + 1..]] {
                    reads_as_serde_json(&[&text[..place], change, rest].concat());
                }
            }
        }
    }
}

fn reads_as_serde_json(text: &str) {
    let (ours, theirs) = (parsed(text), serde_json::from_str(text));
    let is_same = match (&ours, &theirs) {
        (Some(ours), Ok(theirs)) => is_equal(ours, theirs),
        (None, Err(_)) => true,
        _ => false,
    };
    assert!(is_same, "{text}: {ours:?}, {theirs:?}");
}

// RFC 7515 A.1, RFC 7520 §4.4, and the token of all chapters.
#[test]
fn step_3_tokens_that_others_made() {
    let json = include_str!("../../tests/vectors/standards.json");
    let vectors: serde_json::Value = serde_json::from_str(json).unwrap();
    let of = |vector: &str, name: &str| vectors[vector][name].as_str().unwrap();
    let refusal = |case| verify(&case).map_err(|no| (no.check, no.rule));

    let vector = "rfc7515_a1";
    let key = decoded(of(vector, "key_base64url")).unwrap();
    let at = |now| refusal(case(of(vector, "token"), &key, now));
    assert_eq!(at(1_300_819_379.0), Ok(members(of(vector, "payload"))));
    assert_eq!(at(1_300_819_380.0), Err((12, Rule::NotExpired)));

    // Plain text, signed: no claims, but the signature holds.
    let vector = "rfc7520_4_4";
    let key = decoded(of(vector, "key_base64url")).unwrap();
    let answer = refusal(case(of(vector, "token"), &key, NOW));
    assert_eq!(answer, Err((10, Rule::Grammar)));

    let (printed, key) = (of("printed", "token"), of("printed", "secret"));
    let answer = refusal(case(printed, key.as_bytes(), NOW));
    assert_eq!(answer, Err((9, Rule::IsTheTag)));
    let (signing_input, _) = printed.rsplit_once('.').unwrap();
    let right = of("printed", "signature_under_the_printed_secret");
    let token = format!("{signing_input}.{right}");
    let answer = refusal(case(&token, key.as_bytes(), NOW));
    assert_eq!(answer, Ok(members(r#"{"id":"123456","iat":1690407762}"#)));
}

fn members(text: &str) -> Members {
    match parsed(text) {
        Some(Value::Object(members)) => members,
        _ => panic!("{text}"),
    }
}

// The tables: a rule, what breaks this rule alone, and its neighbour, which breaks none.

/// Of header and payload alike. The header gets its `alg` in front.
const JSON: &str = r#"
NoByteOrderMark     ¦ <BOM>{"x":1}            ¦ <SPACE>{"x":1}
Grammar             ¦ {"x":1,}                ¦ {"x":1}
Grammar             ¦ {"x":[1,]}              ¦ {"x":[1]}
Grammar             ¦ {"x":+1}                ¦ {"x":-1}
Grammar             ¦ {"x":.5}                ¦ {"x":0.5}
Grammar             ¦ {"x":True}              ¦ {"x":true}
Grammar             ¦ {"x":'1'}               ¦ {"x":"1"}
Grammar             ¦ {x:1}                   ¦ {"x":1}
Grammar             ¦ {"x":"\x41"}            ¦ {"x":"\u0041"}
Grammar             ¦ {"x":"\u+041"}          ¦ {"x":"\u004f"}
Grammar             ¦ {"x":<NBSP>1}           ¦ {"x":<SPACE>1}
Grammar             ¦ {"x":1                  ¦ {"x":1}
Grammar             ¦ {"x":1/**/}             ¦ {"x":1<TAB>}
NumberGrammar       ¦ {"x":01}                ¦ {"x":10}
NumberGrammar       ¦ {"x":1.}                ¦ {"x":1.0}
NumberGrammar       ¦ {"x":-}                 ¦ {"x":-0}
NumberGrammar       ¦ {"x":1e}                ¦ {"x":1e0}
NumberGrammar       ¦ {"x":1E+}               ¦ {"x":1E+0}
ControlsAreEscaped  ¦ {"x":"<TAB>"}           ¦ {"x":"\t"}
ControlsAreEscaped  ¦ {"<1F>":1}              ¦ {"<7F>":1}
WholeSurrogatePairs ¦ {"x":"\ud834"}          ¦ {"x":"\ud834\udd1e"}
WholeSurrogatePairs ¦ {"\udd1e\ud834":1}      ¦ {"\uD834\uDD1E":1}
NameOnce            ¦ {"x":1,"x":1}           ¦ {"x":1,"X":1}
NameOnce            ¦ {"x":1,"\u0078":1}      ¦ {"x":1,"\\u0078":1}
NameOnce            ¦ {"x":[{"y":1,"y":1}]}   ¦ {"x":[{"y":1}],"y":1}
NameOnce            ¦ {"x":1e400,"y":1,"y":1} ¦ {"x":1e300,"y":1,"z":1}
AtMost127Deep       ¦ {"x":<126 [>[]<126 ]>}  ¦ {"x":<126 [>1<126 ]>}
OneObject           ¦ []                      ¦ {"x":[]}
OneObject           ¦ null                    ¦ {"x":null}
OneObject           ¦ "{}"                    ¦ {"x":"{}"}
NothingBehind       ¦ {"x":1}{}               ¦ {"x":1}<SPACE>
NothingBehind       ¦ {"x":1}<NUL>            ¦ {"x":1}<TAB>
NumbersAreFinite    ¦ {"x":1e309}             ¦ {"x":1e308}
NumbersAreFinite    ¦ {"x":-2e308}            ¦ {"x":0e400}
NumbersAreFinite    ¦ {"x":1.7976931348623159e308} ¦ {"x":1.7976931348623158e308}
Utf8                ¦ {"x":"<ED A0 80>"}      ¦ {"x":"<ED 9F BF>"}
Utf8                ¦ {"x":"<C0 AF>"}         ¦ {"x":"/"}
"#;

/// A check, its rule, and what is expected of the type.
const HEADER: &str = r#"
4 KidIsText      -      ¦ {"alg":"HS256","kid":1}           ¦ {"alg":"HS256","kid":"1"}
4 KidIsText      -      ¦ {"alg":"HS256","kid":null}        ¦ {"alg":"HS256","Kid":null}
4 TypIsText      -      ¦ {"alg":"HS256","typ":["JWT"]}     ¦ {"alg":"HS256","typ":"JWT"}
4 TypIsText      -      ¦ {"alg":"HS256","typ":null}        ¦ {"alg":"HS256","Typ":null}
5 NoCrit         -      ¦ {"alg":"HS256","crit":null}       ¦ {"alg":"HS256","Crit":null}
5 NoCrit         -      ¦ {"alg":"HS256","\u0063rit":[]}    ¦ {"alg":"HS256","x":{"crit":[]}}
5 NoB64          -      ¦ {"alg":"HS256","b64":true}        ¦ {"alg":"HS256","B64":true}
6 AlgIsHs256     -      ¦ {"alg":"none"}                    ¦ {"alg":"HS256"}
6 AlgIsHs256     -      ¦ {"alg":"hs256"}                   ¦ {"alg":"\u0048S256"}
6 AlgIsHs256     -      ¦ {"alg":"HS256 "}                  ¦ {"alg":"HS256" }
6 AlgIsHs256     -      ¦ {"alg":["HS256"]}                 ¦ {"alg":"HS256","x":["HS256"]}
6 AlgIsHs256     -      ¦ {"Alg":"HS256"}                   ¦ {"Alg":"none","alg":"HS256"}
7 TypeIsExpected -      ¦ {"alg":"HS256","typ":"at+jwt"}    ¦ {"alg":"HS256","typ":"jWt"}
7 TypeIsExpected -      ¦ {"alg":"HS256","typ":"text/jwt"}  ¦ {"alg":"HS256","typ":"Application/JWT"}
7 TypeIsExpected -      ¦ {"alg":"HS256","typ":"JWT "}      ¦ {"alg":"HS256","typ":"\u004aWT"}
7 TypeIsExpected -      ¦ {"alg":"HS256","typ":""}          ¦ {"alg":"HS256"}
7 TypeIsExpected at+jwt ¦ {"alg":"HS256","typ":"JWT"}       ¦ {"alg":"HS256","typ":"AT+JWT"}
7 TypeIsExpected at+jwt ¦ {"alg":"HS256","typ":"a/at+jwt"}  ¦ {"alg":"HS256","typ":"application/at+jwt"}
7 TypeIsExpected application/at+jwt ¦ {"alg":"HS256","typ":"at"} ¦ {"alg":"HS256","typ":"at+jwt"}
7 TypeIsExpected text/jwt ¦ {"alg":"HS256","typ":"jwt"}     ¦ {"alg":"HS256","typ":"text/jwt"}
7 TypeIsThere    JWT    ¦ {"alg":"HS256"}                   ¦ {"alg":"HS256","typ":"JWT"}
"#;

/// The same for the claims: `aud` for example is an expected audience, `a`. All times
/// that are expected are 1 second, and it is now 1690407762.
const CLAIMS: &str = r#"
11 TimesAreNumbers      -          ¦ "exp":"1690407763"  ¦ "exp":1690407763
11 TimesAreNumbers      -          ¦ "nbf":null          ¦ "nbf":-0.5
11 TimesAreNumbers      -          ¦ "iat":[1]           ¦ "iat":1e300
11 PartiesAreText       -          ¦ "iss":1             ¦ "iss":"1"
11 PartiesAreText       -          ¦ "sub":["a"]         ¦ "sub":"a"
11 PartiesAreText       -          ¦ "jti":null          ¦ "Jti":null
11 AudienceIsTextOrTexts aud       ¦ "aud":1             ¦ "aud":"a"
11 AudienceIsTextOrTexts aud       ¦ "aud":["a",1]       ¦ "aud":["a","1"]
12 ExpiryIsThere        exp        ¦ "x":1               ¦ "exp":1690407763
12 NotExpired           -          ¦ "exp":1690407762    ¦ "exp":1690407762.5
12 NotExpired           leeway     ¦ "exp":1690407761    ¦ "exp":1690407761.5
12 NotTooEarly          -          ¦ "nbf":1690407762.5  ¦ "nbf":1690407762
12 NotTooEarly          leeway     ¦ "nbf":1690407763.5  ¦ "nbf":1690407763
12 IssueIsThere         age        ¦ "x":1               ¦ "iat":1690407762
12 NotFromTheFuture     age        ¦ "iat":1690407762.5  ¦ "iat":1690407762
12 NotFromTheFuture     age,leeway ¦ "iat":1690407763.5  ¦ "iat":1690407763
12 NotTooOld            age        ¦ "iat":1690407761    ¦ "iat":1690407761.5
12 NotTooOld            age,leeway ¦ "iat":1690407760    ¦ "iat":1690407760.5
13 Issuer               iss        ¦ "iss":"A"           ¦ "iss":"a"
13 Issuer               iss        ¦ "x":"a"             ¦ "iss":"\u0061"
13 Subject              sub        ¦ "sub":"a "          ¦ "sub":"a"
13 TokenId              jti        ¦ "jti":""            ¦ "jti":"a"
13 Audience             aud        ¦ "aud":"aa"          ¦ "aud":"a"
13 Audience             aud        ¦ "aud":[]            ¦ "aud":["b","a"]
13 Audience             aud        ¦ "x":1               ¦ "aud":["a"]
13 NoOtherAudience      -          ¦ "aud":"a"           ¦ "Aud":"a"
13 NoOtherAudience      -          ¦ "aud":[]            ¦ "x":{"aud":"a"}
"#;

/// A check, its rule, the breach and the neighbour.
type Row = (u8, Rule, Case, Case);

#[test]
fn step_4_each_rule_refuses_its_breach_and_not_its_neighbour() {
    let rows =
        [of_the_whole(), of_base64url(), of_json(), of_header(), of_claims()];
    let mut asked = BTreeSet::new();
    for (check, rule, breach, neighbour) in rows.concat() {
        let refusal = Refusal { check, rule };
        assert_eq!(verify(&breach), Err(refusal), "{breach:?}");
        assert!(verify(&neighbour).is_ok(), "{refusal:?}: {neighbour:?}");
        asked.insert((check, rule));
    }
    assert_eq!(asked, all_rules().collect());
}

fn all_rules() -> impl Iterator<Item = (u8, Rule)> {
    RULES.iter().flat_map(|(checks, rules)| {
        checks.iter().flat_map(|check| rules.iter().map(|rule| (*check, *rule)))
    })
}

fn rule(name: &str) -> Rule {
    let mut rules = all_rules().map(|(_, rule)| rule);
    rules.find(|rule| format!("{rule:?}") == name).expect(name)
}

fn lines(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.trim().lines().map(|line| {
        let mut columns = line.split('¦').map(str::trim);
        [(); 3].map(|()| columns.next().expect(line))
    })
}

fn of_json() -> Vec<Row> {
    let mut rows = Vec::new();
    for [name, breach, neighbour] in lines(JSON) {
        let (rule, breach, neighbour) =
            (rule(name), bytes(breach), bytes(neighbour));
        let check = if rule == Rule::NumbersAreFinite { 11 } else { 10 };
        rows.push((check, rule, json(ALG, &breach), json(ALG, &neighbour)));
        rows.push((
            4,
            rule,
            json(with_alg(breach), "{}"),
            json(with_alg(neighbour), "{}"),
        ));
    }
    rows
}

/// Puts the bytes in place that no text shows.
fn bytes(text: &str) -> Vec<u8> {
    let text = text.replace("<126 [>", &"[".repeat(126));
    let mut bytes = text.replace("<126 ]>", &"]".repeat(126)).into_bytes();
    let replacements: [(&str, &[u8]); _] = [
        ("<BOM>", b"\xef\xbb\xbf"),
        ("<SPACE>", b" "),
        ("<NBSP>", b"\xc2\xa0"),
        ("<TAB>", b"\t"),
        ("<NUL>", b"\0"),
        ("<1F>", b"\x1f"),
        ("<7F>", b"\x7f"),
        ("<ED A0 80>", b"\xed\xa0\x80"),
        ("<ED 9F BF>", b"\xed\x9f\xbf"),
        ("<C0 AF>", b"\xc0\xaf"),
    ];
    for (name, replacement) in replacements {
        let place =
            bytes.windows(name.len()).position(|part| part == name.as_bytes());
        if let Some(place) = place {
            bytes.splice(place..place + name.len(), replacement.iter().copied());
        }
    }
    bytes
}

fn with_alg(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(brace) = bytes.iter().position(|byte| *byte == b'{')
        && bytes[0] != b'"'
    {
        bytes.splice(brace..=brace, *b"{\"alg\":\"HS256\",");
    }
    bytes
}

fn of_header() -> Vec<Row> {
    lines(HEADER)
        .map(|[rule, breach, neighbour]| {
            let (check, rule, typ) = rule_and_expectation(rule);
            let token_type = Some(typ.to_owned()).filter(|typ| typ != "-");
            let of = |header: &str| {
                let expected =
                    Expected { token_type: token_type.clone(), ..nothing() };
                Case { expected, ..json(header, "{}") }
            };
            (check, rule, of(breach), of(neighbour))
        })
        .collect()
}

fn of_claims() -> Vec<Row> {
    lines(CLAIMS)
        .map(|[rule, breach, neighbour]| {
            let (check, rule, names) = rule_and_expectation(rule);
            let party = |name| names.contains(name).then(|| "a".to_owned());
            let second =
                |name| names.contains(name).then_some(Duration::from_secs(1));
            let expected = Expected {
                leeway: second("leeway").unwrap_or_default(),
                max_age: second("age"),
                require_expiry: names == "exp",
                issuer: party("iss"),
                subject: party("sub"),
                audience: party("aud"),
                token_id: party("jti"),
                ..nothing()
            };
            let of = |member: &str| {
                let expected = expected.clone();
                Case { expected, ..json(ALG, format!("{{{member}}}")) }
            };
            (check, rule, of(breach), of(neighbour))
        })
        .collect()
}

fn rule_and_expectation(column: &'static str) -> (u8, Rule, &'static str) {
    let mut words = column.split_whitespace();
    let [check, name, expected] = [(); 3].map(|()| words.next().expect(column));
    (check.parse().unwrap(), rule(name), expected)
}

fn of_the_whole() -> Vec<Row> {
    let good = json(ALG, "{}");
    let limited = |max_length| Case {
        expected: Expected { max_length: Some(max_length), ..nothing() },
        ..good.clone()
    };
    let padded =
        |length| json(ALG, format!("{{\"x\":\"{}\"}}", "x".repeat(length)));
    // 20 characters, 43 and two dots leave 8127 of 8192: 6095 bytes, and 8 around them.
    let mut rows = vec![
        (
            1,
            Rule::NotTooLong,
            limited(good.token.len() - 1),
            limited(good.token.len()),
        ),
        (1, Rule::NotTooLong, padded(6088), padded(6087)),
    ];
    for (check, rule, breach) in [
        (1, Rule::NotEmpty, ""),
        (2, Rule::NothingAround, " _"),
        (2, Rule::NothingAround, "_\u{a0}"),
        (2, Rule::NothingAround, "'_"),
        (2, Rule::NothingAround, "_`"),
        (2, Rule::NothingAround, "\"_\""),
        (2, Rule::NoScheme, "Bearer _"),
        (2, Rule::NoScheme, "bAsIc\u{3000}_"),
        (2, Rule::NoScheme, "BEARER"),
        (2, Rule::ThreeSegments, "_."),
        (2, Rule::ThreeSegments, "._"),
        (2, Rule::ThreeSegments, "Bearer.a"),
        (2, Rule::ThreeSegments, "e30"),
    ] {
        let breach = case(&breach.replace('_', &good.token), b"secret", NOW);
        rows.push((check, rule, breach, good.clone()));
    }
    rows
}

fn of_base64url() -> Vec<Row> {
    // The last characters of these two have four and two spare bits.
    let good = json("{\"alg\":\"HS256\" }", "{}");
    let [header, payload, signature]: [&str; 3] =
        good.token.split('.').collect::<Vec<_>>().try_into().unwrap();
    let mut rows = Vec::new();
    for (rule, other_header, other_payload) in [
        (Rule::Alphabet, format!("{header}=="), "e30="),
        (Rule::Alphabet, header.replace("hb", "h\nb"), "e3 0"),
        (Rule::Alphabet, header.replace("hb", "+b"), "e30é"),
        (Rule::WholeBytes, format!("{header}AAA"), "e30gA"),
        (Rule::SpareBitsAreZero, header.replace("fQ", "fR"), "e31"),
        (Rule::SpareBitsAreZero, header.replace("fQ", "fY"), "e32"),
    ] {
        rows.push((3, rule, signed(&other_header, payload), good.clone()));
        rows.push((10, rule, signed(header, other_payload), good.clone()));
    }
    let input = format!("{header}.{payload}");
    let (start, last) = signature.split_at(42);
    let spare = char::from(last.as_bytes()[0] + 1);
    for (check, rule, signature) in [
        (8, Rule::Alphabet, format!("{signature}=")),
        (8, Rule::SpareBitsAreZero, format!("{start}{spare}")),
        (8, Rule::Has32Bytes, String::new()),
        (8, Rule::Has32Bytes, encode([0; 31])),
        (8, Rule::Has32Bytes, encode([0; 33])),
        (9, Rule::IsTheTag, encode([0; 32])),
        (9, Rule::IsTheTag, encode(HMAC::mac(format!("{input}."), b"secret"))),
        (9, Rule::IsTheTag, encode(HMAC::mac(&input, b"Secret"))),
    ] {
        let breach = case(&format!("{input}.{signature}"), b"secret", NOW);
        rows.push((check, rule, breach, good.clone()));
    }
    rows
}

fn nothing() -> Expected {
    Expected::default()
}
