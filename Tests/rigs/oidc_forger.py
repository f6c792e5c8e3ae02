"""A provider that lies on request: it holds the key, so it can sign any token a thief would like."""

import base64
import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS

from server import free_port


def _part(value) -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Forger:
    """Runs in a thread. Set `spoil` to change the claims, `sign` to change how the token is made."""

    def __init__(self, client: str):
        self.client = client
        self.port = free_port()
        self.issuer = f"http://localhost:{self.port}"
        self.key = self.new_key("k1")
        # What stands in the JWKS.
        self.published = [self.key]
        self.reset()
        self.asked: list[str] = []
        self._nonces: dict[str, str] = {}
        forger = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                forger._get(self)

            def do_POST(self) -> None:
                forger._post(self)

            def log_message(self, *arguments) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def reset(self) -> None:
        self.spoil = lambda claims: None
        self.sign = self.signed
        # What the token endpoint does instead of answering.
        self.token_answer = None

    @staticmethod
    def new_key(name: str) -> JWK:
        return JWK.generate(kty="RSA", size=2048, kid=name)

    # Ways to make a token.

    def signed(self, claims: dict, key: JWK | None = None) -> str:
        key = key or self.key
        token = JWS(json.dumps(claims))
        token.add_signature(key, protected=json.dumps({"alg": "RS256", "typ": "JWT", "kid": key["kid"]}))
        return token.serialize(compact=True)

    def unsigned(self, claims: dict) -> str:
        return f'{_part({"alg": "none", "typ": "JWT"})}.{_part(claims)}.'

    def confused(self, claims: dict) -> str:
        """HS256 with the public key, which anybody can read, as the secret."""
        body = f'{_part({"alg": "HS256", "typ": "JWT", "kid": self.key["kid"]})}.{_part(claims)}'
        code = hmac.new(self.key.export_to_pem(), body.encode(), hashlib.sha256).digest()
        return f"{body}.{_part(code)}"

    # Answers.

    def _get(self, handler: BaseHTTPRequestHandler) -> None:
        url = urlsplit(handler.path)
        self.asked.append(url.path)
        if url.path == "/.well-known/openid-configuration":
            place = self.issuer
            self._json(handler, {
                "issuer": place, "authorization_endpoint": f"{place}/authorize", "token_endpoint": f"{place}/token",
                "jwks_uri": f"{place}/keys"})
        elif url.path == "/keys":
            self._json(handler, {"keys": [json.loads(key.export_public()) for key in self.published]})
        elif url.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(url.query).items()}
            code = f"code-{len(self._nonces)}"
            self._nonces[code] = asked["nonce"]
            handler.send_response(302)
            back = urlencode({"code": code, "state": asked["state"]})
            handler.send_header("Location", f'{asked["redirect_uri"]}?{back}')
            handler.end_headers()
        else:
            handler.send_error(404)

    def _post(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append(handler.path)
        form = parse_qs(handler.rfile.read(int(handler.headers["Content-Length"])).decode())
        if self.token_answer:
            return self.token_answer(handler)
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": self.client, "sub": "u-dief", "iat": now, "exp": now + 300,
            "nonce": self._nonces.get(form["code"][0], ""), "name": "Dief", "groups": ["beheerders"], "amr": ["mfa"]}
        self.spoil(claims)
        self._json(handler, {"token_type": "Bearer", "access_token": "open", "id_token": self.sign(claims)})

    @staticmethod
    def _json(handler: BaseHTTPRequestHandler, value: dict) -> None:
        body = json.dumps(value).encode()
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
