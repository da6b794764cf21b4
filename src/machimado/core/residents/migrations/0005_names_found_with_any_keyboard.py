from django.db import migrations, transaction

from machimado.kernel.names import Name

CHUNK = 2_000
NAMES = ("family", "given", "family_kana", "given_kana", "latin", "alias")


def renew_keys(apps, schema_editor):
    """The keys by which names with diacritics are found. Each chunk is whole by itself: broken off, it is begun again."""
    using = schema_editor.connection.alias
    versions = apps.get_model("residents", "PersonVersion").objects.using(using)
    last = 0
    while chunk := list(versions.filter(pk__gt=last).order_by("pk").only("written_key", *NAMES)[:CHUNK]):
        last = chunk[-1].pk
        with transaction.atomic(using=using):
            versions.bulk_update(list(_changed(chunk)), ["written_key"], batch_size=250)


def _changed(versions):
    for version in versions:
        written = Name(*(getattr(version, name) for name in NAMES)).search_keys()[0]
        if written != version.written_key:
            version.written_key = written
            yield version


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("residents", "0004_whole_indexes_of_parents")]

    operations = [migrations.RunPython(renew_keys, migrations.RunPython.noop, elidable=True)]
