"""Sentences that the verbs say to people when something is not possible."""

from collections.abc import Iterable

from machimado.kernel.text import Text

TOO_LOW = Text(
    ja="この手続には、よりたしかな本人確認が必要です。マイページで本人確認をしてから、もう一度提出してください。入力した内容は残っています。",
    easy="この 手続きには、本人確認が いります。マイページで 本人確認を してから、もう いちど 出してください。書いたことは のこっています。",
    en="This procedure needs a surer identification. Please verify your identity on My Page and submit again. What you entered is kept.",
)
STOPPED = Text(
    ja="この内容では、市に提出できません。案内の頁を読んでください。",
    easy="この 内容では、市に 出せません。案内の ページを 読んで ください。",
    en="With these answers the form cannot be submitted to the city. Please read the page that explains why.",
)
MISSING = Text(
    ja="まだ入力していない項目があります。その頁から続けてください。",
    easy="まだ 書いていない ことが あります。その ページから つづけて ください。",
    en="Some questions are still unanswered. Please continue from that page.",
)
NO_PAPER = Text(
    ja="必要な書類がまだ付いていません。書類の写真かPDFを付けてください。",
    easy="書類が まだ ありません。写真か PDFを つけて ください。",
    en="A required paper is missing. Please attach a photo or a PDF.",
)
NO_CONSENT = Text(
    ja="同意の欄を確かめて、印を付けてください。",
    easy="同意の ところを 読んで、しるしを つけて ください。",
    en="Please read the consent and tick the boxes.",
)
NOT_NOW = Text(
    ja="事案の状態が変わっているため、この操作はできません。新しい状態を確かめてください。",
    easy="状態が かわったので、いまは できません。新しい 状態を 見て ください。",
    en="The case has moved on, so this is not possible now. Please look at its present state.",
)
TAKEN = Text(
    ja="ほかの職員が担当しています。",
    easy="ほかの 職員が 担当しています。",
    en="Another official is in charge of this case.",
)
NO_REASON = Text(
    ja="却下には理由の提示が必要です。事実と、根拠となる条を書いてください(行政手続法8条)。",
    easy="ことわるときは、わけを 書いて ください(事実と 法律の 条)。",
    en="A refusal needs its reasons: the facts and the article (Administrative Procedure Act, Art. 8).",
)
NO_REMEDY = Text(
    ja="この手続には教示が定められていないため、決定できません。定義を直してください。",
    easy="この 手続きには 教示が ありません。定義を なおして ください。",
    en="This procedure states no remedies, so it cannot be decided. Please correct its definition.",
)
SAME_PERSON = Text(
    ja="起案した職員は、自分の起案を決裁できません。別の決裁者が決裁してください。",
    easy="起案した 人は、自分で 決裁できません。",
    en="Whoever proposed a decision cannot approve it. Another official has to decide.",
)
PAPER_TO_COME = Text(
    ja="お願いした書類がまだ付いていません。書類の写真かPDFを付けてから、提出してください。",
    easy="おねがいした 書類が まだ ありません。写真か PDFを つけてから 出してください。",
    en="A paper that was asked for is still missing. Please add a photo or a PDF, then submit.",
)
NO_FIELD = Text(
    ja="補正を求める項目か書類を選び、それぞれに理由を書いてください。",
    easy="なおして ほしい ところを えらんで、わけを 書いて ください。",
    en="Choose the fields to be corrected or the papers to be added, and give a reason for each.",
)


def no_notice(obstacles: Iterable[str]) -> Text:
    """The notice cannot be printed, and what to do about it."""
    why = " ".join(obstacles)
    return Text(
        ja=f"通知書を作れないため、進められません。{why}",
        easy=f"通知書を つくれないので、すすめません。{why}",
        en=f"The notice cannot be made, so this is not possible. {why}",
    )
