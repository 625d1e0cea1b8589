"""Settings, all from the environment. ``docs/operate/settings.md`` is the table of them."""

import datetime as dt
import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from elevakt.config.house import APPS
from elevakt.config.outside import NotAllowed, outside_modules

PACKAGE = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("ELEVAKT_HOME", "var")).resolve()

IS_DEMO = os.environ.get("ELEVAKT_DEMO") == "1"
DEBUG = False
SECRET_KEY = os.environ.get("ELEVAKT_SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "ELEVAKT_SECRET_KEY saknas. Sätt den till minst 50 slumpmässiga tecken."
    )
# Keys that were used before: what they have signed or sealed is still known by them.
SECRET_KEY_FALLBACKS = os.environ.get("ELEVAKT_SECRET_KEY_BEFORE", "").split()
ALLOWED_HOSTS = os.environ.get("ELEVAKT_HOSTS", "127.0.0.1 localhost").split()
CSRF_TRUSTED_ORIGINS = os.environ.get("ELEVAKT_ORIGINS", "").split()
# The proxies that stand before us, whose word on who asks and how we believe; nobody else's.
PROXIES = os.environ.get("ELEVAKT_PROXIES", "").split()
IS_SECURE = os.environ.get("ELEVAKT_SECURE", "0" if IS_DEMO else "1") == "1"

# Only the demo and the tests may move the clock; anything else stops the start.
CLOCK_MOVED = dt.timedelta(seconds=int(os.environ.get("ELEVAKT_CLOCK_MOVED", "0")))
if CLOCK_MOVED and not IS_DEMO:
    raise ImproperlyConfigured("ELEVAKT_CLOCK_MOVED får bara sättas där ELEVAKT_DEMO=1.")

# ---- database --------------------------------------------------------------------------------
PREFIX = os.environ.get("ELEVAKT_PREFIX", "elevakt")
LOGIN = os.environ.get("ELEVAKT_LOGIN", "web")
UNPROTECTED_SCHEMAS = ("login",)
DATABASE_ROLE = {
    name: f"{PREFIX}_{name}"
    for name in ("owner", "scope", "staff", "family", "engine", "purge", "web", "test")
}
DATABASE_ROLE["base"] = DATABASE_ROLE["web"]


def _database() -> dict[str, Any]:
    options: dict[str, Any] = {
        # Prepared plans are what make row security cheap, and no value ever becomes SQL text.
        "server_side_binding": True,
        "prepare_threshold": 3,
        # Who asks is never in the question: a plan made anew for each value would be the same.
        # A policy looks dear to the planner, and compiling it takes seconds where running it takes
        # milliseconds.
        "options": "-c search_path=base -c plan_cache_mode=force_generic_plan -c jit=off",
        # A host that has died says nothing: without these it is waited for a quarter of an hour.
        "connect_timeout": 5,
        "keepalives_idle": 15,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 15_000,
    }
    if LOGIN == "web":
        # At least granian's blocking threads, or a request waits for a connection.
        size = int(os.environ.get("ELEVAKT_POOL", "8"))
        # A try to connect that fails is soon given up, and the next request tries anew: the pool's
        # own tries come twice as seldom each time, minutes after the database is back.
        options["pool"] = {"min_size": 1, "max_size": size, "timeout": 5, "reconnect_timeout": 2}
    elif LOGIN == "migrate":
        options["assume_role"] = DATABASE_ROLE["owner"]
    elif LOGIN == "test":
        options["assume_role"] = DATABASE_ROLE["web"]
    named = _named()
    hosts = named.pop("host", os.environ.get("PGHOST", ""))
    if "," in hosts:
        # One of them is the primary; which, each answers itself when it is asked.
        options["target_session_attrs"] = "read-write"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": named.pop("dbname", os.environ.get("PGDATABASE", "elevakt")),
        # Only a superuser can give everything back to the roles that owned it.
        "USER": os.environ.get("ELEVAKT_SUPERUSER", "postgres")
        if LOGIN == "restore"
        else f"{PREFIX}_{LOGIN}",
        "PASSWORD": os.environ.get(f"ELEVAKT_{LOGIN.upper()}_PASSWORD", named.pop("password", "")),
        "HOST": hosts,
        "PORT": named.pop("port", os.environ.get("PGPORT", "5432")),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options | named,
    }


def _named() -> dict[str, str]:
    """Return what `DATABASE_URL` says, as libpq reads it.

    Who logs in is not its to say, nor what a connection begins with.
    """
    try:
        named = conninfo_to_dict(os.environ.get("DATABASE_URL", ""))
    except ProgrammingError:
        # Without the reason, which quotes the address and a password in it.
        raise ImproperlyConfigured(
            "DATABASE_URL går inte att läsa. Skriv postgresql://värd:port/databas."
        ) from None
    return {name: str(value) for name, value in named.items() if name not in {"user", "options"}}


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- apps ------------------------------------------------------------------------------------
try:
    # Modules from other packages: each by the name of its entry point, and the app that it is.
    OUTSIDE = outside_modules(os.environ.get("ELEVAKT_MODULES", "").split())
except NotAllowed as reason:
    raise ImproperlyConfigured(str(reason)) from None
