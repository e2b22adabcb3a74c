# Makes the mistakes, with PyJWT and with simplejwt, which stands on it for Django, and
# prints what they say. Then makes none, and nothing is said.

import secrets
import time
import traceback
import warnings

import django
import jwt
from django.conf import settings

SECRET = "a secret of 32 bytes, for lessons"
now = int(time.time())

settings.configure(SECRET_KEY=SECRET, INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"])
django.setup()

from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.tokens import AccessToken


def said(mistake):
    """The last line of what Python prints if nobody catches it."""
    try:
        mistake()
    except Exception as error:
        print(traceback.format_exception_only(error)[-1].strip())
    else:
        print("nothing")


def warned(mistake):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        mistake()
    for warning in caught:
        print(f"{warning.category.__name__}: {warning.message}")


def decode(claims, secret=SECRET, token=None):
    token = token or jwt.encode(claims, SECRET)
    return jwt.decode(token, secret, algorithms=["HS256"])


class Profile(APIView):
    authentication_classes = [JWTAuthentication]

    def get(self, request):
        return Response()


def answered(**claims):
    """What a view behind simplejwt answers to a token."""
    token = jwt.encode({"exp": now + 60, "user_id": "1", **claims}, SECRET)
    request = APIRequestFactory().get("/", HTTP_AUTHORIZATION=f"Bearer {token}")
    print(Profile.as_view()(request).render().content.decode())


said(lambda: decode({"iat": now + 60}))
warned(lambda: jwt.encode({}, "12@34$56"))
said(lambda: jwt.decode(jwt.encode({}, SECRET), SECRET))
said(lambda: decode({"aud": "api"}))
said(lambda: decode({"exp": now - 60}))
said(lambda: decode({}, secret=SECRET + "x"))
said(lambda: decode({"sub": 7}))
said(lambda: decode({}, token="undefined"))

# Made by another library, or by hand.
answered()
answered(token_type="access", exp=now - 60)
answered(token_type="refresh", jti="1")

# ---- And the cures ----

soon = jwt.encode({"iat": now + 5, "aud": "api", "sub": "7"}, SECRET)
jwt.decode(soon, SECRET, algorithms=["HS256"], audience="api", leeway=10)
AccessToken(jwt.encode({"token_type": "access", "jti": "1", "exp": now + 60}, SECRET))
warned(lambda: jwt.encode({}, secrets.token_urlsafe(32)))
