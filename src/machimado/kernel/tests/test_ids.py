from machimado.kernel.ids import new_id


def test_ids_of_one_process_rise_strictly_and_are_version_7():
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
