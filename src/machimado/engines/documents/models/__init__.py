"""Issued documents, the series of their numbers, and revocations."""

from machimado.engines.documents.models.document import Document, Revocation
from machimado.engines.documents.models.series import Series

__all__ = ["Document", "Revocation", "Series"]
