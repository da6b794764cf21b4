"""What this service is."""

from machimado.kernel.text import Text

TITLE = Text(ja="子育て環境の充実", easy="子育《こそだ》て", en="Families with children")
POLICY = "②-2"
AUDIENCE = ("住民",)
