"""A person of the register, and what the register says of them from a day on."""

from datetime import date

from django.db import models
from django.db.models import Q

from machimado.core.residents.models.dated import Dated
from machimado.kernel.names import Name
from machimado.kernel.wareki import VagueDate


class Person(models.Model):
    """One 宛名番号. It stays for ever; all that can change stands in dated rows beside it."""

    number = models.CharField("宛名番号", max_length=15, primary_key=True)
    row_digest = models.BinaryField(
        help_text="SHA-256 of the last row of a file, to see that nothing changed"
    )
    last_change = models.CharField(
        "最終異動", max_length=60, help_text="日付と事由: a row that repeats it is no new 異動"
    )
    recorded_at = models.DateTimeField("記録日時")

    class Meta:
        verbose_name = "住民"

    def __str__(self) -> str:
        return f"宛名番号 {self.number}"


class PersonVersion(Dated):
    """GIF 個人: names, birth, sex, parents and residence in the city, from a day on."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="versions")
    family = models.TextField("氏", blank=True)
    given = models.TextField("名", blank=True)
    family_kana = models.TextField("氏カナ", blank=True)
    given_kana = models.TextField("名カナ", blank=True)
    latin = models.TextField("英字", blank=True)
    alias = models.TextField("通称", blank=True)
    birth_date = models.DateField("生年月日")
    birth_written = models.TextField(
        "生年月日の表記", blank=True, help_text="昭和18年(月日不詳): only where it is not wholly known"
    )
    sex = models.CharField("性別", max_length=1, blank=True)
    nationality = models.TextField("国籍", blank=True)
    father = models.CharField("父宛名番号", max_length=15, blank=True)
    mother = models.CharField("母宛名番号", max_length=15, blank=True)
    resident_from = models.DateField(
        "住民となった日", null=True, help_text="None: since before the first load"
    )
    departed_on = models.DateField("消除日", null=True, help_text="first day on which no longer a resident")
    departure = models.CharField("消除事由", max_length=10, blank=True)
    written_key = models.TextField(help_text="for search: written forms, folded")
    sound_key = models.TextField(help_text="for search: reading, folded")

    class Meta:
        verbose_name = "個人"
        constraints = [
            models.CheckConstraint(
                condition=Q(departed_on=None) | Q(departed_on__gte=models.F("birth_date")),
                name="person_departs_after_birth",
            )
        ]
        indexes = [
            models.Index(fields=["father"], name="person_father"),
            models.Index(fields=["mother"], name="person_mother"),
        ]

    @property
    def birth(self) -> date:
        """The day of birth; a VagueDate where the register does not know it wholly."""
        return VagueDate.of(self.birth_date, self.birth_written) if self.birth_written else self.birth_date

    @property
    def name(self) -> Name:
        return Name(self.family, self.given, self.family_kana, self.given_kana, self.latin, self.alias)

    def __str__(self) -> str:
        return f"宛名番号 {self.person_id} ({self.valid_from}から)"
