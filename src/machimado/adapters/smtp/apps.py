from django.apps import AppConfig


class SmtpConfig(AppConfig):
    name = "machimado.adapters.smtp"
    label = "smtp"
