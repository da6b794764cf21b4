"""One form for every benchmark's rows: claim, ours, floor, ratio, limit, verdict."""


def head(*more: str) -> None:
    """The head of the table; `more` are the benchmark's own columns, after the database."""
    names = ("claim", "database", *more, "ours", "floor", "ratio", "limit", "verdict")
    print(f"| {' | '.join(names)} |\n|{'---|' * len(names)}", flush=True)


def row(
    claim: str,
    *where: str,
    ours: float,
    floor: float | None = None,
    limit: float | str = "",
    holds: bool | None = None,
) -> int:
    """Print a row; 1 where its limit is broken. A number as limit is of the ratio; None in `holds`: nothing is claimed."""
    ratio = ours / floor if floor else None
    if isinstance(limit, float):
        assert ratio is not None
        holds, limit = ratio <= limit, f"≤ {limit:g}×"
    elif limit:
        limit = f"≤ {limit}"
    said = {True: "holds", False: "**broken**", None: "not claimed"}[holds]
    if holds is None:
        limit = ""
    numbers = (_number(ours), _number(floor), "" if ratio is None else f"{ratio:.2f}", str(limit), said)
    print(f"| {' | '.join((claim, *where, *numbers))} |", flush=True)
    return int(holds is False)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
