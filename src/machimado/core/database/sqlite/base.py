"""Django finds the engine's connection class here."""

import os
from contextlib import suppress
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from machimado.core.database.sqlite.gate import Gate, gate_for

# The hooks that this class refines are Django's, but not in its stubs.
# mypy: disable-error-code="misc"


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite whose atomic blocks queue at a gate in the process instead of polling a locked file.

    SQLite admits one writer. Threads that meet its lock sleep and try again, and the unlucky one waits for
    a second; threads that meet the gate are woken as soon as it opens. The gate is held from BEGIN to the end of
    COMMIT or ROLLBACK. Other processes still meet SQLite's own lock and its timeout.
    """

    _gate: Gate | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A database that is made here is for its owner's eyes; SQLite gives the files beside it the same mode."""
        name = str(conn_params["database"])
        if name != ":memory:" and not name.startswith("file:"):
            with suppress(FileExistsError, FileNotFoundError):
                os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self) -> None:
        self._enter_gate()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave_gate()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._leave_gate()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._leave_gate()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._leave_gate()

    def _enter_gate(self) -> None:
        gate = gate_for(str(self.settings_dict["NAME"]))
        options: dict[str, Any] = self.settings_dict["OPTIONS"]
        if not gate.enter(timeout=float(options.get("timeout", 5))):
            raise OperationalError("database is locked: waited too long at the write gate")
        self._gate = gate

    def _leave_gate(self) -> None:
        gate, self._gate = self._gate, None
        if gate is not None:
            gate.leave()