INSTALLED_APPS = [
    *APPS,
    *OUTSIDE.values(),
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
]
MIDDLEWARE = [
    "elevakt.doors.operation.middleware.noted",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "elevakt.foundation.ui.middleware.known_methods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "elevakt.foundation.ui.middleware.readable",
    "elevakt.doors.login.middleware.forgets",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "elevakt.foundation.ui.middleware.swedish_first",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "elevakt.doors.login.middleware.session_limits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "elevakt.foundation.ui.middleware.appearance",
    "elevakt.foundation.ui.middleware.page_headers",
    "elevakt.foundation.ui.middleware.partial_redirects",
    "elevakt.doors.home.middleware.ClassroomMiddleware",
    "elevakt.doors.login.middleware.ActorMiddleware",
]
ROOT_URLCONF = "elevakt.config.urls"
WSGI_APPLICATION = "elevakt.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "elevakt.foundation.ui.context.page",
                "elevakt.doors.home.views.chrome",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "elevakt.foundation.ui.templatetags.ui",
            ],
            # cotton and template-partials both rewrite plainly listed loaders, and the last
            # one wins in silence; hence their Simple configs and this list.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "elevakt.foundation.ui.loader.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
        },
    }
]
FORM_RENDERER = "elevakt.foundation.ui.forms.Renderer"

# ---- processes ---------------------------------------------------------------------------------
OWN_PROCESSES = Path(os.environ["ELEVAKT_PROCESSES"]) if "ELEVAKT_PROCESSES" in os.environ else None
if OWN_PROCESSES and not OWN_PROCESSES.is_dir():
    raise ImproperlyConfigured(
        f"ELEVAKT_PROCESSES är {OWN_PROCESSES}: det är ingen mapp. Skapa den, eller ta bort den."
    )

# ---- language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# ---- files -----------------------------------------------------------------------------------
STATIC_URL = "/static/"
# Made from the code at set-up, and so beside it: the same for every installation that it serves.
STATIC_ROOT = PACKAGE / "collected"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31536000
MESSAGE_STORAGE = "elevakt.foundation.ui.said.Said"

# ---- safety ----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
# By its name a browser takes a cookie from this very host over HTTPS, and from nobody else.
COOKIE_PREFIX = "__Host-" if IS_SECURE else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}elevakt"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_SECURE
# A session that is not used ends, and so does one that has lasted long enough. What was being
# written is a draft by then.
SESSION_COOKIE_AGE = int(os.environ.get("ELEVAKT_SESSION_IDLE", "60")) * 60
SESSION_LONGEST_SECONDS = int(os.environ.get("ELEVAKT_SESSION_LONGEST", "12")) * 60 * 60
SECURE_HSTS_SECONDS = 31536000 if IS_SECURE else 0
# Of this very host name: what is below elevakt.example.se, never beside it.
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LANGUAGE_COOKIE_SAMESITE = "Lax"
# What Django would have of an installation, and is for others to say: the proxy sends everybody to
# HTTPS, and the organiser answers for lists that browsers carry.
NOT_OURS = ("security.W008", "security.W021")

# ---- log-in ----------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "elevakt.doors.login.backend.PersonaBackend",
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "elevakt.doors.login.adapter.ClosedDoorAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "login:persona" if IS_DEMO else "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
# Long, and not one that everybody tries; what it is made of is the user's own business.
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "elevakt.doors.login.passwords.NotEverybodys"},
]
# Words that somebody who knows the organiser would try: her name, her schools', her place.
HOUSE_WORDS = os.environ.get("ELEVAKT_WORDS", "").split()
# Whether guardians and pupils need a second step as well; staff always do.
HOMES_NEED_SECOND_STEP = os.environ.get("ELEVAKT_HOMES_NEED_SECOND_STEP") == "1"
PASSWORD_RESET_TIMEOUT = 60 * 60
# A proof that it is still oneself holds so long for what must be done by nobody else.
PROOF_SECONDS = ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
# Requests of one person in a minute: many times what a hand does, and a twentieth of what a program
# can. Each process counts by itself.
MOST_A_MINUTE = int(os.environ.get("ELEVAKT_MOST_A_MINUTE", "300"))
# A school is one address to the outside, and logs in all at once at eight on a Monday: so tries are
# counted by user, five in five minutes, and by address only against a machine.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/h/key",
}
MFA_ADAPTER = "elevakt.doors.login.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # users have no addresses
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 10
MFA_TOTP_TOLERANCE = 1  # telephones are seldom a whole minute wrong
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Counted tries and codes that have been used: the same for every process on every host.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "short_memory",
    }
}

# ---- mail ------------------------------------------------------------------------------------
EMAIL_BACKEND = os.environ.get(
    "ELEVAKT_MAIL",
    "django.core.mail.backends.locmem.EmailBackend"
    if IS_DEMO
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_HOST = os.environ.get("ELEVAKT_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ELEVAKT_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ELEVAKT_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ELEVAKT_MAIL_PASSWORD", "")
EMAIL_TIMEOUT = 20
# Either way the server must show a certificate of its name that this machine trusts.
MAIL_TLS = os.environ.get("ELEVAKT_MAIL_TLS", "none" if EMAIL_HOST == "localhost" else "starttls")
if MAIL_TLS not in {"none", "starttls", "tls"}:
    raise ImproperlyConfigured("ELEVAKT_MAIL_TLS är starttls, tls eller none.")
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_TLS == "starttls", MAIL_TLS == "tls"
DEFAULT_FROM_EMAIL = os.environ.get("ELEVAKT_MAIL_FROM", "elevakt@example.se")
# Where the house answers, for those who are told by mail that there is something to read.
ADDRESS = os.environ.get("ELEVAKT_ADDRESS", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/")

# ---- log ---------------------------------------------------------------------------------------
# Lines of JSON, without a name, an address that was asked for or what an error said.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "elevakt.config.logs.json_lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "elevakt.request": {"level": "WARNING" if IS_DEMO else "INFO"},
        "elevakt.entering": {"level": "ERROR" if IS_DEMO else "INFO"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
# Who may read the figures about views and jobs; nobody until it is set.
METRICS_TOKEN = os.environ.get("ELEVAKT_METRICS_TOKEN", "")
