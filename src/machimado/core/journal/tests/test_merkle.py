"""The tree against the definition of RFC 9162 2.1.1, written down once more as it stands there."""

from hypothesis import given
from hypothesis import strategies as st

from machimado.core.journal import merkle
from machimado.core.journal.merkle import Frontier, Range

sizes = st.integers(1, 130)


def leaves(count):
    return [merkle.leaf_hash(str(number).encode(), b"") for number in range(count)]


def mth(hashes):
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return merkle.node_hash(mth(hashes[:k]), mth(hashes[k:]))


def path(index, size):
    return [mth(leaves(size)[r.start : r.end]) for r in merkle.inclusion_ranges(index, size)]


def proof(old, new):
    return [mth(leaves(new)[r.start : r.end]) for r in merkle.consistency_ranges(old, new)]


@given(sizes)
def test_the_frontier_grows_to_the_root_of_the_definition(size):
    frontier = Frontier()
    for leaf in leaves(size):
        frontier.append(leaf)
    assert frontier.root() == mth(leaves(size))


@given(sizes)
def test_the_frontier_names_each_full_subtree_once(size):
    frontier, found = Frontier(), {}
    for leaf in leaves(size):
        for node, value in frontier.append(leaf):
            assert node not in found
            found[node] = value
    for (level, index), value in found.items():
        assert value == mth(leaves(size)[index << level : index + 1 << level])
    assert len(found) == sum(size >> level for level in range(1, 9))


@given(sizes, st.data())
def test_each_range_of_a_proof_is_made_of_full_subtrees(size, data):
    index = data.draw(st.integers(0, size - 1))
    for one in merkle.inclusion_ranges(index, size):
        parts = [
            mth(leaves(size)[node.place << node.level : node.place + 1 << node.level])
            for node in merkle.peaks_of(one)
        ]
        assert merkle.bag(parts) == mth(leaves(size)[one.start : one.end])


@given(sizes, st.data())
def test_an_inclusion_proof_leads_to_the_root(size, data):
    index = data.draw(st.integers(0, size - 1))
    leaf = leaves(size)[index]
    assert merkle.root_from_inclusion(leaf, index, size, path(index, size)) == mth(leaves(size))


@given(sizes, st.data())
def test_a_proof_for_another_leaf_place_or_path_leads_elsewhere(size, data):
    index = data.draw(st.integers(0, size - 1))
    good, root = path(index, size), mth(leaves(size))
    leaf = leaves(size)[index]
    assert merkle.root_from_inclusion(merkle.leaf_hash(b"x", b""), index, size, good) != root
    for step in range(len(good)):
        bad = [*good]
        bad[step] = bytes(32)
        assert merkle.root_from_inclusion(leaf, index, size, bad) != root
    assert merkle.root_from_inclusion(leaf, index, size, [*good, bytes(32)]) != root
    assert merkle.root_from_inclusion(leaf, index, size, good[:-1]) != root or not good
    for other in range(size):
        if other != index:
            assert merkle.root_from_inclusion(leaf, other, size, good) != root


@given(sizes, st.data())
def test_a_consistency_proof_shows_growth_and_nothing_else(new, data):
    old = data.draw(st.integers(1, new))
    old_root, new_root, steps = mth(leaves(old)), mth(leaves(new)), proof(old, new)
    assert merkle.consistent(old, old_root, new, new_root, steps)
    assert not merkle.consistent(old, bytes(32), new, new_root, steps)
    assert not merkle.consistent(old, old_root, new, bytes(32), steps)
    assert not merkle.consistent(old, old_root, new, new_root, [*steps, bytes(32)])


def test_the_empty_tree_is_the_hash_of_nothing():
    assert Frontier().root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert list(merkle.peaks_of(Range(0, 0))) == []
