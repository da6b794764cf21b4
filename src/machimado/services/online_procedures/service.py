"""What this service is, for the menus and the promotion board."""

from machimado.kernel.text import Text

TITLE = Text(ja="オンライン手続", easy="インターネットで できる 手続《てつづ》き", en="Online procedures")
POLICY = "①-1"
AUDIENCE = ("住民",)
