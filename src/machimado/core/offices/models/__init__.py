"""Officials and their appointments."""

from machimado.core.offices.models.appointment import Appointment
from machimado.core.offices.models.official import Official

__all__ = ["Appointment", "Official"]
