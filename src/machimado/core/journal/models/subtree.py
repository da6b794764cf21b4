"""The inner nodes of the tree, so that sealing and proofs read a handful of hashes, never the whole journal."""

from django.db import models


class Subtree(models.Model):
    """The root of a full subtree over 2^level sealed entries, level 1 and up."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"
