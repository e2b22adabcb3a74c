//! What a hole says of itself, and how it is attacked.

use jwt_by_hand::{
    Check, Claims, Expectations, Header, NumericDate, Secret, SecretError,
    VerifyError, sign, verify,
};
use serde_json::Value;

#[cfg(feature = "terminal")]
use crate::source::Source;
use crate::world;

/// What a verifier answers: the claims, or why not, as it would tell the sender.
pub type Verdict = Result<Value, String>;

/// A hole, and all that can be derived from its file.
pub struct Level {
    pub name: &'static str,
    /// Not in a page's WebAssembly: the page has it already.
    #[cfg(feature = "terminal")]
    pub source: &'static str,
    pub hole: &'static Hole,
    pub forge: fn(&Attacker) -> String,
    pub broken: Code,
    #[cfg(feature = "terminal")]
    pub mended: Code,
}

/// What a server runs.
#[derive(Clone, Copy)]
pub struct Code {
    pub verify: fn(token: &str, secret: &str, now: u64) -> Verdict,
    /// Makes a token that somebody wishes for, if the server does that.
    pub sign: Option<fn(wish: &str, secret: &str, now: u64) -> String>,
}

/// What a file in `holes/` says about its hole.
pub struct Hole {
    /// What the attacker wants.
    pub goal: &'static str,
    pub closed_by: ClosedBy,
    /// Where this was found in use.
    pub cases: &'static [Case],
    pub setting: fn(Base) -> Setting,
    /// Whether the attacker has it, once the forged token is sent.
    pub won: fn(&Attacker, forged: &str) -> bool,
}

/// What most holes have in common: Ada wants to be admin.
pub const USUAL: Hole = Hole {
    goal: "be admin",
    closed_by: ClosedBy::Check(Check::SignatureMatches),
    cases: &[],
    setting: Setting::new,
    won: |attacker, forged| {
        attacker.send(forged).verdict.is_ok_and(|claims| claims["role"] == "admin")
    },
};

/// Floods win nothing but time. Ours must not look at them, so they are longer than its limit.
pub const FLOOD: Hole = Hole {
    goal: "send more than 8,192 bytes that keep the server busy a hundred times as long \
           as a text of 8 bytes does",
    closed_by: ClosedBy::Check(Check::Length),
    won: |attacker, forged| {
        let short = attacker.shortest_time("no.token", 20).max(1);
        forged.len() > 8192 && attacker.shortest_time(forged, 20) > 100 * short
    },
    ..USUAL
};

/// What keeps the attack out of a program that uses our crate.
pub enum ClosedBy {
    Check(Check),
    /// A secret that the hole needs can't be made.
    Secret(fn() -> SecretError),
    /// Nothing in the crate can. This is what the caller must do.
    Caller(&'static str),
}

impl ClosedBy {
    /// Its place in the list: the thirteen checks, then the secret.
    pub fn place(&self) -> usize {
        match self {
            ClosedBy::Check(check) => check.number(),
            ClosedBy::Secret(_) => Check::ALL.len() + 1,
            ClosedBy::Caller(_) => Check::ALL.len() + 2,
        }
    }
}

/// A published case.
pub struct Case {
    pub name: &'static str,
    pub url: &'static str,
    /// When it was published, as far as we know it: year, month, day.
    pub date: &'static str,
    pub library: &'static str,
    pub versions: &'static str,
    /// What was wrong, in one line.
    pub wrong: &'static str,
}

/// Where an attack takes place.
#[derive(Clone, Copy)]
pub struct Base<'a> {
    pub secret: &'a str,
    /// The moment of the attack, in seconds.
    pub now: u64,
    /// Whom the server's tokens are for, if it asks.
    pub audience: Option<&'a str>,
}

/// Drawn once with `openssl rand -base64 32`. It is in print, so use it for nothing.
pub const SECRET: &str = "tQ0W1CtD1oX8xIvk4v0RZ8cCJ3hbnWm2b7lFz8uQkXo=";

/// The moment at which the printed token was made, and five minutes.
pub const NOW: u64 = jwt_by_hand::printed_token::ISSUED_AT + 300;

impl Default for Base<'_> {
    fn default() -> Self {
        Base { secret: SECRET, now: NOW, audience: None }
    }
}

/// Bytes that are good for an hour.
const HOUR: u64 = 3600;

