"""What is asked on the verification page."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from machimado.ui.fields import FileField

MAX_BYTES = 5_000_000


class NumberForm(forms.Form):
    """The number printed beside the QR code."""

    number = forms.CharField(
        label=_("確認番号"),
        max_length=60,
        help_text=_("通知書の下のほうに印刷されている、20文字の番号です。"),
        error_messages={"required": _("確認番号を入力してください。例：7K3M-9QPX-2WTR-4HBN-6CVD")},
    )


class FileForm(forms.Form):
    """A PDF that somebody holds."""

    file = FileField(
        label=_("PDFファイル"),
        help_text=_("ファイルは調べるためだけに使い、保存しません。"),
        error_messages={"required": _("調べるPDFファイルを選んでください。")},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is not None and file.size > MAX_BYTES:
            raise forms.ValidationError(_("ファイルが大きすぎます。5MBまでのPDFを選んでください。"))
        if not file.read(5).startswith(b"%PDF-"):
            raise forms.ValidationError(
                _("PDFではないようです。市から受け取ったPDFファイルを選んでください。")
            )
        file.seek(0)
        return file
