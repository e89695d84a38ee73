"""An OpenID Connect provider on this machine: knows one person, and checks what it is asked."""

import base64
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import jwt


class Provider(BaseHTTPRequestHandler):
    """What a sign-in server answers. `person` is who signs in there; `challenge` what the way there announced."""

    person: ClassVar[dict] = {}
    challenge: ClassVar[str] = ""
    is_broken: ClassVar[bool] = False
    is_away: ClassVar[bool] = False
    says: ClassVar[dict | None] = None

    def do_GET(self):
        """Its description, and who the person is."""
        if self.path.endswith("/.well-known/openid-configuration"):
            here = f"http://{self.headers['Host']}"
            said = {"issuer": here, "authorization_endpoint": f"{here}/authorize", "token_endpoint": f"{here}/token"}
            if self.is_away:
                return self._answer({}, 503)
            if self.says is not None:
                return self._answer(self.says)
            return self._answer(said | {"userinfo_endpoint": f"{here}/person", "jwks_uri": f"{here}/keys"})
        if self.path == "/person" and self.headers["Authorization"] == "Bearer opened":
            return self._answer(self.person)
        return self._answer({}, 404)

    def do_POST(self):
        """A code for a token, if it comes from where the way began."""
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        digest = hashlib.sha256(asked["code_verifier"][0].encode()).digest()
        proved = base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == self.challenge
        if self.is_broken or asked["code"] != ["right"] or asked["client_secret"] != ["secret"] or not proved:
            return self._answer({"error": "invalid_grant"}, 400)
        told = {"iss": f"http://{self.headers['Host']}", "aud": "iscm", "exp": 4e9, "iat": 1} | self.person
        token = jwt.encode(told, "a key of 32 bytes that nobody checks", algorithm="HS256")
        return self._answer({"access_token": "opened", "token_type": "Bearer", "id_token": token})

    def log_message(self, *_):
        """Tests need no log."""

    def _answer(self, said, status=200):
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class providing:  # noqa: N801  # used like a function, in a with statement
    """A provider as long as the block runs; gives its class, with the address as `issuer`."""

    def __init__(self, person):
        self.kind = type("Known", (Provider,), {"person": person})

    def __enter__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.kind)
        self.kind.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()
        return self.kind

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def question_of(address):
    """What a browser is told to ask the provider."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
