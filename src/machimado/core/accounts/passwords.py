"""What is asked of a password, in our words."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("%(n)s文字以上にしてください。") % {"n": self.min_length}

    def get_help_text(self) -> str:
        return self.get_error_message()
