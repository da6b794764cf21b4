from django.apps import AppConfig


class WebpushConfig(AppConfig):
    name = "machimado.adapters.webpush"
    label = "webpush"

    def ready(self) -> None:
        from django.conf import settings

        from machimado.adapters.webpush.client import WebPushChannel
        from machimado.adapters.webpush.demo import DemoPush
        from machimado.engines.messaging import api as messaging

        contact = settings.DEFAULT_FROM_EMAIL
        if settings.DEMO:
            messaging.register_channel(DemoPush(settings.MACHIMADO_VAPID.parent, contact=contact))
        else:
            messaging.register_channel(WebPushChannel(contact=contact))
