"""続柄 after another head: what each member becomes when the old head is no longer there."""

from collections.abc import Sequence
from datetime import date

from machimado.demo.town.register import Row

OF_A_SPOUSE = {
    "子": "子",
    "妻の子": "子",
    "夫の子": "子",
    "子の妻": "子の妻",
    "子の夫": "子の夫",
    "子の子": "子の子",
    "子の妻の子": "子の妻の子",
    "妻の父": "父",
    "妻の母": "母",
}
OF_A_PARENT = {"子": "子の子"}
BLOOD = {"父", "母", "弟", "妹", "兄", "姉"}


def successor(members: Sequence[Row], on: date) -> Row:
    """The spouse; else the eldest adult child; else the eldest member."""
    for wanted in ("妻", "夫", "妻（未届）"):
        for row in members:
            if row["続柄"] == wanted:
                return row
    children = [row for row in members if row["続柄"] == "子" and _age(row, on) >= 18]
    return min(children or members, key=lambda row: (row["生年月日"], row["宛名番号"]))


def rehead(members: Sequence[Row], head: Row) -> list[tuple[Row, str]]:
    """The new 続柄 of every member whose word changes, the new head included."""
    before = head["続柄"]
    result = [(head, "世帯主")]
    for row in members:
        if row is head:
            continue
        word = _seen_from(before, head, row)
        if word != row["続柄"]:
            result.append((row, word))
    return result


def _seen_from(before: str, head: Row, row: Row) -> str:
    word = row["続柄"]
    if before in ("妻", "夫", "妻（未届）"):
        if word in BLOOD:
            return f"{'夫' if before != '夫' else '妻'}の{word}"
        return OF_A_SPOUSE.get(word, "縁故者")
    if before == "子":
        return _seen_from_child(head, row)
    if before in ("父", "母"):
        return {"子": "子の子", "妻": "子の妻", "父": "夫", "母": "妻"}.get(word, "縁故者")
    return {"子": "縁故者"}.get(word, word if word == "同居人" else "縁故者")


def _seen_from_child(head: Row, row: Row) -> str:
    """When a child takes over: its own spouse and children come first, brothers and sisters are named as such."""
    word = row["続柄"]
    if head["宛名番号"] in (row["父宛名番号"], row["母宛名番号"]):
        return "子"
    if word in ("子の妻", "子の夫"):
        return "妻" if row["性別"] == "女" else "夫"
    if word in ("子の妻の子", "子の夫の子"):
        return "妻の子" if word == "子の妻の子" else "夫の子"
    if word == "子":
        older = row["生年月日"] < head["生年月日"]
        names = ("兄", "弟") if row["性別"] == "男" else ("姉", "妹")
        return names[0] if older else names[1]
    if word in ("妻", "夫"):
        return "母" if row["性別"] == "女" else "父"
    if word in ("父", "母"):
        return "祖父" if word == "父" else "祖母"
    return "縁故者"


def _age(row: Row, on: date) -> int:
    born = date.fromisoformat(row["生年月日"])
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