impl Base<'_> {
    /// Ada's claims, five minutes old.
    pub fn claims(&self) -> Claims {
        let issued = NumericDate::from_seconds(self.now - 300);
        let claims = Claims::new()
            .with("sub", "ada")
            .with("role", "user")
            .issued_at(issued)
            .expires_at(NumericDate::from_seconds(self.now - 300 + HOUR));
        match self.audience {
            Some(audience) => claims.audience(audience),
            None => claims,
        }
    }

    /// A token, made as it should be.
    pub fn signed(&self, header: &Header, claims: &Claims) -> String {
        let secret = Secret::insecure_for_lessons(self.secret);
        sign(header, claims, &secret.expect("nobody attacks an empty secret here"))
    }
}

/// What is there before the attack.
pub struct Setting {
    pub secret: String,
    /// The moment of the attack.
    pub now: u64,
    /// A token that is taken by the broken verifier and by ours, and when.
    pub genuine: String,
    pub taken_at: u64,
    /// The same claims in a token of ours, where the broken one takes another kind.
    pub genuine_for_ours: String,
    /// Where only the server itself can make a token that it takes: what to wish for.
    pub wish: Option<String>,
    /// What the attacker holds. Mostly it is the same token: it is Ada's, and so is the
    /// attack.
    pub holds: String,
    /// What our verifier is told to expect.
    pub expected: Expectations,
}

impl Setting {
    pub fn new(base: Base) -> Setting {
        Setting::with(base, base.signed(&Header::new(), &base.claims()))
    }

    /// The same with another genuine token.
    pub fn with(base: Base, genuine: String) -> Setting {
        let expected = Expectations::new();
        Setting {
            secret: base.secret.to_owned(),
            now: base.now,
            holds: genuine.clone(),
            genuine_for_ours: genuine.clone(),
            genuine,
            taken_at: base.now,
            wish: None,
            expected: match base.audience {
                Some(audience) => expected.audience(audience),
                None => expected,
            },
        }
    }

    /// The same, on a server that runs this code.
    fn on(mut self, code: Code) -> Setting {
        if let (Some(wish), Some(sign)) = (&self.wish, code.sign) {
            self.genuine = sign(wish, &self.secret, self.now);
            self.holds = self.genuine.clone();
        }
        self
    }
}

/// Somebody who answers tokens.
pub trait Server {
    fn answer(&self, token: &str) -> Verdict;
}

/// Makes a token that somebody wishes for.
type Signer<'a> = Box<dyn Fn(&str) -> String + 'a>;

/// What an attacker has: a token, a server to send others to, and time.
pub struct Attacker<'a> {
    pub token: &'a str,
    /// The moment of the attack.
    pub now: u64,
    server: &'a dyn Server,
    sign: Option<Signer<'a>>,
}

/// What comes back.
pub struct Answer {
    pub verdict: Verdict,
    /// How long it took, in nanoseconds.
    pub took: u64,
}

impl Attacker<'_> {
    /// Sends a token.
    pub fn send(&self, token: &str) -> Answer {
        let start = world::clock();
        let verdict = self.server.answer(token);
        Answer { verdict, took: world::clock() - start }
    }

    /// Asks the server for a token of one's own.
    ///
    /// # Panics
    ///
    /// If the server makes none.
    pub fn ask_for(&self, wish: &str) -> String {
        self.sign.as_ref().expect("this server makes no tokens")(wish)
    }

    /// The shortest of some times, which is nearest to the work itself.
    pub fn shortest_time(&self, token: &str, times: usize) -> u64 {
        (0..times).map(|_| self.send(token).took).min().unwrap_or_default()
    }
}

/// How an attack ended.
pub struct Outcome {
    pub forged: String,
    pub verdict: Verdict,
    pub won: bool,
}

