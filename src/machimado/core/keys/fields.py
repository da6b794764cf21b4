"""Model fields that are plain in Python and ciphertext in the database."""

import json
from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from machimado.core.keys import cipher, store


class EncryptedBinaryField(models.BinaryField):  # type: ignore[type-arg] # generic in the stubs alone
    """Bytes, encrypted at rest. It can be asked only whether it is null: look up through a blind index beside it."""

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def encode(self, value: Any) -> bytes:
        """The value as the bytes that are encrypted."""
        return bytes(value)

    def decode(self, plaintext: bytes) -> Any:
        """The value of decrypted bytes."""
        return plaintext

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is not None:
            value = cipher.seal(store.ring(), self.encode(value), purpose=self.purpose)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        if value is None:
            return None
        return self.decode(cipher.unseal(store.ring(), bytes(value), purpose=self.purpose))

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted; look it up by a blind index")
        return super().get_lookup(lookup_name)


class EncryptedTextField(EncryptedBinaryField):
    """Text in its own characters, encrypted at rest."""

    empty_values = [None, ""]

    def encode(self, value: Any) -> bytes:
        return str(value).encode()

    def decode(self, plaintext: bytes) -> str:
        return plaintext.decode()

    def get_default(self) -> Any:
        default = super().get_default()
        return "" if default == b"" else default

    def _check_str_default_value(self) -> list[Any]:
        return []

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


class EncryptedJSONField(EncryptedBinaryField):
    """Any JSON value, encrypted at rest."""

    empty_values = [None, {}, []]

    def encode(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def decode(self, plaintext: bytes) -> Any:
        return json.loads(plaintext.decode())

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return json.dumps(self.value_from_object(obj), ensure_ascii=False)
