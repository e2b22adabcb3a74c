// node ask.mjs LIBRARY < questions.json
//
// Asks jsonwebtoken, jose or fast-jwt each question twice, and prints one line for each:
// as the first example of its README calls it, and as strict as its options allow. Of what
// a question expects, either is given what the library has an option for.

import { readFileSync } from 'node:fs';

// ANCHOR: fast-jwt_import
import { createVerifier } from 'fast-jwt';
// ANCHOR_END: fast-jwt_import
// ANCHOR: jose_import
import { jwtVerify } from 'jose';
// ANCHOR_END: jose_import
// ANCHOR: jsonwebtoken_import
import jwt from 'jsonwebtoken';
// ANCHOR_END: jsonwebtoken_import

import { optionsOfJsonwebtoken } from './options.cjs';

const LIBRARIES = {
  jsonwebtoken: {
    about: { library: 'jsonwebtoken', clock: 'its option `clockTimestamp`' },
    // ANCHOR: jsonwebtoken_readme
    readme: (token, secret, expected, now) =>
      jwt.verify(token, secret, { ...optionsOfJsonwebtoken(expected), clockTimestamp: now }),
    // ANCHOR_END: jsonwebtoken_readme
    strict: verifyWithJsonwebtoken,
    cannot: ['token_type', 'require_expiry'],
  },
  jose: {
    about: { library: 'jose', clock: 'its option `currentDate`' },
    readme: (token, secret, expected, now) =>
      jwtVerify(token, secret, {
        audience: expected.audience,
        issuer: expected.issuer,
        subject: expected.subject,
        typ: expected.token_type,
        maxTokenAge: expected.max_age,
        clockTolerance: expected.leeway,
        requiredClaims: expected.require_expiry && ['exp'],
        currentDate: new Date(now * 1000),
      }),
    strict: verifyWithJose,
    cannot: ['token_id'],
    claimsOf: (verified) => verified.payload,
  },
  'fast-jwt': {
    about: { library: 'fast-jwt', clock: 'its option `clockTimestamp`' },
    readme: (token, secret, expected, now) =>
      createVerifier({
        key: secret,
        checkTyp: expected.token_type,
        allowedAud: expected.audience,
        allowedIss: expected.issuer,
        allowedSub: expected.subject,
        allowedJti: expected.token_id,
        requiredClaims: expected.require_expiry && ['exp'],
        maxAge: milliseconds(expected.max_age),
        clockTolerance: milliseconds(expected.leeway ?? 0),
        clockTimestamp: now * 1000,
      })(token),
    strict: verifyWithFastJwt,
    cannot: [],
  },
};

// The strict calls, to paste.

// ANCHOR: jsonwebtoken
function verifyWithJsonwebtoken(token, secret, expected, now) {
  return jwt.verify(token, secret, {
    algorithms: ['HS256'],
    audience: expected.audience,
    issuer: expected.issuer,
    subject: expected.subject,
    jwtid: expected.token_id,
    maxAge: expected.max_age,
    clockTolerance: expected.leeway,
    clockTimestamp: now,
  });
}
// ANCHOR_END: jsonwebtoken

// ANCHOR: jose
function verifyWithJose(token, secret, expected, now) {
  return jwtVerify(token, secret, {
    algorithms: ['HS256'],
    typ: expected.token_type ?? 'JWT',
    requiredClaims: ['exp'],
    audience: expected.audience,
    issuer: expected.issuer,
    subject: expected.subject,
    maxTokenAge: expected.max_age,
    clockTolerance: expected.leeway,
    currentDate: new Date(now * 1000),
  });
}
// ANCHOR_END: jose

// ANCHOR: fast-jwt
function verifyWithFastJwt(token, secret, expected, now) {
  return createVerifier({
    key: secret,
    algorithms: ['HS256'],
    checkTyp: expected.token_type ?? 'JWT',
    requiredClaims: ['exp', ...claimsThatAreExpected(expected)],
    allowedAud: expected.audience,
    allowedIss: expected.issuer,
    allowedSub: expected.subject,
    allowedJti: expected.token_id,
    maxAge: milliseconds(expected.max_age),
    clockTolerance: milliseconds(expected.leeway ?? 0),
    clockTimestamp: now * 1000,
  })(token);
}

const milliseconds = (seconds) => seconds && seconds * 1000;

function claimsThatAreExpected(expected) {
  const claims = { audience: 'aud', issuer: 'iss', subject: 'sub', token_id: 'jti', max_age: 'iat' };
  return Object.keys(claims)
    .filter((name) => name in expected)
    .map((name) => claims[name]);
}
// ANCHOR_END: fast-jwt

/** A secret as the question gives it: text, or bytes. */
function secretOf(question, library) {
  const { secret, secret_base64url: encoded } = question;
  const bytes = encoded === undefined ? Buffer.from(secret) : Buffer.from(encoded, 'base64url');
  // jose takes no text for HS256.
  return library === 'jose' ? new Uint8Array(bytes) : (secret ?? bytes);
}

async function answer(library, mode, question) {
  const { cannot, claimsOf = (claims) => claims, [mode]: verify } = LIBRARIES[library];
  const { token, expected, now } = question;
  const missing = cannot.find((name) => name in expected);
  if (missing) return { cannot: `no option for ${missing}` };
  try {
    const claims = claimsOf(await verify(token, secretOf(question, library), expected, now));
    return { accepted: JSON.stringify(claims) };
  } catch (error) {
    return { refused: wordsOf(error) };
  }
}

function wordsOf(error) {
  // What JSON.parse says changes with the version of Node.
  if (error.name === 'SyntaxError') return 'SyntaxError: (from JSON.parse)';
  return `${error.code || error.name}: ${error.message}`;
}

async function main(library) {
  const file = new URL(`node_modules/${library}/package.json`, import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8'));
  const about = { ...LIBRARIES[library].about, language: 'JavaScript', source: 'npm', version };
  console.log(JSON.stringify(about));
  for (const question of JSON.parse(readFileSync(0, 'utf8'))) {
    const readme = await answer(library, 'readme', question);
    const strict = await answer(library, 'strict', question);
    console.log(JSON.stringify({ question: question.name, readme, strict }));
  }
}

await main(process.argv[2]);
