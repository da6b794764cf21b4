"""Who signs in."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from machimado.kernel import clock
from machimado.kernel.ids import new_id


class Kind(models.TextChoices):
    RESIDENT = "resident", "住民"
    OFFICIAL = "official", "職員"


class AccountManager(BaseUserManager["Account"]):
    def with_link(self) -> "models.QuerySet[Account]":
        """Each with the person and the way of its open link, in the same question to the database."""
        opened = models.FilteredRelation("links", condition=models.Q(links__ended_at=None))
        return self.annotate(opened=opened).annotate(
            linked_to=models.F("opened__person_number"), linked_by=models.F("opened__way")
        )

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """A login of a resident or of an official; what it may do follows from its links, not from itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField("メールアドレス", unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.RESIDENT)
    official = models.OneToOneField(
        "offices.Official", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    language = models.CharField("ことば", max_length=10, default="ja")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=Kind.OFFICIAL, official__isnull=False)
                | models.Q(kind=Kind.RESIDENT, official__isnull=True),
                name="only_officials_accounts_have_an_official",
            )
        ]

    @property
    def is_official(self) -> bool:
        return self.kind == Kind.OFFICIAL
