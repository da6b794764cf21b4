"""What the whole journal was at one moment, in 32 bytes."""

import hashlib

from django.db import models

from machimado.core.journal import canonical


class Root(models.Model):
    """The root of the tree over the first `size` entries, chained to the root before it."""

    size = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField()
    at = models.DateTimeField()
    previous = models.BinaryField()
    seal = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.size} {bytes(self.hash).hex()}"

    def content(self) -> dict[str, str | int]:
        """What the seal covers."""
        return {
            "at": canonical.instant(self.at),
            "previous": bytes(self.previous).hex(),
            "root": bytes(self.hash).hex(),
            "size": self.size,
        }

    def sealed(self) -> bytes:
        """H over the canonical content: the next root's `previous`."""
        return hashlib.sha256(canonical.encode(self.content()).encode()).digest()
