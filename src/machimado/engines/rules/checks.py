"""A rule whose examples fail, or leave a boundary unguarded, is refused when its pack is loaded."""

from machimado.core.definitions.definitions import Definition
from machimado.engines.rules.definitions import RuleDefinition
from machimado.engines.rules.examples import faults


def examples_hold(_key: str, definition: Definition) -> list[str]:
    """Faults as sentences for the report of the load."""
    assert isinstance(definition, RuleDefinition)
    try:
        return faults(definition)
    except (ValueError, OverflowError, RecursionError):
        return ["例を計算できません。式の数や、例の日付が大きすぎます。"]
