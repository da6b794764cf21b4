"""From a request to an identity."""

from django.http import HttpRequest

from machimado.core.accounts import links, posts, second_factor
from machimado.core.accounts.models import Account
from machimado.core.accounts.outward import Identity, Level
from machimado.kernel.access import Role
from machimado.kernel.ref import Ref

KEPT = "_machimado_identity"


def identity(request: HttpRequest) -> Identity:
    """Read once a request; signing in or out within the request makes it be read again."""
    user = getattr(request, "user", None)
    key = str(user.pk) if user is not None and user.is_authenticated else None
    kept = getattr(request, KEPT, None)
    if kept is None or kept[0] != key:
        kept = (key, _read(request, user) if isinstance(user, Account) or key else Identity())
        setattr(request, KEPT, kept)
    found: Identity = kept[1]
    return found


def forget(request: HttpRequest) -> None:
    """After a change of links or posts within the request: ask again."""
    vars(account_of(request)).pop("linked_to", None)
    if hasattr(request, KEPT):
        delattr(request, KEPT)


def account_of(request: HttpRequest) -> Account:
    """The account that is signed in."""
    return _as_account(request.user)


def _read(request: HttpRequest, user: object) -> Identity:
    account = _as_account(user)
    if account.is_official:
        return _official(request, account)
    number = links.person_known(account)
    return Identity(
        account_id=str(account.pk),
        actor=Ref("resident", str(account.pk)),
        person_number=number,
        level=Level.LINKED if number else Level.EMAIL,
        roles=frozenset({Role.RESIDENT}),
        language=account.language,
    )


def _as_account(user: object) -> Account:
    """The account behind request.user, which is a lazy proxy."""
    account = getattr(user, "_wrapped", user)
    return account if isinstance(account, Account) else Account.objects.get(pk=user.pk)  # type: ignore[attr-defined]


def _official(request: HttpRequest, account: Account) -> Identity:
    """An official without the second factor, or without a post, holds no role at all."""
    official_id = str(account.official_id)
    post = posts.acting(request, official_id) if second_factor.passed(request, account) else None
    return Identity(
        account_id=str(account.pk),
        actor=Ref("official", official_id),
        official_id=official_id,
        level=Level.LINKED,
        roles=post.roles if post else frozenset(),
        sections=frozenset({post.section_key}) if post else frozenset(),
        language=account.language,
        name=posts.name(official_id),
    )
