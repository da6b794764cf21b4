"""Forms of every package, allauth's included, are drawn with our templates."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest


class Renderer(TemplatesSetting):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """No words inside a box: allauth repeats the label there, and it is gone with the first letter."""
        context.get("widget", {}).get("attrs", {}).pop("placeholder", None)
        return str(super().render(template_name, context, request))
