// node examples/node/algorithms.js [SECONDS]
//
// What the algorithms of a token cost, with Node's own `crypto`: the characters of the
// signature, and how long it takes to make one and to check one.

const crypto = require('node:crypto');

const seconds = Number(process.argv[2] ?? 0.3);
const input = Buffer.from('eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0');

function hs256() {
  const secret = crypto.createSecretKey(crypto.randomBytes(32));
  const sign = () => crypto.createHmac('sha256', secret).update(input).digest();
  const verify = (signature) => crypto.timingSafeEqual(sign(), signature);
  return { sign, verify };
}

/** A pair of keys: what the one signs, the other verifies. */
function pair(type, options, hash, encoding) {
  const { privateKey, publicKey } = crypto.generateKeyPairSync(type, options);
  const sign = () => crypto.sign(hash, input, { key: privateKey, dsaEncoding: encoding });
  const verify = (signature) =>
    crypto.verify(hash, input, { key: publicKey, dsaEncoding: encoding }, signature);
  return { sign, verify };
}

const algorithms = {
  HS256: hs256(),
  RS256: pair('rsa', { modulusLength: 2048 }, 'sha256'),
  ES256: pair('ec', { namedCurve: 'P-256' }, 'sha256', 'ieee-p1363'),
  Ed25519: pair('ed25519', {}, null),
};

/** Microseconds that a call takes, the fastest of ten rounds. */
function time(call) {
  let fastest = Infinity;
  for (let round = 0; round < 10; round += 1) {
    const begin = process.hrtime.bigint();
    let count = 0;
    let elapsed = 0;
    while (elapsed < (seconds * 1e9) / 10) {
      for (let more = 0; more < 20; more += 1) call();
      count += 20;
      elapsed = Number(process.hrtime.bigint() - begin);
    }
    fastest = Math.min(fastest, elapsed / count / 1000);
  }
  return fastest < 10 ? fastest.toFixed(1) : fastest.toFixed(0);
}

console.log('algorithm  signature        to sign  to verify');
for (const [name, { sign, verify }] of Object.entries(algorithms)) {
  const signature = sign();
  if (!verify(signature)) throw new Error(`${name} does not verify`);
  const length = signature.toString('base64url').length;
  const [made, checked] = [time(sign), time(() => verify(signature))];
  console.log(`${name.padEnd(9)}  ${String(length).padStart(3)} characters  ${made.padStart(6)} µs  ${checked.padStart(6)} µs`);
}
