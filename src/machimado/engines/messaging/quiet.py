"""Quiet hours: a push waits until the morning, unless it is urgent."""

from datetime import datetime, time, timedelta

from machimado.kernel import clock


def not_before(at: datetime, *, begins: time, ends: time) -> datetime:
    """The first instant from `at` on that lies outside the quiet hours (JST). Equal times mean: never quiet."""
    local = clock.jst(at)
    now = local.time()
    within = begins <= now < ends if begins < ends else begins != ends and (now >= begins or now < ends)
    if not within:
        return at
    morning = local.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    return morning if now < ends else morning + timedelta(days=1)
