"""What people type comes out in one form; what is wrong is said and kept."""

from datetime import date

import pytest
from django import forms

from machimado.ui import errors, fields, postal, widgets
from machimado.ui.templatetags.ui import errors_of


class Application(forms.Form):
    born = fields.EraDateField(label="生年月日", help_text="例：平成 2 年 4 月 1 日")
    postal_code = fields.PostalCodeField(fills="address")
    phone = fields.PhoneField(label="電話番号", required=False)
    reading = fields.KanaField(label="ふりがな", required=False)
    income = fields.MoneyField(label="金額", required=False)
    kind = forms.ChoiceField(label="種別", choices=[("a", "あ"), ("b", "い")], widget=widgets.RadioChoices)


TYPED = {
    "born_era": "R",
    "born_year": "元",
    "born_month": "５月",
    "born_day": "1",
    "postal_code": "〒９８９－０２９２",
    "phone": "０２２４（22）1111",
    "reading": "しろいし ﾊﾅｺ",
    "income": "１５，０００円",
    "kind": "a",
}


def test_accepts_what_people_type():
    form = Application(TYPED)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "born": date(2019, 5, 1),
        "postal_code": "9890292",
        "phone": "0224221111",
        "reading": "シロイシ　ハナコ",
        "income": 15000,
        "kind": "a",
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"born_era": "S", "born_year": "64", "born_month": "1", "born_day": "8"}, "昭和64年1月7日まで"),
        ({"born_month": "2", "born_day": "30", "born_year": "7"}, "2月30日"),
        ({"born_month": ""}, "月を入力"),
        ({"born_year": "ことし"}, "年は数字で"),
    ],
)
def test_a_wrong_date_stays_as_typed_and_says_why(typed, said):
    form = Application(TYPED | typed)
    assert said in form.errors["born"][0]
    for name, value in typed.items():
        html = str(form["born"])
        assert (f'value="{value}" selected' if name == "born_era" else f'name="{name}"') in html
        assert not value or f'value="{value}"' in html


def test_western_years_and_initial_dates():
    assert Application(TYPED | {"born_era": "AD", "born_year": "1990"}).fields
    form = Application(TYPED | {"born_era": "AD", "born_year": "1990"})
    assert form.is_valid()
    assert form.cleaned_data["born"] == date(1990, 5, 1)
    assert widgets.EraDateWidget().decompress(date(2019, 4, 30)) == ["H", "31", "4", "30"]


def test_every_description_that_a_control_names_exists():
    html = str(Application({}))
    import re

    ids = set(re.findall(r'\bid="([^"]+)"', html))
    named = {i for group in re.findall(r'aria-describedby="([^"]+)"', html) for i in group.split()}
    assert named
    assert named <= ids
    linked = set(re.findall(r'href="#([^"]+)"', html))
    assert linked
    assert linked <= ids


def test_the_summary_leads_to_the_first_control_of_a_group():
    found = {p.label: p.anchor for p in errors.collect(Application({}))}
    assert found["生年月日"] == "id_born_0"
    assert found["種別"] == "id_kind_0"
    assert found["郵便番号"] == "id_postal_code"


def test_postal_codes_with_one_several_and_no_places():
    assert [p.municipality for p in postal.places("9890292")] == ["白石市"]
    assert len(postal.places("4980000")) == 2
    assert postal.places("0000000") == []


def test_a_form_made_of_forms_says_its_errors_too():
    class Whole:
        forms = [Application({}), Application(TYPED)]  # noqa: RUF012

    assert len(errors.collect(Whole.forms)) == len(errors.collect(Whole.forms[0])) > 0
    assert errors_of(Whole())
    assert not errors_of(None)


def test_no_box_holds_words_of_its_own():
    class Sign(forms.Form):
        code = forms.CharField(widget=forms.TextInput({"placeholder": "コード"}))

    assert "placeholder" not in str(Sign())


def test_what_is_missing_is_named_with_its_example():
    class Asked(forms.Form):
        mail = forms.CharField(label="メールアドレス", help_text="例：hanako@example.jp")
        kind = forms.CharField(label="お仕事はどれですか")

    said = "メールアドレスを入力してください。例：hanako@example.jp"
    assert [(p.label, p.message) for p in errors.collect(Asked({}))] == [
        ("メールアドレス", said),
        ("お仕事はどれですか", "入力してください。"),
    ]
    assert str(Asked({})).count(said) == 2  # the same sentence in the summary and at the field
