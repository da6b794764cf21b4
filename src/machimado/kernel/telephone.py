"""Telephone numbers as people read them. They are kept as digits, a leading + kept."""

import phonenumbers
from phonenumbers import PhoneNumberFormat

HERE = "JP"


def written(digits: str) -> str:
    """With the hyphens of its area code (総務省 電気通信番号計画): 0224221111 -> 0224-22-1111; a foreign one by its country's custom.

    A number that no plan knows stays as it is.
    """
    try:
        number = phonenumbers.parse(digits, HERE)
    except phonenumbers.NumberParseException:
        return digits
    if not phonenumbers.is_valid_number(number):
        return digits
    here = not digits.startswith("+")
    style = PhoneNumberFormat.NATIONAL if here else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)
