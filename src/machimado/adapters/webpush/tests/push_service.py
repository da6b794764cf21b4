"""A push service and the device behind it, in a process of its own: it checks VAPID and decrypts (RFC 8291, 8292).

The path says how to answer: /ok, /gone, /later (429), /down (503), /away (a redirect), /large (413), /bad (400). Each push that it accepts becomes
a line of JSON: the decrypted text, the Topic, the Urgency and the VAPID claims.
"""

import base64
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import http_ece
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

LOG, DEVICE = sys.argv[2], json.loads(sys.argv[3])


def decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def claims(authorization: str) -> dict[str, object]:
    """The claims of a valid signature; raises otherwise."""
    scheme, _, rest = authorization.partition(" ")
    assert scheme == "vapid"
    fields = dict(each.strip().split("=", 1) for each in rest.split(","))
    head, body, signature = fields["t"].split(".")
    raw = decode(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decode(fields["k"]))
    key.verify(der, f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    return {**json.loads(decode(body)), "k": fields["k"]}


def decrypt(body: bytes) -> str:
    key = serialization.load_pem_private_key(DEVICE["pem"].encode(), None)
    return str(http_ece.decrypt(body, private_key=key, auth_secret=decode(DEVICE["auth"])).decode())


class Service(BaseHTTPRequestHandler):
    ANSWERS = {"/gone": 410, "/later": 429, "/down": 503, "/away": 307, "/large": 413, "/bad": 400}

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        code = self.ANSWERS.get(self.path, 201)
        if code == 201:
            seen = {
                "text": decrypt(body),
                "topic": self.headers["Topic"],
                "urgency": self.headers["Urgency"],
                "ttl": self.headers["TTL"],
                "encoding": self.headers["Content-Encoding"],
                "claims": claims(self.headers["Authorization"]),
            }
            with open(LOG, "a") as log:
                log.write(json.dumps(seen) + "\n")
        self.send_response(code)
        if code == 429:
            self.send_header("Retry-After", "7200")
        if code == 307:
            self.send_header("Location", "/ok")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Service)
    print("ready", flush=True)  # noqa: T201
    server.serve_forever()
