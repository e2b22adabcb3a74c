"""python3 speed.py

How fast the libraries of Python sign, verify and refuse, by this process's own clock, and
beside the floor: what `hmac`, JSON and base64url cost alone. All take turns in short
batches, and the fastest batch of each counts. One line for each time.
"""

import base64
import hashlib
import hmac
import json
import time

import jose.jwt
import joserfc.jwk
import joserfc.jwt
import jwt

SIZES = {"200 B": 60, "2 KiB": 1450, "8 KiB": 6000}
PASSES = 3
ROUNDS = 500
BATCH = 200_000  # nanoseconds

SECRET = "a text of 32 bytes, or of more!!"
KEY = joserfc.jwk.import_key(SECRET, "oct")
HEADER = {"alg": "HS256", "typ": "JWT"}


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def decoded(text):
    return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))


def compact(value):
    return json.dumps(value, separators=(",", ":")).encode()


def tag(data):
    return hmac.digest(SECRET.encode(), data, hashlib.sha256)


def floor_sign(claims):
    data = base64url(compact(HEADER)) + b"." + base64url(compact(claims))
    return (data + b"." + base64url(tag(data))).decode()


def floor_verify(token):
    data, _, signature = token.encode().rpartition(b".")
    if not hmac.compare_digest(tag(data), decoded(signature)):
        raise ValueError
    return json.loads(decoded(data.split(b".")[1]))


def joserfc_verify(token):
    claims = joserfc.jwt.decode(token, KEY, algorithms=["HS256"]).claims
    joserfc.jwt.JWTClaimsRegistry().validate(claims)
    return claims


def claims_of(size):
    iat = int(time.time())
    claims = {"id": "123456", "iat": iat, "exp": iat + 3600}
    more = size - len(compact({**claims, "text": ""}))
    return {**claims, "text": "x" * more} if more > 0 else claims


def signers(claims):
    return {
        "PyJWT": lambda: jwt.encode(claims, SECRET, algorithm="HS256"),
        "joserfc": lambda: joserfc.jwt.encode(HEADER, claims, KEY),
        "python-jose": lambda: jose.jwt.encode(claims, SECRET, algorithm="HS256"),
        "the floor": lambda: floor_sign(claims),
    }


def verifiers(token):
    hs256 = ["HS256"]
    return {
        "PyJWT": lambda: jwt.decode(token, SECRET, algorithms=hs256),
        "joserfc": lambda: joserfc_verify(token),
        "python-jose": lambda: jose.jwt.decode(token, SECRET, algorithms=hs256),
        "the floor": lambda: floor_verify(token),
    }


def forged(token):
    """A bit of the tag is another."""
    data, _, signature = token.encode().rpartition(b".")
    bits = bytearray(decoded(signature))
    bits[20] ^= 1
    return (data + b"." + base64url(bytes(bits))).decode()


def refused(verify):
    """A run that has to end in a refusal."""

    def run():
        try:
            verify()
        except Exception:
            return
        raise AssertionError

    return run


def timed(run, count):
    start = time.perf_counter_ns()
    for _ in range(count):
        run()
    return time.perf_counter_ns() - start


def fastest(contenders):
    counts = {}
    for name, run in contenders.items():
        counts[name] = 1
        while timed(run, counts[name]) < BATCH:
            counts[name] *= 2
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(ROUNDS):
        for name, run in contenders.items():
            taken = timed(run, counts[name]) / counts[name]
            best[name] = min(best[name], taken)
    return best


times = {}
for _ in range(PASSES):
    for size, length in SIZES.items():
        claims = claims_of(length)
        token = floor_sign(claims)
        verified = verifiers(token)
        refusals = {n: refused(v) for n, v in verifiers(forged(token)).items()}
        works = {"sign": signers(claims), "verify": verified, "refuse": refusals}
        for work, contenders in works.items():
            for name, best in fastest(contenders).items():
                key = (work, size, name)
                times[key] = min(round(best), times.get(key, round(best)))
for (work, size, name), best in times.items():
    line = {"language": "Python", "work": work, "size": size, "name": name}
    print(json.dumps({**line, "nanoseconds": best}))
