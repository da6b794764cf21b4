from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "machimado.core.files"
    label = "files"

    def ready(self) -> None:
        from machimado.core.files import entries, jobs, storing, vault  # noqa: F401
        from machimado.core.journal import api as journal
        from machimado.core.keys import api as keys

        for entry in entries.ENTRIES:
            journal.register(entry)
        journal.attest("file", storing.attested, removal=("files.removed", "file"))
        keys.on_rotation("files", vault.reencrypt)
