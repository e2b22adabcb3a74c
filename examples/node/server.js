// npm ci --prefix examples/node
// node examples/node/server.js
//
// The server of the source documents, with the real express and jsonwebtoken. Between
// the anchors the documents' calls stand as they print them. `JWT_SECRET` must be set,
// and `PORT` may be.

const express = require('express');
const { scryptSync, timingSafeEqual } = require('node:crypto');

// ANCHOR: secret
const jwt = require('jsonwebtoken'); // Import the 'jsonwebtoken' library

const { JWT_SECRET } = process.env; // Secret key for signing the JWT
// ANCHOR_END: secret

if (!JWT_SECRET) {
  console.error('error: JWT_SECRET is not set; export the one that the other server has');
  process.exit(2);
}
// One of the documents spells it with an E at the end, where it signs and verifies.
// Assigning `undefined` here would make it the text "undefined", and sign with that.
process.env.JWT_SECRETE = JWT_SECRET;

const users = [
  { _id: '123456', name: 'ada', salt: 'ada', password: hash('analytical engine', 'ada') },
  { _id: '234567', name: 'grace', salt: 'grace', password: hash('nanoseconds and wire', 'grace') },
];

function hash(password, salt) {
  return scryptSync(password, salt, 32);
}

const app = express();
app.use(express.json());

// ---- A user logs in ----

app.post('/login', (req, res) => {
  const { name = '', password = '' } = req.body ?? {};
  const user = users.find((user) => user.name === name);
  const given = hash(String(password), user?.salt ?? 'nobody');
  if (!user || !timingSafeEqual(given, user.password)) {
    return res.status(401).send('Unauthorized');
  }
  // ANCHOR: sign
  // Signing the token
  const token = jwt.sign({ id: user._id }, process.env.JWT_SECRETE, { expiresIn: "1h" });

  // Sending token to client
  res.json({ token });
  // ANCHOR_END: sign
});

// ---- The server verifies the token ----

// ANCHOR: middleware
function protect(req, res, next) {
  const token = req.headers.authorization?.split(' ')[1];
  jwt.verify(token, JWT_SECRET, (err, decoded) => {
    if (err) return res.status(401).send("Unauthorized");
    req.user = decoded; // Attach user info to the request
    next();
  });
}
// ANCHOR_END: middleware

app.get('/protected-route', protect, (req, res) => {
  res.json({ message: 'the token holds', claims: req.user });
});

app.get('/profile', protect, (req, res) => {
  const token = req.headers.authorization.split(' ')[1];
  // ANCHOR: verify
  const decoded = jwt.verify(token, process.env.JWT_SECRETE);
  console.log(decoded.id); // gives back user._id
  // ANCHOR_END: verify
  const user = users.find((user) => user._id === decoded.id);
  if (!user) return res.status(404).send('Not Found');
  res.json({ id: user._id, name: user.name });
});

// ---- ----

const server = app.listen(Number(process.env.PORT ?? 3001), '127.0.0.1', (error) => {
  if (error) {
    console.error(`error: ${error.message}; PORT sets another port`);
    process.exit(2);
  }
  console.log(`Listening on http://127.0.0.1:${server.address().port}. Ctrl+C stops it.`);
});
