"""python3 ask.py LIBRARY < questions.json

Asks PyJWT, joserfc or python-jose each question twice, and prints one line for each: as
the first example of its README calls it, and as strict as its options allow. Of what a
question expects, either is given what the library has an option for.
"""

import base64
import json
import sys
import warnings
from importlib.metadata import version

import time_machine

warnings.simplefilter("ignore")  # on short secrets: messages/ has it

# ANCHOR: names
CLAIMS = {
    "audience": "aud",
    "issuer": "iss",
    "subject": "sub",
    "token_id": "jti",
    "max_age": "iat",
}


def claims_that_are_expected(expected):
    return [claim for name, claim in CLAIMS.items() if name in expected]
# ANCHOR_END: names


def pyjwt_readme(token, secret, expected, now):
    import jwt

    required = ["exp"] if "require_expiry" in expected else []
    return jwt.decode(
        token,
        secret,
        algorithms=["HS256"],
        audience=expected.get("audience"),
        issuer=expected.get("issuer"),
        subject=expected.get("subject"),
        leeway=expected.get("leeway", 0),
        options={"require": required},
    )


# ANCHOR: pyjwt
def pyjwt_strict(token, secret, expected, now):
    import jwt

    return jwt.decode(
        token,
        secret,
        algorithms=["HS256"],
        audience=expected.get("audience"),
        issuer=expected.get("issuer"),
        subject=expected.get("subject"),
        leeway=expected.get("leeway", 0),
        options={
            "require": ["exp", *claims_that_are_expected(expected)],
            "enforce_minimum_key_length": True,
        },
    )
# ANCHOR_END: pyjwt


def joserfc_readme(token, secret, expected, now):
    from joserfc import jwk, jwt

    key = jwk.import_key(secret, "oct")
    token = jwt.decode(token, key)
    claims = wanted(expected)
    if "require_expiry" in expected:
        claims["exp"] = {"essential": True}
    registry = jwt.JWTClaimsRegistry(
        now=now, leeway=expected.get("leeway", 0), **claims
    )
    registry.validate(token.claims)
    return token.claims


# ANCHOR: joserfc
def joserfc_strict(token, secret, expected, now):
    from joserfc import jwk, jwt

    key = jwk.import_key(secret, "oct")
    token = jwt.decode(token, key, algorithms=["HS256"])
    registry = jwt.JWTClaimsRegistry(
        now=now,
        leeway=expected.get("leeway", 0),
        exp={"essential": True},
        **wanted(expected),
    )
    registry.validate(token.claims)
    return token.claims


def wanted(expected):
    names = ["audience", "issuer", "subject", "token_id"]
    return {
        CLAIMS[name]: {"essential": True, "value": expected[name]}
        for name in names
        if name in expected
    }
# ANCHOR_END: joserfc


def python_jose_readme(token, secret, expected, now):
    from jose import jwt

    options = {"leeway": expected.get("leeway", 0)}
    if "require_expiry" in expected:
        options["require_exp"] = True
    return jwt.decode(
        token,
        secret,
        algorithms=["HS256"],
        audience=expected.get("audience"),
        issuer=expected.get("issuer"),
        subject=expected.get("subject"),
        options=options,
    )


# ANCHOR: python-jose
def python_jose_strict(token, secret, expected, now):
    from jose import jwt

    required = ["exp", *claims_that_are_expected(expected)]
    return jwt.decode(
        token,
        secret,
        algorithms=["HS256"],
        audience=expected.get("audience"),
        issuer=expected.get("issuer"),
        subject=expected.get("subject"),
        options={
            "leeway": expected.get("leeway", 0),
            **{f"require_{claim}": True for claim in required},
        },
    )
# ANCHOR_END: python-jose


LIBRARIES = {
    "pyjwt": {
        "package": "PyJWT",
        "clock": "time-machine, as it always asks the clock",
        "cannot": ["token_type", "max_age", "token_id"],
        "readme": pyjwt_readme,
        "strict": pyjwt_strict,
    },
    "joserfc": {
        "package": "joserfc",
        "clock": "its argument `now`",
        "cannot": ["token_type", "max_age"],
        "readme": joserfc_readme,
        "strict": joserfc_strict,
    },
    "python-jose": {
        "package": "python-jose",
        "clock": "time-machine, as it always asks the clock",
        "cannot": ["token_type", "max_age", "token_id"],
        "readme": python_jose_readme,
        "strict": python_jose_strict,
    },
}


def secret_of(question):
    """A secret as the question gives it: text, or bytes."""
    if "secret" in question:
        return question["secret"]
    return base64.urlsafe_b64decode(question["secret_base64url"] + "==")


def answer(library, mode, question):
    expected, now = question["expected"], question["now"]
    missing = [name for name in library["cannot"] if name in expected]
    if missing:
        return {"cannot": f"no option for {missing[0]}"}
    verify = library[mode]
    try:
        with time_machine.travel(now, tick=False):
            claims = verify(question["token"], secret_of(question), expected, now)
    except Exception as error:
        return {"refused": f"{type(error).__name__}: {error}".removesuffix(": ")}
    text = json.dumps(claims, ensure_ascii=False, separators=(",", ":"))
    return {"accepted": text.encode(errors="backslashreplace").decode()}


def main():
    library = LIBRARIES[sys.argv[1]]
    about = {
        "library": library["package"],
        "clock": library["clock"],
        "language": "Python",
        "source": "PyPI",
        "version": version(library["package"]),
    }
    print(json.dumps(about))
    for question in json.load(sys.stdin):
        answers = {mode: answer(library, mode, question) for mode in ["readme", "strict"]}
        print(json.dumps({"question": question["name"], **answers}))


main()
