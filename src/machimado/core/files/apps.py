from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "machimado.core.files"
    label = "files"

    def ready(self) -> None:
        from machimado.core.files import entries, jobs, storing, vault  # noqa: F401
        from machimado.core.files.models import StoredFile
        from machimado.core.journal import api as journal
        from machimado.core.keys import api as keys

        for entry in entries.ENTRIES:
            journal.register(entry)
        journal.attest("file", storing.attested, removal=("files.removed", "file"))
        journal.attest_rows(StoredFile, version=lambda row: 1 if row["removed_at"] is None else 2)
        keys.on_rotation("files", vault.reencrypt)
