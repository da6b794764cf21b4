"""Who can be played in the demo: residents of the synthetic town and officials, all invented."""

from dataclasses import dataclass

from machimado.kernel.access import Role
from machimado.kernel.text import Text

PASSWORD = "machimado-demo"  # noqa: S105 (the demo's, printed on its own pages)
TOTP_SECRET = "MACHIMADODEMOKEYMACHIMADODEMOKEY"  # noqa: S105 (base32; type it into any authenticator)
FAMILIES = "子ども家庭課"


@dataclass(frozen=True, slots=True)
class Part:
    """One login. Residents are found in the town by `key`; officials hold `posts` (section, role)."""

    slug: str
    email: str
    name: str
    about: Text
    home: str
    key: str = ""
    language: str = "ja"
    number: str = ""
    posts: tuple[tuple[str, Role], ...] = ()
    listed: bool = True

    @property
    def is_official(self) -> bool:
        return bool(self.posts)


def _text(ja: str, easy: str, en: str) -> Text:
    return Text(ja=ja, easy=easy, en=en)


PARTS: tuple[Part, ...] = (
    Part(
        "misaki",
        "misaki@machimado.example",
        "佐藤 美咲",
        _text(
            "3歳の子がいて、二人目が生まれるお母さん（額改定）",
            "こどもが ひとり います。ふたりめが うまれる お母《かあ》さん",
            "A mother of a three-year-old whose second child is born (change of amount)",
        ),
        "/",
        key="物語.母",
    ),
    Part(
        "kenta",
        "kenta@machimado.example",
        "佐藤 健太",
        _text("そのお父さん", "その お父《とう》さん", "The father of the same family"),
        "/",
        key="物語.父",
    ),
    Part(
        "haruka",
        "haruka@machimado.example",
        "髙橋 遥",
        _text(
            "初めての子が生まれたばかりのお母さん（認定請求）",
            "はじめての こどもが うまれた お母《かあ》さん",
            "A mother whose first child was just born (new claim)",
        ),
        "/",
        key="初めての子.母",
    ),
    Part(
        "toshiko",
        "toshiko@machimado.example",
        "菊地 トシ子",
        _text("一人で暮らす84歳", "ひとりで くらす 84歳《さい》の 人《ひと》", "84 years old, lives alone"),
        "/",
        key="一人暮らし.本人",
    ),
    Part(
        "maria",
        "maria@machimado.example",
        "今野 マリア",
        _text(
            "通称を使う外国人住民（英語）",
            "英語《えいご》を つかう 人《ひと》",
            "A foreign resident with a 通称; reads English",
        ),
        "/",
        key="通称.妻",
        language="en",
    ),
    Part(
        "moe",
        "moe@machimado.example",
        "日下 萌",
        _text(
            "一人目が生まれるお母さん",
            "はじめての こどもが うまれる お母《かあ》さん",
            "A mother-to-be of a first child",
        ),
        "/",
        key="新婚.母",
        listed=False,
    ),
    Part(
        "yuka",
        "yuka@machimado.example",
        "我妻 由香",
        _text(
            "三世代で暮らすお母さん",
            "おおきな 家族《かぞく》の お母《かあ》さん",
            "A mother in a household of three generations",
        ),
        "/",
        key="三人目.母",
        listed=False,
    ),
    Part(
        "mai",
        "mai@machimado.example",
        "濵田 麻衣",
        _text("双子のお母さん", "ふたごの お母《かあ》さん", "A mother of twins"),
        "/",
        key="双子.母",
        listed=False,
    ),
    Part(
        "rie",
        "rie@machimado.example",
        "岩淵 理恵",
        _text(
            "婚姻届を出していないお母さん",
            "結婚届《けっこんとどけ》を 出《だ》して いない お母《かあ》さん",
            "An unmarried mother",
        ),
        "/",
        key="未届の妻.妻",
        listed=False,
    ),
    Part(
        "uketsuke",
        "uketsuke@machimado.example",
        "大沼 千尋",
        _text(
            "受付の職員（子ども家庭課・市民課）",
            "受付《うけつけ》の 職員《しょくいん》",
            "Reception official",
        ),
        "/desk/",
        number="900001",
        posts=((FAMILIES, Role.RECEPTION), ("市民課", Role.RECEPTION)),
    ),
    Part(
        "shinsa",
        "shinsa@machimado.example",
        "半沢 亮",
        _text("審査の職員（子ども家庭課）", "しらべる 職員《しょくいん》", "Reviewing official"),
        "/desk/",
        number="900002",
        posts=((FAMILIES, Role.RECEPTION), (FAMILIES, Role.REVIEW)),
    ),
    Part(
        "kessai",
        "kessai@machimado.example",
        "小関 由美子",
        _text(
            "決裁の職員（子ども家庭課長）",
            "きめる 職員《しょくいん》",
            "Deciding official, head of the section",
        ),
        "/desk/",
        number="900003",
        posts=((FAMILIES, Role.DECISION),),
    ),
    Part(
        "kanri",
        "kanri@machimado.example",
        "制野 拓也",
        _text("管理の職員（デジタル推進課）", "しくみを みる 職員《しょくいん》", "Administrating official"),
        "/desk/",
        number="900004",
        posts=(("デジタル推進課", Role.ADMINISTRATION),),
    ),
    Part(
        "kansa",
        "kansa@machimado.example",
        "四竈 京子",
        _text("監査の職員（監査委員事務局）", "たしかめる 職員《しょくいん》", "Auditing official"),
        "/desk/",
        number="900005",
        posts=(("監査委員事務局", Role.AUDIT),),
    ),
)
BY_SLUG = {part.slug: part for part in PARTS}
