"""The register and the families of the rules' tests."""

from machimado.core.residents.tests.conftest import load
from machimado.engines.rules.tests.conftest import (
    AT,
    BORN,
    BY,
    TODAY,
    Begin,
    Change,
    baby,
    begin,
    change,
    child,
    parents,
)

__all__ = [
    "AT",
    "BORN",
    "BY",
    "TODAY",
    "Begin",
    "Change",
    "baby",
    "begin",
    "change",
    "child",
    "load",
    "parents",
]
