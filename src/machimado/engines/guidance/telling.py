"""New things go out: one message for each adult, child and template; never to someone whom 支援措置 keeps apart."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from machimado.core.journal import api as journal
from machimado.core.residents import api as residents
from machimado.core.residents.api import Viewer
from machimado.engines.guidance.models import DueItem
from machimado.engines.guidance.reading import Reading, read
from machimado.engines.messaging import api as messaging
from machimado.engines.rules import api as rules
from machimado.kernel import clock
from machimado.kernel.ref import Ref, system
from machimado.kernel.text import Text
from machimado.kernel.wareki import format_date, format_month

BY = system("guidance")


def tell(opened: Iterable[DueItem], *, at: datetime) -> int:
    """Send what has begun; how many messages were written."""
    on = clock.jst(at).date()
    groups: dict[tuple[str, str, str], list[DueItem]] = {}
    for item in opened:
        notice = rules.rule(item.rule, at=on).notice
        if notice is not None:
            groups.setdefault((item.person, item.about, notice.template), []).append(item)
    sent = 0
    for (person, about, template), items in groups.items():
        if residents.may_be_told(person, about, at=on):
            sent += _send(template, person, items, at=at)
    return sent


def _send(template: str, person: str, items: list[DueItem], *, at: datetime) -> int:
    on = clock.jst(at).date()
    readings = read(items, person=person, at=on)
    if not readings:
        return 0
    first = readings[0]
    messaging.send(
        template,
        to=person,
        context=_context(readings, on),
        about=Ref("due", str(first.item.id)),
        key=f"due:{first.item.id}:{at.isoformat()}",
        at=at,
        link=first.due.link or "/",
    )
    for reading in readings:
        public = {"rule": reading.item.rule, "template": template}
        journal.record(
            "guidance.notified", by=BY, subject=Ref("person", person), at=at, public=public,
            personal={"about": reading.item.about, "due": str(reading.item.id)},
        )  # fmt: skip
    return 1


def _context(readings: list[Reading], on: date) -> Mapping[str, object]:
    """The values that the templates of guidance may use. All of them are 個人 but 制度."""
    first = readings[0]
    about = residents.person(first.item.about, viewer=Viewer.of_system("guidance"), at=on)
    titles = [reading.due.title for reading in readings]
    return {
        "児童": about.name.familiar,
        "制度": titles[0],
        "一覧": _lines(titles),
        "理由": first.due.reason,
        "期限": _date(first.due.deadline),
        "月額": _yen(first),
        "開始月": format_month(first.starts) if first.starts else "",
        "失う月数": str(first.due.months_at_stake),
        "失った月数": _months(first.due.months_lost),
        "請求する人": _claimant(first),
        "確かめること": _lines(list(first.questions)),
    }


def _lines(texts: list[Text]) -> Text:
    if not texts:
        return Text(ja="なし", easy="ありません", en="None")
    return Text(
        ja="\n".join(f"・{text.ja}" for text in texts),
        easy="\n".join(f"・{text.in_language('ja-easy')}" for text in texts),
        en="\n".join(f"- {text.in_language('en')}" for text in texts),
    )


def _date(day: date | None) -> str:
    return format_date(day) if day else ""


def _months(lost: int | None) -> Text:
    if lost is None:
        return Text(ja="確認が必要", easy="たしかめます", en="to be confirmed")
    return Text(ja=f"{lost}か月", easy=f"{lost}か月《げつ》", en=str(lost))


def _yen(reading: Reading) -> Text:
    if reading.amount is None:
        return Text(ja="確認が必要", easy="たしかめます", en="to be confirmed")
    low, high = f"{reading.amount.low:,}", f"{reading.amount.high:,}"
    if low == high:
        return Text(ja=f"{low}円", easy=f"{low}円", en=f"{low} yen")
    return Text(ja=f"{low}円から{high}円", easy=f"{low}円から {high}円", en=f"{low} to {high} yen")


def _claimant(reading: Reading) -> Text:
    if reading.item.claimant in (reading.item.person, reading.item.about):
        return Text(ja="あなた", easy="あなた", en="you")
    return Text(
        ja="いま児童手当を受けている保護者の方",
        easy="いま 児童手当を もらっている 人",
        en="the parent who receives the allowance now",
    )
