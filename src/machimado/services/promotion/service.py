"""What this service is."""

from machimado.kernel.text import Text

TITLE = Text(ja="デジタル化の進みぐあい", easy="デジタル化《か》の 進《すす》みぐあい", en="Promotion board")
POLICY = "4. 推進体制"
AUDIENCE = ("住民", "職員")
