"""Settings, all from the environment (prefix MACHIMADO_). docs/operations/settings.md explains each."""

import os
from pathlib import Path

import dj_database_url
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from machimado.config import city
from machimado.core.operations.logs import LOGGING  # noqa: F401 (a setting)

ROOT = Path(__file__).resolve().parents[3]


def env(name: str, default: str = "") -> str:
    return os.environ.get(f"MACHIMADO_{name}", default)


def flag(name: str, default: bool = False) -> bool:
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def one_of(name: str, *values: str) -> str:
    """One of these values, the first where none is given. A misspelt one must not pass for something harmless."""
    value = env(name, values[0])
    if value not in values:
        raise ImproperlyConfigured(f"MACHIMADO_{name} is {value!r}; it must be one of {', '.join(values)}.")
    return value


MODE = one_of("MODE", "demo", "production", "test")
DEMO = MODE == "demo"
FRONT = one_of("FRONT", "both", "residents", "officials")
VAR = Path(env("VAR", str(ROOT / "var")))
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
PACKS = [Path(p) for p in env("PACKS", f"{ROOT / 'packs/japan'}:{ROOT / 'packs/shiroishi'}").split(":")]
MACHIMADO_CITY = env("CITY", "白石市")
_CITY = city.of(PACKS)
MACHIMADO_CITY_ENGLISH = env("CITY_ENGLISH", _CITY["english"]) or MACHIMADO_CITY
MACHIMADO_TELEPHONE = env("TELEPHONE", _CITY["telephone"])
BASE_URL = env("BASE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")

SECRET_KEY = env("SECRET_KEY", "demo-only-secret-key-refused-in-production")
MACHIMADO_KEYRING = Path(env("KEYRING", str(VAR / "keyring.json")))
MACHIMADO_FILES = Path(env("FILES", str(VAR / "files")))
MACHIMADO_ROOTS = Path(env("ROOTS", str(VAR / "roots")))  # the journal's published roots, one JSON line each
MACHIMADO_SHREDS = Path(env("SHREDS", str(VAR / "shreds")))  # what was shredded, for a restore to replay
MACHIMADO_WORKER_THREAD = flag(
    "WORKER_THREAD", default=FRONT != "residents"
)  # jobs in the server's own process
MACHIMADO_JOB_LEASE = float(env("JOB_LEASE", "60"))  # seconds until a dead worker's outward job is freed
DEBUG = False
ALLOWED_HOSTS = env("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
if DEMO and os.environ.get("DEMO_PUBLIC") == "1":
    ALLOWED_HOSTS = ["*"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

CORE = [
    "keys",
    "jobs",
    "journal",
    "definitions",
    "files",
    "offices",
    "residents",
    "accounts",
    "lookup",
    "operations",
]
ENGINES = ["vocabulary", "rules", "messaging", "documents", "procedures", "guidance"]
ADAPTERS = ["smtp", "webpush"]
SERVICES = ["online_procedures", "childcare", "portal", "promotion"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "machimado.ui",
    *[f"machimado.core.{name}" for name in CORE],
    *[f"machimado.engines.{name}" for name in ENGINES],
    *[f"machimado.adapters.{name}" for name in ADAPTERS],
    *[f"machimado.services.{name}" for name in SERVICES],
    "allauth",  # after our rooms, whose templates go before its own
    "allauth.account",
    "allauth.mfa",
]
if DEMO or MODE == "test":
    INSTALLED_APPS.append("machimado.demo")

MIDDLEWARE = [
    "machimado.core.operations.logs.request_log",
    "machimado.core.accounts.middleware.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "machimado.ui.middleware.no_giant_request",
    "django.middleware.csrf.CsrfViewMiddleware",
    "machimado.ui.middleware.NoNull",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "machimado.core.accounts.middleware.throttles.Throttles",
    "machimado.ui.middleware.no_blank_page",
]

ROOT_URLCONF = {
    "both": "machimado.config.urls",
    "residents": "machimado.config.urls_residents",
    "officials": "machimado.config.urls_officials",
}[FRONT]
WSGI_APPLICATION = "machimado.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "machimado.ui.context.page",
                "machimado.core.accounts.context.account_frame",
            ]
        },
    }
]

DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'machimado.sqlite3'}")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=None)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "machimado.core.database.sqlite"
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["machimado.core.accounts.adapters.backend.DoorBackend"]
LOGIN_URL = "accounts_desk:login" if FRONT == "officials" else "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
OFFICIALS_HOME = "/desk/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "machimado.core.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email"]},
    },
]

ACCOUNT_ADAPTER = "machimado.core.accounts.adapters.account.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}

EMAIL_BACKEND = "machimado.engines.messaging.email.OutboxBackend"
DEFAULT_FROM_EMAIL = env("MAIL_FROM", "machimado@shiroishi.example")
MACHIMADO_SMTP_URL = env(
    "SMTP_URL"
)  # smtp://user:password@host:587?starttls=1; empty: the demo keeps mail in VAR
MACHIMADO_MAIL = Path(env("MAIL", str(VAR / "mail")))
MACHIMADO_SEAL = Path(env("SEAL", str(VAR / "seal")))
MACHIMADO_PUSH_ORIGINS = [o for o in env("PUSH_ORIGINS").split(",") if o]  # push services of one's own
MACHIMADO_VAPID = Path(env("VAPID", str(VAR / "push" / "vapid.pem")))

ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "machimado.core.accounts.sign_in_forms.LoginForm",
    "signup": "machimado.core.accounts.sign_in_forms.SignupForm",
    "reset_password": "machimado.core.accounts.sign_in_forms.ResetPasswordForm",
    "add_email": "machimado.core.accounts.sign_in_forms.AddEmailForm",
    "confirm_email_verification_code": "machimado.core.accounts.sign_in_forms.ConfirmEmailVerificationCodeForm",
}
MFA_FORMS = {
    "authenticate": "machimado.core.accounts.sign_in_forms.AuthenticateForm",
    "reauthenticate": "machimado.core.accounts.sign_in_forms.ReauthenticateForm",
    "activate_totp": "machimado.core.accounts.sign_in_forms.ActivateTOTPForm",
    "add_webauthn": "machimado.core.accounts.sign_in_forms.AddWebAuthnForm",
    "edit_webauthn": "machimado.core.accounts.sign_in_forms.EditWebAuthnForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = (
    True  # typed where one is: works when mail opens on another device
)
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = (
    False  # ours are in the database (accounts.middleware.throttles), so that all processes count
)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = BASE_URL.split(":")[0]
MFA_ADAPTER = "machimado.core.accounts.adapters.mfa.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "まちまど"
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = False
MFA_WEBAUTHN_USER_VERIFICATION = (
    "required"  # a passkey counts as two factors only with a PIN or a fingerprint
)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BASE_URL.startswith("https://")
MACHIMADO_PROXIES = int(env("PROXIES", "0"))  # trusted proxies before us, for the address in rate limits
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]

USE_TZ = True
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
LANGUAGE_CODE = "ja"
LANG_INFO["ja-easy"] = LANG_INFO["ja"] | {"code": "ja-easy", "name_local": "やさしい日本語"}
LANGUAGES = [("ja", "日本語"), ("ja-easy", "やさしい日本語"), ("en", "English")]

FORM_RENDERER = "machimado.ui.renderer.Renderer"
CSRF_FAILURE_VIEW = "machimado.ui.failures.forbidden"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
