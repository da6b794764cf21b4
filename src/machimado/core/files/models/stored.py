"""One file that somebody gave to the city."""

from django.db import models

from machimado.core.files.outward import FileView
from machimado.kernel.ids import new_id
from machimado.kernel.ref import Ref


class StoredFile(models.Model):
    """What is known about a file; its content lies encrypted in the folder of files, named by this id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner_kind = models.CharField(max_length=40)
    owner_id = models.CharField(max_length=64)
    name = models.CharField("ファイル名", max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner_kind", "owner_id"])]

    def __str__(self) -> str:
        return str(self.id)

    def view(self) -> FileView:
        return FileView(
            id=str(self.id),
            name=self.name,
            media_type=self.media_type,
            size=self.size,
            sha256=self.sha256,
            owner=Ref(self.owner_kind, self.owner_id),
            stored_at=self.stored_at,
        )
