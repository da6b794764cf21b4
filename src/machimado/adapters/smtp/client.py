"""The real client: one delivery, one SMTP session, and an honest answer about how it went."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from machimado.adapters.smtp.outcome import refused
from machimado.engines.messaging import api as messaging
from machimado.kernel import clock

TIMEOUT = 20  # seconds for each answer of the server


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail goes: smtp+starttls://user:password@host:587, smtps://host:465, or smtp://127.0.0.1:25."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    @classmethod
    def from_url(cls, url: str) -> "Server":
        """Raises ValueError for an address that would carry mail, or a password, in the clear over a network."""
        parts = urlsplit(url)
        ports = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
        if parts.scheme not in ports or not parts.hostname:
            raise ValueError("SMTP_URL: smtp+starttls://user:password@host:587")
        if parts.scheme == "smtp" and parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
            raise ValueError(
                "SMTP_URL: smtp:// without TLS only to this machine; use smtp+starttls:// or smtps://"
            )
        return cls(
            parts.scheme,
            parts.hostname,
            parts.port or ports[parts.scheme],
            unquote(parts.username or ""),
            unquote(parts.password or ""),
        )

    def connect(self, context: ssl.SSLContext | None = None) -> smtplib.SMTP:
        """An open session, encrypted and signed in where the address says so."""
        tls = context or ssl.create_default_context()
        if self.scheme == "smtps":
            session: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT, context=tls)
        else:
            session = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        try:
            if self.scheme == "smtp+starttls":
                session.starttls(context=tls)
            if self.user:
                session.login(self.user, self.password)
        except BaseException:
            session.close()
            raise
        return session


class SmtpChannel:
    """E-mail through the city's mail server."""

    name = messaging.EMAIL

    def __init__(self, server: Server, *, sender: str, context: ssl.SSLContext | None = None) -> None:
        self._server, self._sender, self._context = server, sender, context
        self._rest = messaging.Rest()

    def targets(self, account_id: str) -> list[str]:
        return []

    def gone(self, target: str) -> None:
        """Addresses belong to accounts; a refused one stays until its owner changes it."""

    def deliver(self, outgoing: messaging.Outgoing) -> messaging.Receipt:
        """Hand over one mail. The Message-ID is the same at every attempt."""
        mail = compose(outgoing, sender=self._sender)
        session = self._connected()
        try:
            return _hand_over(session, mail, ascii_address(outgoing.target), self._sender)
        except messaging.TemporaryError as error:
            if isinstance(error.__cause__, TimeoutError):
                self._rest.begin(self._server.host, at=clock.now())
            raise
        finally:
            _leave(session)

    def _connected(self) -> smtplib.SMTP:
        self._rest.check(self._server.host, at=clock.now())
        try:
            return self._server.connect(self._context)
        except (OSError, smtplib.SMTPException) as error:
            self._rest.begin(self._server.host, at=clock.now())
            if isinstance(error, smtplib.SMTPAuthenticationError):
                raise messaging.TemporaryError(f"login refused: {error.smtp_code}") from error
            raise messaging.TemporaryError(f"no connection: {type(error).__name__}") from error


def compose(outgoing: messaging.Outgoing, *, sender: str) -> EmailMessage:
    """The mail. Raises PermanentError where an address cannot stand in a header."""
    mail = EmailMessage(policy=POLICY)
    try:
        mail["From"], mail["To"], mail["Subject"] = sender, ascii_address(outgoing.target), outgoing.subject
    except (ValueError, IndexError) as error:
        raise messaging.PermanentError("not an address") from error
    mail["Date"] = format_datetime(clock.jst(clock.now()))
    mail["Message-ID"] = f"<{outgoing.key}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = "en" if outgoing.language == "en" else "ja"
    mail.set_content(outgoing.body, charset="utf-8", cte="base64")
    if html := str(outgoing.extra.get("html") or ""):
        mail.add_alternative(html, subtype="html", charset="utf-8", cte="base64")
    return mail


def ascii_address(address: str) -> str:
    """The address as every mail server takes it: a Japanese domain in its ASCII form (RFC 5891). Raises ValueError."""
    local, at_sign, domain = address.rpartition("@")
    return f"{local.encode('ascii').decode()}{at_sign}{domain.encode('idna').decode()}"


def _hand_over(session: smtplib.SMTP, mail: EmailMessage, target: str, sender: str) -> messaging.Receipt:
    try:
        session.ehlo_or_helo_if_needed()
        for code, _ in (session.mail(sender), session.rcpt(target), session.docmd("DATA")):
            if code >= 400:
                raise refused(code)
    except (OSError, smtplib.SMTPException) as error:
        raise messaging.TemporaryError(f"connection lost: {type(error).__name__}") from error
    return _data(session, mail)


def _data(session: smtplib.SMTP, mail: EmailMessage) -> messaging.Receipt:
    """From the final dot on, a lost answer means that the mail may have arrived."""
    content = mail.as_bytes(policy=POLICY)
    dotted = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in content.split(b"\r\n"))
    try:
        session.send(dotted.rstrip(b"\r\n") + b"\r\n.\r\n")
        code, _ = session.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise messaging.UnknownOutcome(f"no answer after the mail: {type(error).__name__}") from error
    if code >= 400:
        raise refused(code)
    return messaging.Receipt(str(code))


def _leave(session: smtplib.SMTP) -> None:
    try:
        session.quit()
    except (OSError, smtplib.SMTPException):
        session.close()
