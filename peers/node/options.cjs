// Of the two programs that ask jsonwebtoken: peers/node/ask.mjs, examples/node/answers.js.

/** What a question expects, in the words of jsonwebtoken. */
function optionsOfJsonwebtoken(expected) {
  const names = {
    audience: 'audience',
    issuer: 'issuer',
    subject: 'subject',
    token_id: 'jwtid',
    max_age: 'maxAge',
    leeway: 'clockTolerance',
  };
  const asked = Object.entries(expected).filter(([name]) => name in names);
  return Object.fromEntries(asked.map(([name, value]) => [names[name], value]));
}

module.exports = { optionsOfJsonwebtoken };