impl Level {
    #[cfg(feature = "terminal")]
    pub fn source(&self) -> Source<'static> {
        Source::new(self.source)
    }

    /// Hints, from the least to the whole answer: a heading, and the text.
    #[cfg(feature = "terminal")]
    pub fn hints(&self) -> Vec<(&'static str, String)> {
        let source = self.source();
        let (broken, right) = source.mend();
        let way = source.paragraph("The way in:");
        let closed = source.paragraph("Closed by");
        let line = ("The line", broken.trim().to_owned());
        let mut hints = match (way, closed) {
            (Some(way), Some(closed)) => {
                vec![("The way in", way), line, ("What closes it", closed)]
            }
            _ => vec![
                line,
                ("What is wrong", source.what_is_wrong().unwrap_or_default()),
            ],
        };
        hints.push(("The line that closes it", right.trim().to_owned()));
        hints.push(("The way in, as our file has it", source.forge().to_owned()));
        hints
    }

    /// The file that a reader begins with: the hole, and the way in still to be written.
    #[cfg(feature = "terminal")]
    pub fn starter(&self) -> String {
        let source = self.source();
        let (title, name, goal) = (source.title(), self.name, self.hole.goal);
        let told = |paragraph: &String| !paragraph.starts_with("**");
        let lesson: Vec<String> = source
            .lesson()
            .iter()
            .filter(|paragraph| told(paragraph))
            .flat_map(|paragraph| crate::tour::wrapped(paragraph))
            .map(|line| format!("// {line}\n"))
            .collect();
        let (lesson, code) = (lesson.concat(), source.without_spoilers());
        format!(
            "// {title}\n//\n{lesson}//\n\
             // Your goal: {goal}.\n//\n\
             // 1. Write `forge`, at the end of this file: the way in.\n\
             // 2. Close the hole in the code above it, by as little as you can.\n//\n\
             // cargo your-attack {name}\n\n\
             use crate::level::Attacker;\n{code}\n\n\
             /// Makes the token that goes in. `attacker.token` is what you hold, and\n\
             /// `attacker.send(token)` asks the server, whose verifier is still open.\n\
             pub fn forge(attacker: &Attacker) -> String {{\n    \
             todo!()\n}}\n"
        )
    }

    /// What is there before an attack on a server that runs this code.
    pub fn setting(&self, base: Base, code: Code) -> Setting {
        (self.hole.setting)(base).on(code)
    }

    /// The whole attack: forge, send, and see whether the goal is reached.
    pub fn attack(
        &self,
        setting: &Setting,
        code: Code,
        server: &dyn Server,
    ) -> Outcome {
        self.attack_by(self.forge, setting, code, server)
    }

    /// The same, in another way.
    pub fn attack_by(
        &self,
        forge: fn(&Attacker) -> String,
        setting: &Setting,
        code: Code,
        server: &dyn Server,
    ) -> Outcome {
        let sign = code.sign.map(|sign| -> Signer {
            Box::new(move |wish| sign(wish, &setting.secret, setting.now))
        });
        let attacker =
            Attacker { token: &setting.holds, now: setting.now, server, sign };
        let forged = forge(&attacker);
        let won = (self.hole.won)(&attacker, &forged);
        let verdict = attacker.send(&forged).verdict;
        Outcome { forged, verdict, won }
    }
}

impl Code {
    /// What this code says of the genuine token, when that is good.
    pub fn of_the_genuine(self, setting: &Setting) -> Verdict {
        (self.verify)(&setting.genuine, &setting.secret, setting.taken_at)
    }
}

/// A server that runs a verifier from this folder.
pub struct Running<'a> {
    code: Code,
    setting: &'a Setting,
}

impl Running<'_> {
    pub fn new(code: Code, setting: &Setting) -> Running<'_> {
        // Its genuine token has come before: a server may remember that.
        let _ = code.of_the_genuine(setting);
        Running { code, setting }
    }
}

impl Server for Running<'_> {
    fn answer(&self, token: &str) -> Verdict {
        (self.code.verify)(token, &self.setting.secret, self.setting.now)
    }
}

/// A server that uses our crate.
pub struct Ours<'a> {
    secret: Secret,
    setting: &'a Setting,
}

impl Ours<'_> {
    pub fn new(setting: &Setting) -> Ours<'_> {
        // Short ones are allowed here, since a level is about what is short of a secret.
        let secret = Secret::insecure_for_lessons(&setting.secret);
        Ours { secret: secret.expect("ours takes no empty secret"), setting }
    }

    pub fn verify(&self, token: &str, now: u64) -> Result<Claims, VerifyError> {
        let now = NumericDate::from_seconds(now);
        Ok(verify(token, &self.secret, &self.setting.expected, now)?.into_claims())
    }
}

impl Server for Ours<'_> {
    fn answer(&self, token: &str) -> Verdict {
        match self.verify(token, self.setting.now) {
            Ok(claims) => Ok(claims.iter().map(own).collect()),
            Err(error) => Err(error.to_string()),
        }
    }
}

fn own((name, value): (&str, &Value)) -> (String, Value) {
    (name.to_owned(), value.clone())
}
