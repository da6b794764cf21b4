"""Rows of the role × URL table: our own pages, and django-allauth's."""

from machimado.kernel.access import EVERYONE, OFFICIALS, RESIDENTS, SIGNED_IN, Access, Role

FORM = ("GET", "POST")
COUNTER = "市民課"

OURS = {
    "accounts:link": Access(RESIDENTS),
    "accounts:link_request": Access(RESIDENTS, methods=FORM),
    "accounts:link_requested": Access(RESIDENTS),
    "accounts:link_code": Access(RESIDENTS, methods=FORM),
    "accounts:link_counter": Access(RESIDENTS, methods=FORM),
    "accounts:link_end": Access(RESIDENTS, methods=FORM),
    "accounts:acting": Access(RESIDENTS, methods=FORM),
    "accounts:account": Access(RESIDENTS),
    "accounts_desk:login": Access(EVERYONE, methods=FORM),
    "accounts_desk:second_factor": Access(OFFICIALS),
    "accounts_desk:post": Access(OFFICIALS, methods=FORM),
    "accounts_desk:links": Access(frozenset({Role.RECEPTION}), methods=FORM, section=COUNTER),
    "accounts_desk:link_end": Access(frozenset({Role.RECEPTION}), methods=("POST",), section=COUNTER),
}

# At the entrance: who is signed in already is led on, who is in the middle of nothing is led back to the start.
ENTRANCE = {
    name: Access(EVERYONE, methods=FORM)
    for name in (
        "account_login",
        "account_logout",
        "account_signup",
        "account_reset_password",
        "account_email_verification_sent",
        "account_confirm_login_code",
        "mfa_authenticate",
        "mfa_login_webauthn",
    )
}
NOTICES = {
    name: Access(EVERYONE)
    for name in (
        "account_inactive",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
    )
}
OWN = {
    name: Access(SIGNED_IN, methods=FORM)
    for name in (
        "account_email",
        "account_change_password",
        "account_set_password",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn",
    )
}
LISTS = {
    name: Access(SIGNED_IN)
    for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn")
}
KEYS = {
    "account_reset_password_from_key": Access(
        EVERYONE, methods=FORM, sample={"uidb36": "nobody_uid", "key": "nobody_key"}
    ),
    # the sample belongs to a resident, so that officials meet a 404 as well
    "mfa_remove_webauthn": Access(RESIDENTS, owned=True, methods=FORM, sample={"pk": "other_passkey"}),
    "mfa_edit_webauthn": Access(RESIDENTS, owned=True, methods=FORM, sample={"pk": "other_passkey"}),
}
ROWS = {**OURS, **ENTRANCE, **NOTICES, **OWN, **LISTS, **KEYS}
