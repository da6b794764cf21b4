"""The post in which an official acts: one section at a time, with all roles held there (兼務 chooses)."""

from dataclasses import dataclass

from django.http import HttpRequest

from machimado.core.offices import api as offices
from machimado.kernel import clock
from machimado.kernel.access import Role

SESSION_KEY = "acting_section"


@dataclass(frozen=True, slots=True)
class Post:
    """A section and the roles that an official holds there now."""

    section_key: str
    section_name: str
    roles: frozenset[Role]

    @property
    def roles_in_words(self) -> str:
        return "・".join(role.value for role in Role if role in self.roles)


def held(official_id: str) -> list[Post]:
    """Every post that an official holds now, by section."""
    found: dict[str, Post] = {}
    for each in offices.appointments(official_id, at=clock.now()):
        roles = found[each.section_key].roles if each.section_key in found else frozenset()
        found[each.section_key] = Post(each.section_key, each.section_name, roles | {each.role})
    return [found[key] for key in sorted(found)]


def acting(request: HttpRequest, official_id: str) -> Post | None:
    """The post chosen in this session, where it is still held; else the only or first one."""
    posts = held(official_id)
    chosen = request.session.get(SESSION_KEY)
    return next((post for post in posts if post.section_key == chosen), posts[0] if posts else None)


def choose(request: HttpRequest, official_id: str, section_key: str) -> bool:
    """Act in this section from now on; False where the official holds no post there."""
    if section_key not in {post.section_key for post in held(official_id)}:
        return False
    request.session[SESSION_KEY] = section_key
    return True


def name(official_id: str) -> str:
    official = offices.official(official_id)
    return official.name if official else ""
