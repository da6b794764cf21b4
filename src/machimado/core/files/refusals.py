"""The sentences for a file that is not taken: what is the matter, and what to do."""

from collections.abc import Iterable

from machimado.core.files.outward import Refused
from machimado.kernel.text import Text

NAMES = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "image/heic": "HEIC",
}


def _refused(ja: str, easy: str, en: str) -> Refused:
    return Refused(Text(ja=ja, easy=easy, en=en))


def empty() -> Refused:
    return _refused(
        "ファイルの中身がありません。もう一度選んでください。",
        "ファイルの なかが からです。もういちど えらんでください。",
        "The file is empty. Please choose it again.",
    )


def too_large(limit: int) -> Refused:
    size = f"{limit // 1_000_000}MB"
    return _refused(
        f"ファイルが大きすぎます。{size}までのファイルを選んでください。写真は小さいサイズで撮り直せます。",
        f"ファイルが おおきすぎます。{size}までの ファイルを えらんでください。",
        f"The file is too large. Please choose a file of up to {size}.",
    )


def too_many(limit: int) -> Refused:
    return _refused(
        f"ここに添付できるのは{limit}個までです。いらないファイルを消してから追加してください。",
        f"ファイルは {limit}こまでです。いらない ファイルを けしてください。",
        f"You can attach up to {limit} files here. Please remove one before adding another.",
    )


def wrong_type(types: Iterable[str]) -> Refused:
    names = [NAMES.get(each, each) for each in sorted(types)]
    return _refused(
        f"このファイルは受け取れません。{'・'.join(names)}のどれかにしてください。スマートフォンで撮った写真も使えます。",
        f"この ファイルは つかえません。{'・'.join(names)}に してください。スマホの 写真(しゃしん)も つかえます。",
        f"This kind of file cannot be accepted. Please use {', '.join(names)}. A photo taken with your phone is fine.",
    )


def damaged() -> Refused:
    return _refused(
        "ファイルがこわれているようです。もう一度作るか、写真を撮り直してください。",
        "ファイルが こわれています。もういちど つくるか、写真(しゃしん)を とってください。",
        "The file seems to be damaged. Please make it again or take a new photo.",
    )


def unsafe() -> Refused:
    return _refused(
        "ファイルの中に、安全に開けないものが入っています。写真に撮るか、「PDFとして印刷」で作り直してください。",
        "ファイルが あんぜんでは ありません。写真(しゃしん)を とって、それを えらんでください。",
        "The file contains something that cannot be opened safely. Please take a photo of it, or print it to a new PDF.",
    )


def encrypted() -> Refused:
    return _refused(
        "パスワードのついたPDFは市役所で開けません。パスワードを外したPDFを選んでください。",
        "パスワードの ある PDFは ひらけません。パスワードの ない PDFを えらんでください。",
        "We cannot open a PDF that is protected by a password. Please choose one without a password.",
    )


def too_many_pixels() -> Refused:
    return _refused(
        "画像の縦横が大きすぎます。小さいサイズで保存し直してください。",
        "写真(しゃしん)が おおきすぎます。ちいさく してください。",
        "The picture has too many pixels. Please save it at a smaller size.",
    )
