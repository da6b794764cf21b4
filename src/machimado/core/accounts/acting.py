"""Acting for another: a parent for a child, only as long as the register and 支援措置 allow it."""

import base64
from datetime import datetime

from django.http import HttpRequest

from machimado.core.accounts.identities import identity
from machimado.core.journal import api as journal
from machimado.core.keys import api as keys
from machimado.core.residents import api as residents
from machimado.kernel import clock
from machimado.kernel.age import age
from machimado.kernel.ref import Ref

SESSION_KEY = "acting_for"
PURPOSE = "accounts.acting"
KEPT = "_machimado_acting_for"
ADULT = 18


def acting_for(request: HttpRequest) -> str | None:
    """For whom this request acts. Asked anew at each request: the register may have changed meanwhile."""
    if not hasattr(request, KEPT):
        setattr(request, KEPT, _read(request))
    found: str | None = getattr(request, KEPT)
    return found


def choices(request: HttpRequest) -> list[residents.PersonView]:
    """The children for whom the person who is signed in may act today: they live with them (`may_act_for`)."""
    who, day = identity(request), clock.today()
    if who.person_number is None:
        return []
    viewer = residents.Viewer(kind="self", person=who.person_number, actor=who.actor, roles=who.roles)
    try:
        me, home = residents.at_home(viewer=viewer, at=day)
    except residents.NotFound:
        return []
    minors = [each for each in home.members if each != me and age(each.birth_date, day) < ADULT]
    return [each for each in minors if residents.may_act_for(me.number, each.number, at=day)]


def choose(request: HttpRequest, child: str, *, at: datetime) -> bool:
    """Act for a child from now on, journalled; False where it is not allowed, without saying why."""
    who = identity(request)
    if who.person_number is None or child not in {each.number for each in choices(request)}:
        return False
    token = base64.b64encode(keys.encrypt(child.encode(), purpose=PURPOSE)).decode()
    request.session[SESSION_KEY] = token
    journal.record("accounts.acted_for", by=who.actor, subject=Ref("person", child), at=at)
    _forget(request)
    return True


def stop(request: HttpRequest) -> None:
    """Act for oneself again."""
    request.session.pop(SESSION_KEY, None)
    _forget(request)


def _read(request: HttpRequest) -> str | None:
    me = identity(request).person_number
    token = request.session.get(SESSION_KEY)
    if me is None or token is None:
        return me
    child = keys.decrypt(base64.b64decode(token), purpose=PURPOSE).decode()
    if residents.may_act_for(me, child, at=clock.today()):
        return child
    stop(request)
    return me


def _forget(request: HttpRequest) -> None:
    if hasattr(request, KEPT):
        delattr(request, KEPT)
