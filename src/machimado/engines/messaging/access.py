"""Who may open what."""

from machimado.kernel.access import RESIDENTS, Access, Role

POST_ROOM = frozenset({Role.RECEPTION, Role.ADMINISTRATION})
ROWS = {
    "messaging:inbox": Access(allowed=RESIDENTS),
    "messaging:reading": Access(
        allowed=RESIDENTS, owned=True, sample={"message_id": "other_message"}, methods=("POST",)
    ),
    "messaging:preferences": Access(allowed=RESIDENTS, methods=("GET", "POST")),
    "messaging_desk:letters": Access(allowed=POST_ROOM),
    "messaging_desk:batch": Access(allowed=POST_ROOM, methods=("POST",)),
    "messaging_desk:printed": Access(allowed=POST_ROOM, methods=("POST",)),
}
