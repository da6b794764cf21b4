"""What an account wishes, with the defaults where it has said nothing."""

from datetime import time
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction

from machimado.engines.messaging.models import Preference


def of(account_id: UUID) -> Preference:
    """The preferences of an account; unsaved defaults where there are none."""
    return Preference.objects.filter(account_id=account_id).first() or Preference(account_id=account_id)


@transaction.atomic
def change(
    account_id: UUID, *, language: str, email: bool, push: bool, quiet_from: time, quiet_until: time
) -> Preference:
    """Save what the account holder chose; the language is the account's own, for pages and messages alike."""
    get_user_model().objects.filter(pk=account_id).update(language=language)
    preference, _ = Preference.objects.update_or_create(
        account_id=account_id,
        defaults={"email": email, "push": push, "quiet_from": quiet_from, "quiet_until": quiet_until},
    )
    return preference
