"""One way by which a message goes out, and each attempt at it."""

from datetime import datetime

from django.db import models

from machimado.core.keys.fields import EncryptedJSONField
from machimado.kernel.ids import new_id


class State(models.TextChoices):
    """How far a delivery has come."""

    WAITING = "waiting", "待ち"
    SENDING = "sending", "送信中"
    DELIVERED = "delivered", "送達"
    FAILED = "failed", "失敗"
    UNKNOWN = "unknown", "不明"
    WITHDRAWN = "withdrawn", "取りやめ"


class Delivery(models.Model):
    """A message on one channel to one target, or a mail of the login pages, which has no message."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(
        "messaging.Message", on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries"
    )
    channel = models.CharField(max_length=20)
    payload = EncryptedJSONField(purpose="messaging.payload", null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["state", "created_at"], name="deliveries_by_state")]

    def __str__(self) -> str:
        return f"{self.channel} {self.id}"

    @property
    def key(self) -> str:
        """The same at every attempt: what Message-ID and Topic are made of."""
        return self.id.hex

    def begin(self, *, at: datetime) -> "Attempt":
        """Note that an attempt starts. One that never ended (a kill) has an unknown outcome."""
        self.attempts.filter(ended_at=None).update(ended_at=at, outcome=State.UNKNOWN)
        self.state = State.SENDING
        self.save(update_fields=["state"])
        return Attempt.objects.create(delivery=self, number=self.attempts.count() + 1, started_at=at)

    def end(self, state: State, *, at: datetime, note: str = "") -> None:
        """The delivery stands; what was said is not kept a second time."""
        self.state, self.ended_at, self.note, self.payload = state, at, note[:200], None
        self.save(update_fields=["state", "ended_at", "note", "payload"])

    def hold(self, *, until: datetime) -> None:
        """It would come within the quiet hours: it waits for their end."""
        self.state, self.not_before = State.WAITING, until
        self.save(update_fields=["state", "not_before"])

    def pause(self, state: State, *, note: str) -> None:
        """An attempt did not go through; another will follow."""
        self.state, self.note = state, note[:200]
        self.save(update_fields=["state", "note"])


class Attempt(models.Model):
    """One try, with its outcome: 送達, 失敗, or 不明 where the answer was lost."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=State.choices, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "number"], name="attempts_are_numbered")]

    def __str__(self) -> str:
        return f"{self.delivery_id} #{self.number}"

    def end(self, outcome: State, *, at: datetime) -> None:
        self.outcome, self.ended_at = outcome, at
        self.save(update_fields=["outcome", "ended_at"])
