"""The journal's words for what happens to residents.

Public fields say when and what kind. What tells more of a person's life (支援措置, 認知, 離縁, which facts changed)
stands in the personal part; no entry holds a name or an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from machimado.core.journal import api as journal
from machimado.kernel.ref import Actor, Ref
from machimado.kernel.text import Text

if TYPE_CHECKING:
    from machimado.core.residents.intake.happening import Happening
    from machimado.core.residents.models import Load

REGISTERED = "residents.loaded"
CHANGED = "residents.changed"
TYPES = {
    "出生": "residents.born",
    "転入": "residents.moved_in",
    "転出": "residents.moved_out",
    "死亡": "residents.died",
    "転居": "residents.moved",
    "婚姻": "residents.married",
    "離婚": "residents.divorced",
    "氏名変更": "residents.renamed",
    "世帯変更": "residents.household_changed",
    "続柄変更": "residents.household_changed",
    "訂正": "residents.corrected",
}
"""The entry type of each kind of event; every other kind is a plain `residents.changed`."""

_SENTENCES = {
    "residents.born": ("出生が住民票に記載されました", "赤ちゃんが 生まれた ことを 住民票に 書きました", "A birth was entered in the register"),
    "residents.moved_in": ("転入が住民票に記載されました", "この 市に 引っこして きた ことを 住民票に 書きました", "A move into the city was entered in the register"),
    "residents.moved_out": ("転出が住民票に記載されました", "この 市から 引っこした ことを 住民票に 書きました", "A move out of the city was entered in the register"),
    "residents.died": ("死亡が住民票に記載されました", "亡くなった ことを 住民票に 書きました", "A death was entered in the register"),
    "residents.moved": ("転居が住民票に記載されました", "市の 中で 引っこした ことを 住民票に 書きました", "A move within the city was entered in the register"),
    "residents.married": ("婚姻が住民票に記載されました", "結婚した ことを 住民票に 書きました", "A marriage was entered in the register"),
    "residents.divorced": ("離婚が住民票に記載されました", "離婚した ことを 住民票に 書きました", "A divorce was entered in the register"),
    "residents.renamed": ("氏名の変更が住民票に記載されました", "名前が 変わった ことを 住民票に 書きました", "A change of name was entered in the register"),
    "residents.household_changed": ("世帯の変更が住民票に記載されました", "世帯(いっしょに くらす 人)が 変わった ことを 住民票に 書きました", "A change of household was entered in the register"),
    "residents.corrected": ("住民票の記載が訂正されました", "住民票の まちがいを 直しました", "The register was corrected"),
    CHANGED: ("住民票の記載が変わりました", "住民票に 書いて ある ことが 変わりました", "An entry in the register changed"),
}  # fmt: skip


def register_types() -> None:
    for name, (ja, easy, en) in _SENTENCES.items():
        sentence = Text(ja=f"{ja}（{{date}}）", easy=f"{easy}（{{date}}）", en=f"{en} ({{date}})")
        journal.register(
            journal.EntryType(
                name=name, public=("date", "kind"), personal=("kind", "reason", "changed"), sentence=sentence
            )
        )
    journal.register(
        journal.EntryType(
            name=REGISTERED,
            public=("mode", "initial", "rows", "events", "departures"),
            sentence=Text(
                ja="{actor}が住民の台帳{rows}件を取り込みました",
                easy="{actor}が 住民の 台帳 {rows}件を 入れました",
                en="{actor} loaded {rows} rows of the register",
            ),
        )
    )


def tell(number: str, happening: Happening, *, by: Actor, at: datetime) -> UUID:
    """Write the entry of one event, in the caller's transaction."""
    name = TYPES.get(happening.kind, CHANGED)
    return journal.record(
        name,
        by=by,
        subject=Ref("person", number),
        at=at,
        public={"date": happening.on, "kind": happening.kind if name != CHANGED else "変更"},
        personal={
            "kind": happening.kind,
            "reason": happening.reason,
            "changed": list(happening.changed),
        },
    )


def tell_load(load: Load, chunk_digests: Sequence[str], *, by: Actor, at: datetime) -> UUID:
    """Write that a file was taken in, with the digests of the file and of each chunk of its rows."""
    digests = [journal.Digest("register", str(load.id), load.sha256)]
    digests += [
        journal.Digest("register-chunk", f"{load.id}/{n}", digest) for n, digest in enumerate(chunk_digests)
    ]
    return journal.record(
        REGISTERED,
        by=by,
        subject=Ref("register", str(load.id)),
        at=at,
        public={
            "mode": load.mode,
            "initial": load.initial,
            "rows": load.rows,
            "events": load.counts.get("events", 0),
            "departures": load.counts.get("departures", 0),
        },
        digests=digests,
    )
