"""The text of an e-mail: nothing about a person but that there is something to read.

Whoever looks over a shoulder, or shares a mailbox, must not learn from it that a child was born: neither subject nor
link name the procedure. Both stand in the inbox, behind the login.
"""

from machimado.engines.messaging.models.message import Content
from machimado.kernel.text import Text
from machimado.ui.ruby import strip

SUBJECT = Text(ja="市からのお知らせ", easy="市からの おしらせ", en="A notice from your city")
INBOX = "/my/notices/"
DEFAULT = Text(
    ja="まちまどに、あなたへのお知らせがあります。くわしい内容は、サインインして読むことができます。",
    easy="まちまどに あなたへの おしらせが あります。サインインすると 読むことが できます。",
    en="There is a notice for you in Machimado. Please sign in to read it.",
)
FOOTER = Text(
    ja="このメールには返信できません。メールを止めるときは、サインインして「お知らせの受け取り方」で選んでください。"
    "お心当たりがないときは、このメールを捨ててください。",
    easy="このメールに 返事は できません。メールを 止める ときは、サインインして「お知らせの もらいかた」で えらんでください。"
    "わからない ときは すててください。",
    en="Please do not reply to this e-mail. To stop these e-mails, sign in and open “How notices reach you”. "
    "If it was not meant for you, you can delete it.",
)


def without_readings(text: str) -> str:
    """漢字《かんじ》 is for pages, which can show it as ruby."""
    return strip(text)


def mail_text(content: Content, language: str, *, inbox: str) -> tuple[str, str]:
    """Subject and body of the e-mail that announces a message."""
    parts = [
        content["mail"] or DEFAULT.in_language(language),
        inbox,
        f"-- \n{FOOTER.in_language(language)}",
    ]
    return SUBJECT.in_language(language), "\n\n".join(parts)
