import json
import stat

import pytest

from machimado.core.keys import api, keyring, store
from machimado.kernel import clock


@pytest.fixture
def ring_file(settings, tmp_path):
    settings.MACHIMADO_KEYRING = tmp_path / "ring.json"
    return settings.MACHIMADO_KEYRING


def test_outside_production_a_ring_is_made_for_its_owner_alone(ring_file):
    assert api.decrypt(api.encrypt(b"x", purpose="p"), purpose="p") == b"x"
    assert stat.S_IMODE(ring_file.stat().st_mode) == 0o600


def test_production_makes_no_ring_by_itself(ring_file, settings):
    settings.MODE = "production"
    with pytest.raises(keyring.KeyringError, match="machimado keys create"):
        api.encrypt(b"x", purpose="p")


def test_a_ring_that_others_can_read_is_refused(ring_file):
    store.create(ring_file)
    ring_file.chmod(0o640)
    with pytest.raises(keyring.KeyringError, match="chmod 600"):
        api.encrypt(b"x", purpose="p")


def test_a_ring_rotated_by_another_process_is_noticed(ring_file):
    old = api.encrypt(b"x", purpose="p")
    keyring.save(keyring.load(ring_file).rotated(at=clock.now()), ring_file)
    assert not api.is_current(old)
    assert api.decrypt(old, purpose="p") == b"x"
    assert api.is_current(api.encrypt(b"x", purpose="p"))


def test_a_damaged_ring_is_named_and_never_used(ring_file):
    store.create(ring_file)
    good = ring_file.read_text()
    data = json.loads(good)
    first = next(iter(data["keys"]))
    damaged = [
        "",
        "{}",
        "[]",
        good[:-20],
        good.replace(data["index"], data["index"][:-8]),
        good.replace(data["keys"][first]["secret"], "?" + data["keys"][first]["secret"][1:]),
        good.replace(f'"active": "{first}"', '"active": "00000000"'),
    ]
    for text in damaged:
        ring_file.write_text(text)
        with pytest.raises(keyring.KeyringError, match="damaged"):
            keyring.load(ring_file)


def test_creating_never_replaces_a_ring(ring_file):
    store.create(ring_file)
    before = ring_file.read_bytes()
    store.create(ring_file)
    assert ring_file.read_bytes() == before
