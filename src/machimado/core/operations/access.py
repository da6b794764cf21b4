"""Operations' rows of the role × URL table."""

from machimado.kernel.access import EVERYONE, Access, Role

ADMINISTRATION = frozenset({Role.ADMINISTRATION})

ROWS = {
    "operations:health": Access(allowed=EVERYONE),
    "operations:roots": Access(allowed=EVERYONE),
    "operations_desk:dead_letters": Access(ADMINISTRATION),
    "operations_desk:rerun": Access(ADMINISTRATION, methods=("POST",), sample={"job_id": "dead_job"}),
}
