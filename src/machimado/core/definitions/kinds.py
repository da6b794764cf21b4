"""The kinds of definition that the house knows; each package registers its own in AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import ValidationError

from machimado.core.definitions.definitions import Body, Definition
from machimado.core.definitions.source import DefinitionError

Check = Callable[[str, Definition], list[str]]


@dataclass(frozen=True)
class Kind:
    """A kind, its pydantic model, its folder in a pack, and what is checked beyond the model (sentences of fault)."""

    name: str
    model: type[Definition]
    folder: str
    checks: tuple[Check, ...] = field(default=())

    def parse(self, key: str, body: Body) -> Definition:
        """The definition in `body`; raises DefinitionError with one line for each fault."""
        try:
            definition = self.model.model_validate(body)
        except ValidationError as error:
            raise DefinitionError("\n".join(_sentence(key, e) for e in error.errors())) from error
        faults = [fault for check in self.checks for fault in check(key, definition)]
        if faults:
            raise DefinitionError("\n".join(f"{key}: {fault}" for fault in faults))
        return definition


def _sentence(key: str, error: object) -> str:
    assert isinstance(error, dict)
    place = ".".join(str(step) for step in error["loc"]) or "全体"
    reasons = {"missing": "必要な項目がありません。", "extra_forbidden": "この名前の項目はありません。"}
    reason = reasons.get(error["type"]) or str(error["msg"]).removeprefix("Value error, ")
    return f"{key} の {place}: {reason}"


KINDS: dict[str, Kind] = {}


def register_kind(name: str, *, model: type[Definition], folder: str, checks: tuple[Check, ...] = ()) -> None:
    """Let packs hold definitions of this kind, in this folder."""
    KINDS[name] = Kind(name, model, folder, checks)


def kind(name: str) -> Kind:
    """The registered kind; raises DefinitionError where there is none."""
    try:
        return KINDS[name]
    except KeyError:
        raise DefinitionError(f"「{name}」という種類の定義はありません。") from None
