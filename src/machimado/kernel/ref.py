"""Pointers between rooms: a kind and an id, never a foreign key."""

from typing import NamedTuple


class Ref(NamedTuple):
    """What an entry, a file or a message is about: ("person", 宛名番号), ("case", uuid), ("account", uuid) …"""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


Actor = Ref
"""Who acts: kind "resident" (account id), "official" (official id), "system" (name of job or command), "anonymous"."""

ANONYMOUS = Ref("anonymous", "")


def system(name: str) -> Ref:
    """The actor for work that no person asked for just now."""
    return Ref("system", name)
