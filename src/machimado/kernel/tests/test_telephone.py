import pytest

from machimado.kernel import telephone


@pytest.mark.parametrize(
    ("digits", "written"),
    [
        ("0224221111", "0224-22-1111"),
        ("0312345678", "03-1234-5678"),
        ("0222345678", "022-234-5678"),
        ("09012345678", "090-1234-5678"),
        ("05012345678", "050-1234-5678"),
        ("0120123456", "0120-123-456"),
        ("+442071838750", "+44 20 7183 8750"),
    ],
)
def test_a_number_gets_the_hyphens_of_its_area_code(digits: str, written: str) -> None:
    assert telephone.written(digits) == written


@pytest.mark.parametrize("digits", ["", "0000000000", "01", "+999123456789", "090-1234-567", "でんわ"])
def test_what_no_plan_knows_stays_as_it_is(digits: str) -> None:
    assert telephone.written(digits) == digits
