"""The demo's rows of the role × URL table: everyone may walk the tour, for nobody is real."""

from machimado.kernel.access import EVERYONE, Access

ROWS = {
    "demo:tour": Access(allowed=EVERYONE),
    "demo:enter": Access(allowed=EVERYONE, methods=("POST",)),
    "demo:birth": Access(allowed=EVERYONE, methods=("GET", "POST")),
}
