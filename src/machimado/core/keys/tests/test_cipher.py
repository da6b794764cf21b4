import pytest
from hypothesis import given
from hypothesis import strategies as st

from machimado.core.keys import cipher
from machimado.core.keys.keyring import Keyring
from machimado.kernel import clock

RING = Keyring.new(at=clock.now())


@given(st.binary(max_size=200), st.text(max_size=20))
def test_what_is_sealed_opens_for_its_purpose(plaintext, purpose):
    assert cipher.unseal(RING, cipher.seal(RING, plaintext, purpose=purpose), purpose=purpose) == plaintext


def test_one_flipped_bit_anywhere_is_unreadable():
    token = cipher.seal(RING, "髙橋".encode(), purpose="name")
    for place in range(len(token)):
        for bit in range(8):
            altered = bytearray(token)
            altered[place] ^= 1 << bit
            with pytest.raises(cipher.Unreadable):
                cipher.unseal(RING, bytes(altered), purpose="name")


def test_a_token_of_one_purpose_opens_for_no_other():
    token = cipher.seal(RING, b"x", purpose="name")
    with pytest.raises(cipher.Unreadable):
        cipher.unseal(RING, token, purpose="address")


def test_the_rotated_ring_still_opens_what_the_old_one_closed():
    token = cipher.seal(RING, b"x", purpose="name")
    rotated = RING.rotated(at=clock.now())
    assert cipher.unseal(rotated, token, purpose="name") == b"x"
    assert cipher.key_id(cipher.seal(rotated, b"x", purpose="name")) == rotated.active != RING.active


def test_blind_indexes_meet_only_for_the_same_value_and_purpose():
    assert cipher.index(RING, "1", purpose="a") == cipher.index(RING, "1", purpose="a")
    assert cipher.index(RING, "1", purpose="a") != cipher.index(RING, "1", purpose="b")
    assert cipher.index(RING, "1", purpose="a") != cipher.index(Keyring.new(at=clock.now()), "1", purpose="a")
