"""What is being filled in: no official state, and so no journal."""

from django.db import models

from machimado.core.keys.fields import EncryptedJSONField
from machimado.kernel.ids import new_id


class Draft(models.Model):
    """書きかけ: answers kept on every page, on the server, so that any device may go on.

    `rough` holds what was typed and is not (yet) an answer, by place: {"請求者": {"電話番号": ["0224-"]}}.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.CharField(max_length=64)
    person = models.CharField(max_length=32)
    procedure = models.CharField(max_length=200)
    edition = models.UUIDField()
    answers = EncryptedJSONField(purpose="procedures.draft.answers")
    rough = EncryptedJSONField(purpose="procedures.draft.rough", default=dict)
    origin = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-saved_at"])]

    def __str__(self) -> str:
        return f"書きかけ {self.procedure}"
