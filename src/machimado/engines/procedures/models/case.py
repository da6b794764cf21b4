"""The case: one request before the city, from arrival to its end."""

from datetime import date

from django.db import models

from machimado.kernel.ids import new_id


class State(models.TextChoices):
    """Where a case stands. It follows from the records beside the case; the column only repeats it for lists."""

    ARRIVED = "到達"
    EXAMINED = "審査中"
    CORRECTING = "補正待ち"
    PROPOSED = "決裁待ち"
    DECIDED = "決定"
    DONE = "完了"
    WITHDRAWN = "取下げ"


OPEN = (State.ARRIVED, State.EXAMINED, State.CORRECTING, State.PROPOSED)


class Case(models.Model):
    """事案: whose, which procedure in which edition, with which section, due when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=12, unique=True)
    draft = models.UUIDField(unique=True, null=True)
    account = models.CharField(max_length=64, blank=True)
    person = models.CharField(max_length=32)
    procedure = models.CharField(max_length=200)
    edition = models.UUIDField()
    section = models.CharField(max_length=100)
    channel = models.CharField(max_length=10)
    needs_decision = models.BooleanField()
    arrived_on = models.DateField()
    filed_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ARRIVED)
    official = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["section", "state", "due_on"]),
            models.Index(fields=["person", "-filed_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def derived_state(self) -> State:
        """The state that the records tell."""
        if hasattr(self, "withdrawal"):
            return State.WITHDRAWN
        if hasattr(self, "decision"):
            return State.DECIDED
        if self.corrections.filter(answered_at=None, lifted_at=None).exists():
            return State.CORRECTING
        if self.proposals.filter(returned_at=None).exists():
            return State.PROPOSED
        if not hasattr(self, "acceptance"):
            return State.ARRIVED
        return State.EXAMINED if self.needs_decision else State.DONE

    def settle(self, *, due_on: date | None = None) -> None:
        """Bring the columns for lists in line with the records; called by every verb that adds one, before it journals the
        case in its new version.
        """
        self.state = self.derived_state()
        self.due_on = due_on or self.due_on
        self.version += 1
        self.save(update_fields=["state", "due_on", "official", "version"])
