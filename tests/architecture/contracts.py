"""Contracts of the house that import-linter does not bring: one door per room, pure definitions."""

from abc import abstractmethod
from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

GROUPS = ("core", "engines")
DOORS = {"api", "definitions", "fields", "receipts", "access"}


def room_of(module: str) -> str | None:
    """`machimado.core.journal` for anything inside it; None outside the rooms with doors."""
    parts = module.split(".")
    if len(parts) >= 3 and parts[1] in GROUPS:
        return ".".join(parts[:3])
    return None


def is_test(module: str) -> bool:
    return ".tests" in module or module.endswith("conftest")


class _Imports(Contract):
    """A contract that names each import which breaks it."""

    sentence = ""

    @abstractmethod
    def broken(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        """Each (importer, imported) that breaks the contract."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        found = sorted(set(self.broken(graph)))
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["found"]:
            output.print_error(f"{importer} imports {imported}: {self.sentence}")

    @staticmethod
    def imports(graph: ImportGraph) -> Iterator[tuple[str, str]]:
        for importer in graph.modules:
            if not is_test(importer):
                for imported in graph.find_modules_directly_imported_by(importer):
                    yield importer, imported


class OneDoor(_Imports):
    """Nobody enters a core or engine room except through `api.py` (or its definitions, fields, receipts)."""

    sentence = "enter a room by its door, api.py"
    exempt = fields.SetField(subfield=fields.StringField(), required=False)

    def broken(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        exempt = tuple(self.exempt or ())
        for importer, imported in self.imports(graph):
            room = room_of(imported)
            if room is None or imported == room or room_of(importer) == room or importer.startswith(exempt):
                continue
            if imported.split(".")[3] not in DOORS:
                yield importer, imported


class PureDefinitions(_Imports):
    """`definitions.py` files import only the kernel, other `definitions.py` and Django-free modules of their own room."""

    sentence = "a definition knows only the kernel, other definitions and pure modules of its room"

    def broken(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        for importer, imported in self.imports(graph):
            if not importer.endswith(".definitions.definitions") and not (
                importer.endswith(".definitions") and room_of(importer) != importer
            ):
                continue
            ours = imported.startswith("machimado.")
            pure = imported.startswith("machimado.kernel") or imported.endswith(".definitions")
            if imported.startswith("django") or (
                ours and not pure and not self.pure_helper(graph, importer, imported)
            ):
                yield importer, imported

    @staticmethod
    def pure_helper(graph: ImportGraph, importer: str, imported: str) -> bool:
        """A module of the same room from which no chain of imports leads to Django."""
        return (
            room_of(importer) == room_of(imported) and graph.find_shortest_chain(imported, "django") is None
        )
