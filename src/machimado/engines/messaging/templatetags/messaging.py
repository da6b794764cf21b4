"""`{% load messaging %}`: for pages of the rooms above."""

from django import template

from machimado.engines.messaging import api
from machimado.kernel.ref import Ref

register = template.Library()


@register.inclusion_tag("messaging/parts/ways.html")
def deliveries(kind: str, identity: object) -> dict[str, object]:
    """What was sent about something, on which channel, and how far it came: `{% deliveries "case" case.id %}`, for officials."""
    return {"ways": api.deliveries(Ref(kind, str(identity))), "officials": True}
