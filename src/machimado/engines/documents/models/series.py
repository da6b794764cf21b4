"""文書番号: one series for each sign and fiscal year, without gaps."""

from django.db import models, transaction


class Series(models.Model):
    """The last number given in a series. It moves in the transaction that issues: what fails leaves no gap."""

    sign = models.CharField("記号", max_length=20)
    fiscal_year = models.PositiveIntegerField("年度")
    last = models.PositiveIntegerField("最後の番号", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sign", "fiscal_year"], name="one_series_of_a_sign_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.sign} {self.fiscal_year}"

    @classmethod
    @transaction.atomic(durable=False)
    def moved(cls, sign: str, fiscal_year: int) -> "Series":
        """The series with its next number taken; whoever else asks waits until this transaction ends."""
        cls.objects.bulk_create([cls(sign=sign, fiscal_year=fiscal_year)], ignore_conflicts=True)
        series = cls.objects.select_for_update().get(sign=sign, fiscal_year=fiscal_year)
        series.last += 1
        series.save(update_fields=["last"])
        return series
