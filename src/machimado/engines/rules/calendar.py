"""The city's closed days."""

from functools import lru_cache

from machimado.kernel.deadline import Calendar, city_calendar


@lru_cache(maxsize=1)
def city() -> Calendar:
    """Weekends, holidays and 12/29–1/3, as the city's 休日条例 after 地方自治法4条の2 has them."""
    return city_calendar()
