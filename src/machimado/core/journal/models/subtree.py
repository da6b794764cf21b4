"""The inner nodes of the tree, so that sealing and proofs read a handful of hashes, never the whole journal."""

from django.db import models


class Subtree(models.Model):
    """The root of a full subtree over 2^level sealed entries, level 1 and up."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint("level", "index", name="journal_subtree_place")]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"
