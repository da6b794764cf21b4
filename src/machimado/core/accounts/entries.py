"""What the journal says about accounts."""

from machimado.core.journal.api import EntryType
from machimado.kernel.text import Text

ENTRIES = (
    EntryType(
        name="accounts.code_issued",
        public=("code",),
        sentence=Text(
            ja="アカウントをつなぐための番号を、住民票の住所あての手紙にしました。",
            easy="アカウントを つなぐ 番号(ばんごう)を 手紙(てがみ)で おくります。",
            en="A number for linking an account was issued, to be sent by post to the registered address.",
        ),
    ),
    EntryType(
        name="accounts.linked",
        public=("way", "document"),
        personal=("account",),
        sentence=Text(
            ja="アカウントと住民票の情報をつなぎました。",
            easy="アカウントと 住民票(じゅうみんひょう)を つなぎました。",
            en="An account was linked to the resident register.",
        ),
    ),
    EntryType(
        name="accounts.unlinked",
        public=(),
        personal=("account",),
        sentence=Text(
            ja="アカウントと住民票の情報のつながりを外しました。",
            easy="アカウントと 住民票(じゅうみんひょう)の つながりを やめました。",
            en="The link between an account and the resident register was ended.",
        ),
    ),
    EntryType(
        name="accounts.acted_for",
        public=(),
        sentence=Text(
            ja="親が、お子さんのための手続きに切りかえました。",
            easy="親(おや)が こどもの かわりに 手続(てつづ)きを はじめました。",
            en="A parent began to act for this child.",
        ),
    ),
)
