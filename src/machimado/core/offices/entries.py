"""What the journal says about posts."""

from machimado.core.journal.api import EntryType
from machimado.kernel.text import Text

ENTRIES = (
    EntryType(
        name="offices.enrolled",
        public=(),
        sentence=Text(
            ja="職員として登録しました。",
            easy="市役所(しやくしょ)の人(ひと)として 登録(とうろく)しました。",
            en="Enrolled as an official.",
        ),
    ),
    EntryType(
        name="offices.appointed",
        public=("section", "role", "date"),
        sentence=Text(
            ja="{date}付けで{section}の{role}に任命しました。",
            easy="{date}から {section}の {role}に なりました。",
            en="Appointed {role} in {section} from {date}.",
        ),
    ),
    EntryType(
        name="offices.released",
        public=("section", "role", "date"),
        sentence=Text(
            ja="{date}付けで{section}の{role}を解任しました。",
            easy="{date}に {section}の {role}が おわりました。",
            en="Released as {role} in {section} from {date}.",
        ),
    ),
)
