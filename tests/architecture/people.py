"""A small register for tests of the whole house: two families who have nothing to do with each other, and one who fled."""

from dataclasses import dataclass
from datetime import date, datetime

from machimado.core.residents.models import Membership, Person, PersonVersion, Protection, Residence
from machimado.kernel.characters import fold
from machimado.kernel.kana import sound

SINCE = date(2015, 4, 1)
ME, PARTNER, CHILD = "90000001", "90000002", "90000003"
OTHER, OTHER_CHILD = "90000011", "90000012"
FLED, FLED_CHILD, LEFT = "90000021", "90000022", "90000023"
SECRET_STREET = "字秘密沢番外一二三番地"  # noqa: S105
SECRET_BUILDING = "かくれが荘二〇八号"  # noqa: S105


@dataclass(frozen=True)
class Someone:
    number: str
    household: str
    relationship: str
    family: str
    given: str
    kana: tuple[str, str]
    born: date
    sex: str
    street: str = "大手町1番1号"
    building: str = ""
    father: str = ""
    mother: str = ""


PEOPLE = (
    Someone(ME, "80000001", "世帯主", "白石", "花子", ("シロイシ", "ハナコ"), date(1990, 5, 5), "女"),
    Someone(PARTNER, "80000001", "夫", "白石", "太郎", ("シロイシ", "タロウ"), date(1988, 2, 29), "男"),
    Someone(
        CHILD,
        "80000001",
        "子",
        "白石",
        "桜",
        ("シロイシ", "サクラ"),
        date(2024, 4, 2),
        "女",
        father=PARTNER,
        mother=ME,
    ),
    Someone(
        OTHER,
        "80000011",
        "世帯主",
        "蔵王",
        "次郎",
        ("ザオウ", "ジロウ"),
        date(1985, 1, 8),
        "男",
        "城北町5番10号",
    ),
    Someone(
        OTHER_CHILD,
        "80000011",
        "子",
        "蔵王",
        "雪",
        ("ザオウ", "ユキ"),
        date(2020, 12, 1),
        "女",
        "城北町5番10号",
        father=OTHER,
    ),
    Someone(
        FLED,
        "80000021",
        "世帯主",
        "小原",
        "泉",
        ("オバラ", "イズミ"),
        date(1992, 7, 7),
        "女",
        SECRET_STREET,
        SECRET_BUILDING,
    ),
    Someone(
        FLED_CHILD,
        "80000021",
        "子",
        "小原",
        "光",
        ("オバラ", "ヒカル"),
        date(2023, 8, 8),
        "男",
        SECRET_STREET,
        SECRET_BUILDING,
        LEFT,
        FLED,
    ),
    Someone(
        LEFT,
        "80000023",
        "世帯主",
        "小原",
        "剛",
        ("オバラ", "ツヨシ"),
        date(1989, 9, 9),
        "男",
        "福岡長袋字陣場1番地",
    ),
)


def register(*, at: datetime) -> None:
    """Put everyone into the register, and the fled family under 支援措置."""
    for each in PEOPLE:
        enter(each, at)
    for number in (FLED, FLED_CHILD):
        Protection.objects.create(
            person_id=number, valid_from=SINCE, reason="配偶者からの暴力", recorded_at=at
        )


def enter(each: Someone, at: datetime) -> None:
    person = Person.objects.create(number=each.number, row_digest=bytes(32), last_change="", recorded_at=at)
    since = max(SINCE, each.born)
    held = {"person": person, "valid_from": since, "recorded_at": at}
    PersonVersion.objects.create(
        **held,
        family=each.family,
        given=each.given,
        family_kana=each.kana[0],
        given_kana=each.kana[1],
        birth_date=each.born,
        sex=each.sex,
        father=each.father,
        mother=each.mother,
        written_key=fold(each.family + each.given),
        sound_key=sound("".join(each.kana)),
    )
    Membership.objects.create(**held, household=each.household, relationship=each.relationship)
    Residence.objects.create(
        **held,
        postal_code="9890292",
        prefecture="宮城県",
        municipality="白石市",
        town="",
        street=each.street,
        building=each.building,
    )
