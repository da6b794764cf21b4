"""The vocabulary of the role × URL table.

Each package with URLs keeps its rows in `access.py`:
`ROWS = {"procedures:case": Access(allowed=RESIDENT, owned=True, sample={"case_id": "other_case"})}`.
A URL without a row fails the permission test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Who stands before a URL. Officials' roles are those of their appointments (任命)."""

    ANONYMOUS = "匿名"
    RESIDENT = "住民"
    RECEPTION = "受付"
    REVIEW = "審査"
    DECISION = "決裁"
    ADMINISTRATION = "管理"
    AUDIT = "監査"


OFFICIALS = frozenset({Role.RECEPTION, Role.REVIEW, Role.DECISION, Role.ADMINISTRATION, Role.AUDIT})
EVERYONE = frozenset(Role)
SIGNED_IN = EVERYONE - {Role.ANONYMOUS}
RESIDENTS = frozenset({Role.RESIDENT})


@dataclass(frozen=True, slots=True)
class Access:
    """One row: who may GET or POST here. Others meet the login (anonymous) or a 404 (signed in, wrong role).

    `owned` says that the object belongs to somebody: another resident meets a 404 even with the right role.
    `sample` names, for each URL argument, the entry of the test world that belongs to *somebody else*.
    `methods` are those that the URL answers.
    `section` is the section in which an official must act, where the duty is given to some sections only.
    """

    allowed: frozenset[Role]
    owned: bool = False
    sample: Mapping[str, str] = field(default_factory=dict)
    methods: tuple[str, ...] = ("GET",)
    section: str = ""
