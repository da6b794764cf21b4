"""The same examples on the register engine: what SQL says must be what the scalar engine says."""

from machimado.engines.rules.definitions import RuleDefinition
from machimado.engines.rules.evaluation import ANSWERS
from machimado.engines.rules.examples import Run, runs
from machimado.engines.rules.language.kleene import Bounds
from machimado.engines.rules.population import compile_rule
from machimado.engines.rules.register_engine import Compiled, Register, pronouns


def register_faults(rule: RuleDefinition) -> list[str]:
    """Every example on which the two engines differ, as sentences."""
    compiled = compile_rule(rule)
    return [fault for run in runs(rule) if (fault := _difference(rule, compiled, run))]


def _difference(rule: RuleDefinition, compiled: Compiled, run: Run) -> str | None:
    with Register(run.town, rule.facts) as register:
        rows = [row for row in register.rows(compiled, run.example.on) if pronouns(rule, row) == run.who]
    answer = rows[0].answer if rows else False
    amount = rows[0].amount if rows and rule.amount is not None else None
    expected: tuple[object, Bounds | None] = (run.result.answer, run.result.amount)
    if (answer, amount) == expected:
        return None
    return (
        f"例「{run.example.name}」: 一人ずつの計算は{ANSWERS[run.result.answer]}({run.result.amount})、"
        f"名簿全体の計算は{ANSWERS[answer]}({amount})です。"
    )
