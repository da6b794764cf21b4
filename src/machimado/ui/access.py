"""Who may what on the face's own URLs: everyone, for none of them holds anything personal."""

from machimado.kernel.access import EVERYONE, Access

ROWS = {
    "ui:language": Access(allowed=EVERYONE, methods=("POST",)),
    "ui:address": Access(allowed=EVERYONE),
    "ui:manifest": Access(allowed=EVERYONE),
    "ui:service_worker": Access(allowed=EVERYONE),
    "ui:icon": Access(allowed=EVERYONE),
    "ui:offline": Access(allowed=EVERYONE),
}
