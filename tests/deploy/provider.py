"""A provider of OpenID Connect in a process of its own: it lets everybody in who is named.

Run: python provider.py PORT
"""

import json
import sys
import time
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

PEOPLE = {
    "leser": {"sub": "1", "name": "Kari Leser", "email": "leser@example.no"},
    "analytiker": {"sub": "2", "name": "Ola Analytiker", "roles": ["analyst"]},
}
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})


class Provider(BaseHTTPRequestHandler):
    """Discovery, sign-in without asking, tokens and keys."""

    issuer = ""
    given: ClassVar[dict[str, tuple[str, str, str]]] = {}

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        if asked.path == "/.well-known/openid-configuration":
            self.answer(
                {
                    "issuer": self.issuer,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "jwks_uri": f"{self.issuer}/keys",
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                    "code_challenge_methods_supported": ["S256"],
                }
            )
        elif asked.path == "/keys":
            self.answer({"keys": [KEY.as_dict(private=False)]})
        elif asked.path == "/authorize":
            code = urlsafe_b64encode(str(time.time_ns()).encode()).decode()
            who = self.headers.get("X-Who", "leser")
            self.given[code] = who, query["client_id"], query.get("nonce", "")
            back = urlencode({"code": code, "state": query["state"]})
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri']}?{back}")
            self.end_headers()

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        who, client, nonce = self.given.pop(sent["code"][0])
        assert sent["code_verifier"], "PKCE"
        now = int(time.time())
        claims = PEOPLE[who] | {
            "iss": self.issuer,
            "aud": client,
            "iat": now,
            "exp": now + 600,
            "nonce": nonce,
        }
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY)
        self.answer({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def answer(self, told: object) -> None:
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    port = int(sys.argv[1])
    Provider.issuer = f"http://127.0.0.1:{port}"
    ThreadingHTTPServer(("127.0.0.1", port), Provider).serve_forever()
