"""Spans of age in the words of 予防接種法施行令3条: 生後2月から, 生後90月に至るまで, 9歳から, 生後6週0日後から …

On the day of reaching an age (the eve of the birthday) both 「から」 and 「に至るまで」 hold: that is how the ministry
reads 対象者 (定期の予防接種における「対象者」の解釈).
"""

import re

from machimado.engines.rules.language import tree
from machimado.engines.rules.language.ages import Measure

_MONTHS = re.compile(r"生後(\d+)月(から|に至るまで)")
_YEARS = re.compile(r"(\d+)歳(から|に至るまで)")
_WEEKS = re.compile(r"生後(\d+)週(\d)日後(から|まで)")


def span(who: str, word: str) -> tree.Expression | None:
    """The condition that a span of age means, or None if the word is none."""
    for pattern, begun, past in (
        (_MONTHS, Measure.MONTHS, Measure.MONTHS_PAST),
        (_YEARS, Measure.YEARS, Measure.YEARS_PAST),
    ):
        if match := pattern.fullmatch(word):
            n = int(match[1])
            return tree.Reached(who, begun, n) if match[2] == "から" else tree.Not(tree.Reached(who, past, n))
    if match := _WEEKS.fullmatch(word):
        days = 7 * int(match[1]) + int(match[2])
        if match[3] == "から":
            return tree.Reached(who, Measure.DAYS, days)
        return tree.Not(tree.Reached(who, Measure.DAYS, days + 1))
    return None
