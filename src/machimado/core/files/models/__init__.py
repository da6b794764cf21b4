"""Stored files."""

from machimado.core.files.models.stored import StoredFile

__all__ = ["StoredFile"]
