from django.apps import AppConfig


class SmtpConfig(AppConfig):
    """Production without SMTP_URL registers nothing: mail waits, and the dead letters say so."""

    name = "machimado.adapters.smtp"
    label = "smtp"

    def ready(self) -> None:
        from django.conf import settings

        from machimado.adapters.smtp.client import Server, SmtpChannel
        from machimado.adapters.smtp.demo import DemoMail
        from machimado.engines.messaging import api as messaging

        sender = settings.DEFAULT_FROM_EMAIL
        if settings.MACHIMADO_SMTP_URL:
            server = Server.from_url(settings.MACHIMADO_SMTP_URL)
            messaging.register_channel(SmtpChannel(server, sender=sender))
        elif settings.MODE != "production":
            messaging.register_channel(DemoMail(settings.MACHIMADO_MAIL, sender=sender))
