"""Who may what: the portal's rows of the role × URL table."""

from machimado.kernel.access import EVERYONE, OFFICIALS, RESIDENTS, Access

ROWS = {
    "portal:home": Access(allowed=EVERYONE),
    "portal:life_events": Access(allowed=EVERYONE),
    "portal:life_event": Access(allowed=EVERYONE, sample={"key": "life_event"}),
    "portal:search": Access(allowed=EVERYONE),
    "portal:news": Access(allowed=EVERYONE),
    "portal:news_item": Access(allowed=EVERYONE, sample={"name": "news"}),
    "portal:contact": Access(allowed=EVERYONE),
    "portal:page": Access(allowed=EVERYONE, sample={"name": "page"}),
    "portal:my": Access(allowed=RESIDENTS),
    "portal:put_away": Access(
        allowed=RESIDENTS, owned=True, sample={"due_id": "other_due"}, methods=("POST",)
    ),
    "portal:bring_back": Access(
        allowed=RESIDENTS, owned=True, sample={"due_id": "other_due"}, methods=("POST",)
    ),
    "portal:looks": Access(allowed=RESIDENTS),
    "portal_desk:home": Access(allowed=OFFICIALS),
}
