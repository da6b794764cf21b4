"""A real SMTP server process for tests. It writes one line for each mail it takes: Message-ID, recipient, base64.

Recipients tell it how to behave: full@ (452), nobody@ (550), later@ (451 after the data), never@ (552 after the data),
cut@ (hangs up before the data), lost@ (takes it, hangs up).
"""

import asyncio
import base64
import ssl
import sys
from email import message_from_bytes

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Handler:
    def __init__(self, log: str) -> None:
        self.log = log

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("cut@"):
            assert server.transport is not None
            server.transport.close()
        answer = {"full": "452 mailbox full", "nobody": "550 no such user"}.get(address.partition("@")[0])
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        local = envelope.rcpt_tos[0].partition("@")[0]
        if local in ("later", "never"):
            return {"later": "451 try later", "never": "552 too much"}[local]
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        key = message_from_bytes(content)["Message-ID"]
        with open(self.log, "a") as log:
            log.write(f"{key} {envelope.rcpt_tos[0]} {base64.b64encode(content).decode()}\n")
        if local == "lost":
            assert server.transport is not None
            server.transport.close()
        return "250 taken"


def login(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
) -> AuthResult:
    right = data.login == b"city" and data.password == b"secret"
    return AuthResult(success=right, handled=False)


def options(arguments: list[str]) -> dict[str, object]:
    """With a certificate and its key: STARTTLS and a login are required."""
    if not arguments:
        return {}
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*arguments)
    return {
        "tls_context": context,
        "require_starttls": True,
        "auth_required": True,
        "authenticator": login,
    }


async def main(port: int, log: str, *tls: str) -> None:
    handler, loop = Handler(log), asyncio.get_running_loop()
    more = options(list(tls))
    await loop.create_server(
        lambda: SMTP(handler, hostname="127.0.0.1", loop=loop, **more), host="127.0.0.1", port=port
    )
    print("ready", flush=True)  # noqa: T201
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), *sys.argv[2:]))
