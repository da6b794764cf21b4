"""Messages, their deliveries and attempts, letters to print, and what each account prefers."""

from machimado.engines.messaging.models.delivery import Attempt, Delivery, State
from machimado.engines.messaging.models.letter import Letter
from machimado.engines.messaging.models.message import Message
from machimado.engines.messaging.models.preference import Preference

__all__ = ["Attempt", "Delivery", "Letter", "Message", "Preference", "State"]
