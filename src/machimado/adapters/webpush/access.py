"""Who may open what."""

from machimado.kernel.access import RESIDENTS, Access

ROWS = {
    "webpush:key": Access(allowed=RESIDENTS),
    "webpush:subscriptions": Access(allowed=RESIDENTS, methods=("POST", "DELETE")),
}
