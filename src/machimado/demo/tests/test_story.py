from machimado.core.definitions import api as definitions
from machimado.core.jobs import api as jobs
from machimado.demo import allowances, births, places, town_life
from machimado.demo.tests.conftest import AS_OF, ROOT, TODAY
from machimado.demo.townhall import State
from machimado.engines.guidance import api as guidance


def test_a_second_child_changes_the_amount_and_a_first_one_is_a_new_claim(town: State) -> None:
    """The story's birth reaches both families as what it is: 額改定 for the recipient, 認定請求 for new parents."""
    at = town_life.morning(TODAY)
    for pack in ("japan", "shiroishi"):
        definitions.load_pack(ROOT / "packs" / pack, by=town_life.BY, at=town_life.morning(AS_OF))
    allowances.hand_over(town.keys, as_of=AS_OF, at=at)
    births.deliver("物語", at=at)
    births.deliver("新婚", at=at)
    jobs.drain(at=at, limit=10_000)
    recipient = {due.rule for due in guidance.due_for(town.keys["物語.母"], at=TODAY)}
    newcomer = {due.rule for due in guidance.due_for(town.keys["新婚.母"], at=TODAY)}
    assert "児童手当額改定認定請求" in recipient
    assert "児童手当認定請求" not in recipient
    assert "児童手当認定請求" in newcomer
    assert "児童手当額改定認定請求" not in newcomer
    assert places.of(3).startswith("/procedures/児童手当認定請求/start/?for=")
    assert [places.of(number) for number in (4, 8)] == ["/desk/cases/", "/cases/"]  # no case as yet
