"""What is this portal told by its surroundings? Each variable is read once, here."""

import os
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

KNOWN = {
    "BACKUP_KEY", "BACKUP_KEY_FILE", "BIND", "DEBUG", "EMAIL_FROM", "EMAIL_URL", "HOSTS", "LEASE_SECONDS", "ORIGIN",
    "S3_BUCKET", "S3_ENDPOINT", "SECRET_KEY", "SECRET_KEY_FILE", "SIGNING_KEY_FILE", "SMS_KEY", "SMS_KEY_FILE",
    "SMS_PRICE", "SMS_SENDER", "SMS_USER", "SWEEP_SECONDS", "TRUSTED_PROXIES", "TSA_URL", "VAR", "VERSION",
}  # fmt: skip
unknown = sorted(name for name in os.environ if name.startswith("KIKAO_") and name[6:] not in KNOWN)
if unknown:
    raise ImproperlyConfigured(f"{unknown[0]} is no setting of Kikao; the settings are listed in .env.example.")


def secret(name: str) -> str:
    """A secret from the environment or from the file that NAME_FILE names; empty where neither is given."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return os.environ.get(name, "")
    try:
        return Path(path).read_text().strip()
    except OSError as wrong:
        raise ImproperlyConfigured(f"{name}_FILE names {path}, which cannot be read: {wrong.strerror}.") from None


def number(name: str, default: int) -> int:
    """A whole number from the environment."""
    value = os.environ.get(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def yes(name: str, default: bool = False) -> bool:
    """A yes or no from the environment."""
    value = os.environ.get(name, "").lower()
    if value not in {"", "0", "1", "true", "false", "yes", "no", "on", "off"}:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")
    return value in {"1", "true", "yes", "on"} if value else default


DEBUG = yes("KIKAO_DEBUG")
TESTING = "pytest" in sys.modules
VERSION = os.environ.get("KIKAO_VERSION", "1.0")
VAR = Path(os.environ.get("KIKAO_VAR", BASE_DIR / "var")).resolve()
PORT = number("PORT", 8000)
BIND = os.environ.get("KIKAO_BIND", "127.0.0.1")
IS_LOOPBACK = BIND in {"127.0.0.1", "::1", "localhost"}
ORIGIN = os.environ.get("KIKAO_ORIGIN", f"http://localhost:{PORT}").rstrip("/")
IS_HTTPS = ORIGIN.startswith("https://")
if not ORIGIN.startswith(("http://", "https://")):
    raise ImproperlyConfigured(f"KIKAO_ORIGIN must begin with http:// or https://, not {ORIGIN!r}.")
_host = ORIGIN.split("://", 1)[1].rsplit(":", 1)[0]
ALLOWED_HOSTS = [h for h in os.environ.get("KIKAO_HOSTS", "").split(",") if h] or [_host, "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [ORIGIN]

SECRET_KEY = secret("KIKAO_SECRET_KEY")
if not SECRET_KEY:
    kept = VAR / "secrets" / "secret_key"
    SECRET_KEY = kept.read_text().strip() if kept.is_file() else ""
if not SECRET_KEY and (DEBUG or TESTING):
    SECRET_KEY = "only-for-debugging-and-tests-" + "0123456789" * 4
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured(
        "KIKAO_SECRET_KEY is missing or too weak: give one of at least 50 signs, or start with bin/run, which makes it."
    )
SIGNING_KEY_FILE = Path(os.environ.get("KIKAO_SIGNING_KEY_FILE", VAR / "secrets" / "signing.pem"))
BACKUP_KEY = secret("KIKAO_BACKUP_KEY")
if not BACKUP_KEY and (VAR / "secrets" / "backup_key").is_file():
    BACKUP_KEY = (VAR / "secrets" / "backup_key").read_text().strip()
TSA_URL = os.environ.get("KIKAO_TSA_URL", "")

INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "portal.jobs.apps.JobsConfig",
    "forums.apps.ForumsConfig",
    "members.apps.MembersConfig",
    "documents.apps.DocumentsConfig",
    "meetings.apps.MeetingsConfig",
    "actionplans.apps.ActionPlansConfig",
    "reports.apps.ReportsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "guardian",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.compression.CompressedPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "members.middleware.SpokenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.middleware.SessionLimitsMiddleware",
    "members.middleware.SecondFactorMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "members.context.header",
            ],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'kikao.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = 60
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "")
LEASE_SECONDS = number("KIKAO_LEASE_SECONDS", 60)
SWEEP_SECONDS = number("KIKAO_SWEEP_SECONDS", 10)
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}}

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["members.signing_in.PortalBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "members.signing_in.PortalAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"]  # nobody signs up; it opens the pages that change the number
ACCOUNT_LOGIN_BY_CODE_ENABLED = True  # by SMS, and for members alone: members/forms/entrance.py
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 10 * 60
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_FORMS = {
    "login": "members.forms.entrance.SignInForm",
    "request_login_code": "members.forms.entrance.CodeForm",
    "reset_password": "members.forms.entrance.ForgottenForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Kikao: "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # the portal writes to nobody whom it does not know
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # members/asking_again.py
ALLAUTH_TRUSTED_PROXY_COUNT = number("KIKAO_TRUSTED_PROXIES", 0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_LOOPBACK and not IS_HTTPS  # browsers allow passkeys on http://localhost
MFA_TOTP_ISSUER = "Kikao"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off, and a weak line as slow (RFC 6238, 5.2)
MFA_ADAPTER = "members.signing_in.SecondFactorAdapter"
USERSESSIONS_TRACK_ACTIVITY = False
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # grants are read by forums/access.py, never by an authentication backend

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = 30 * 60
SESSION_LONGEST_SECONDS = 12 * 60 * 60
SESSION_COOKIE_AGE = SESSION_LONGEST_SECONDS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.errors.csrf_failed"
if IS_HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME = "__Host-session", "__Host-csrf", "__Host-language"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 63072000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
LANGUAGE_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = [
    "portal.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("sw", _("Kiswahili"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Africa/Nairobi"
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(MEDIA_ROOT)}},
    "staticfiles": {"BACKEND": "portal.static_files.HashedStaticFiles"},
}
if os.environ.get("KIKAO_S3_BUCKET"):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": os.environ["KIKAO_S3_BUCKET"],
            "endpoint_url": os.environ.get("KIKAO_S3_ENDPOINT") or None,
            "default_acl": "private",
            "querystring_auth": True,
        },
    }
if DEBUG or TESTING:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

OUTBOX = VAR / "outbox"  # where letters and texts lie while no service is set up
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("KIKAO_EMAIL_FROM", f"kikao@{_host}")
if os.environ.get("KIKAO_EMAIL_URL"):
    vars().update(env.email_url("KIKAO_EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = OUTBOX

SMS_USER, SMS_KEY = os.environ.get("KIKAO_SMS_USER", ""), secret("KIKAO_SMS_KEY")
SMS_SENDER = os.environ.get("KIKAO_SMS_SENDER", "")
if bool(SMS_USER) != bool(SMS_KEY):
    raise ImproperlyConfigured("KIKAO_SMS_USER and KIKAO_SMS_KEY belong together: give both or neither.")
try:
    SMS_PRICE = Decimal(os.environ["KIKAO_SMS_PRICE"]) if os.environ.get("KIKAO_SMS_PRICE") else None
except InvalidOperation:
    raise ImproperlyConfigured("KIKAO_SMS_PRICE must be the price of one part in shillings, such as 0.80.") from None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
