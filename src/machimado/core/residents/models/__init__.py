"""The register: persons, their dated rows, what happened to them, and the files that were loaded."""

from machimado.core.residents.models.event import Event
from machimado.core.residents.models.load import Load
from machimado.core.residents.models.membership import Membership
from machimado.core.residents.models.person import Person, PersonVersion
from machimado.core.residents.models.protection import Protection
from machimado.core.residents.models.residence import Residence

__all__ = ["Event", "Load", "Membership", "Person", "PersonVersion", "Protection", "Residence"]
