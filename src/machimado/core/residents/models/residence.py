"""Where a person lives, since when."""

from django.db import models

from machimado.core.residents.models.dated import Dated
from machimado.core.residents.models.person import Person
from machimado.kernel.address import Address


class Residence(Dated):
    """住所 from a day on. It leaves this package only through `disclosure`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    postal_code = models.CharField("郵便番号", max_length=8, blank=True)
    prefecture = models.TextField("都道府県", blank=True)
    municipality = models.TextField("市区町村", blank=True)
    town = models.TextField("町字", blank=True)
    street = models.TextField("番地", blank=True)
    building = models.TextField("方書", blank=True)

    class Meta:
        verbose_name = "住所"

    @property
    def address(self) -> Address:
        return Address(
            self.postal_code, self.prefecture, self.municipality, self.town, self.street, self.building
        )

    def __str__(self) -> str:
        return f"住所 of {self.person_id} ({self.valid_from}から)"
