"""The first story, a child is born, as steps of the tour: what to do next, as whom, and which of them the journal has seen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.urls import Resolver404, resolve

from machimado.core.journal import api as journal
from machimado.demo.cast import BY_SLUG, Part
from machimado.demo.models import Stamp
from machimado.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Step:
    """One step. It is done once the journal holds an entry of `entry` since the story's child was born; a step without
    an entry is only looked at.
    """

    number: int
    title: Text
    text: Text
    part: Part | None
    path: str
    entry: str
    state: str = ""


def _step(number: int, slug: str, path: str, entry: str, title: Text, text: Text) -> Step:
    return Step(number, title, text, BY_SLUG.get(slug), path, entry)


FIRST_MOTHER = BY_SLUG["misaki"]
STEPS = (
    _step(
        1,
        "",
        "/demo/birth/",
        "residents.born",
        Text(ja="子どもが生まれる", easy="こどもが うまれる", en="A child is born"),
        Text(
            ja="住民基本台帳が出生を知ります。市の台帳から届くのと同じファイルで、まちまどに伝わります。",
            easy="市《し》の 記録《きろく》に、うまれた こどもが はいります。",
            en="The resident register learns of the birth, through the same kind of file that a city's register sends.",
        ),
    ),
    _step(
        2,
        "misaki",
        "/my/notices/",
        "guidance.notified",
        Text(
            ja="父と母に知らせが届く",
            easy="お父《とう》さんと お母《かあ》さんに しらせが とどく",
            en="Both parents are told",
        ),
        Text(
            ja="児童手当を請求できること、そのわけ、いつまでに請求すれば何か月分が守られるかが届きます。",
            easy="もらえる お金《かね》の ことと、いつまでに 出《だ》せば いいかが わかります。",
            en="What can be claimed, why, and how many months depend on when it is claimed.",
        ),
    ),
    _step(
        3,
        "misaki",
        "/",
        "procedures.submitted",
        Text(
            ja="記入済みの申請書を出す",
            easy="もう 書《か》いてある 紙《かみ》を 出《だ》す",
            en="Submit a form that is already filled in",
        ),
        Text(
            ja="知らせを開くと、市が知っていることはもう書かれています。確かめて、足りないことだけを足して出します。",
            easy="しらせを ひらきます。ほとんど 書《か》いて あります。たしかめて 出《だ》します。",
            en="One tap opens the form with what the city knows. Check it, add what is missing, submit.",
        ),
    ),
    _step(
        4,
        "shinsa",
        "/desk/cases/",
        "procedures.correction_requested",
        Text(ja="一か所を直してもらう", easy="ひとつ なおして もらう", en="Ask for one correction"),
        Text(
            ja="「担当になる」「受け付ける」「補正を求める」の順に押し、項目を一つ選んで、わけを書いて返します。",
            easy="「担当《たんとう》になる」「受《う》け付《つ》ける」「補正《ほせい》を求《もと》める」を おして、なおす ところを ひとつ つたえます。",
            en="Take the case, receive it, then ask for a correction: choose one field and say why.",
        ),
    ),
    _step(
        5,
        "misaki",
        "/cases/",
        "procedures.corrected",
        Text(ja="直して返す", easy="なおして 出《だ》す", en="Correct it"),
        Text(
            ja="「直すところを見る」を押し、その項目だけを直して出します。ほかの答えはそのままです。",
            easy="「直《なお》すところを見《み》る」を おして、その ひとつだけ なおします。",
            en="Open what is to be corrected: only that field is open, all other answers stay. Submit it.",
        ),
    ),
    _step(
        6,
        "shinsa",
        "/desk/cases/",
        "procedures.proposed",
        Text(ja="受け付けて審査する", easy="うけつけて しらべる", en="Receive and review"),
        Text(
            ja="「起案する」を押し、額を確かめて、決裁に回します。",
            easy="職員《しょくいん》が しらべて、課長《かちょう》に わたします。",
            en="Draft the decision, check the amount, and hand it on for decision.",
        ),
    ),
    _step(
        7,
        "kessai",
        "/desk/cases/",
        "procedures.decided",
        Text(ja="認定を決める", easy="きめる", en="Decide"),
        Text(
            ja="「決裁する」を押すと、認定通知書（PDF）が作られ、お母さんに届きます。",
            easy="きまると、お知《し》らせの 紙《かみ》が できて、とどきます。",
            en="Press “decide”: the notice is made as a sealed PDF and reaches the parent.",
        ),
    ),
    _step(
        8,
        "misaki",
        "/cases/",
        "",
        Text(ja="通知書を確かめる", easy="紙《かみ》が ほんものか たしかめる", en="Check the notice"),
        Text(
            ja="通知書の二次元コードから、見せられた人はだれでも、本物かどうかを確かめられます。",
            easy="紙《かみ》の しかくい しるしで、ほんものか わかります。",
            en="Anyone who is shown the notice can verify it by its code.",
        ),
    ),
    _step(
        9,
        "kanri",
        "/promotion/1-1/",
        "",
        Text(ja="オンライン率が動く", easy="すうじが かわる", en="The online rate moves"),
        Text(
            ja="推進のページで、児童手当のオンライン申請率が記録から計算され、変わります。",
            easy="インターネットで 出《だ》した 人《ひと》の わりあいが かわります。",
            en="On the promotion page the online rate of child-allowance claims is computed from the journal.",
        ),
    ),
)


def steps(*, since: datetime | None, mother: Part, looked: Collection[int] = ()) -> list[Step]:
    """The steps with their states: "done", "current" or "", played by this mother. Nothing is done before a birth.

    A step without an entry is done once it was looked at, after all that comes before it.
    """
    result, current = [], True
    for step in STEPS:
        seen = _seen(step.entry, since) if step.entry and since else current and step.number in looked
        state = "done" if seen else "current" if current else ""
        current = current and seen
        result.append(
            Step(
                step.number,
                step.title,
                step.text,
                mother if step.part == FIRST_MOTHER else step.part,
                reachable(step.path),
                step.entry,
                state,
            )
        )
    return result


def _seen(entry: str, since: datetime) -> bool:
    where = {"channel": "オンライン"} if entry.startswith("procedures.") else {}
    return journal.tally(entry, where=where, since=since) > 0


def reachable(path: str) -> str:
    """The path, or the nearest one above it that this front serves."""
    while path != "/":
        try:
            resolve(path.partition("?")[0])
        except Resolver404:
            path = path.rstrip("/").rsplit("/", 1)[0] + "/"
        else:
            return path
    return path


def built() -> Stamp | None:
    return Stamp.objects.first()
