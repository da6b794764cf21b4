"""What this service is, for the menus and the promotion board."""

from machimado.kernel.text import Text

TITLE = Text(ja="まちまど（ポータル）", easy="まちまど", en="Machimado (portal)")
POLICY = "①-1"
AUDIENCE = ("住民", "職員")
