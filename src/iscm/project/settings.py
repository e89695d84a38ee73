"""Django's settings. What an operator may change comes from the environment (`environment.py`), nothing else does."""

import os
import sys
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from iscm.project import databases, environment, services

try:
    environ = environment.with_files(os.environ)
    DATA_DIR = environment.data_dir(environ)
    SECRET_KEY = environment.secret_key(environ, DATA_DIR)
    DEBUG = environment.parse_flag("DEBUG", environ.get("DEBUG", ""))
    BEHIND_HTTPS = environment.parse_flag("BEHIND_HTTPS", environ.get("BEHIND_HTTPS", ""))
    SITE_URL = environment.site_url(environ.get("SITE_URL", ""))
    API_LIMIT = environment.number("API_LIMIT", environ.get("API_LIMIT", "600"))
    CONTACT = environment.contact(environ.get("CONTACT", ""))
    CLAMD = environment.scanner(environ.get("CLAMD", ""))
    MAIL = services.mail(environ.get("EMAIL_URL", ""), DATA_DIR / "mail")
    SIGN_IN_PROVIDERS = services.sign_in_provider(
        environ.get("OIDC_NAME", ""),
        environ.get("OIDC_ISSUER", ""),
        environ.get("OIDC_CLIENT_ID", ""),
        environ.get("OIDC_CLIENT_SECRET", ""),
    )
    SEARCH_ENGINE = services.search_engine(environ.get("SEARCH_URL", ""), environ.get("SEARCH_CA", ""))
    # What may ask how often, and who is believed about whom (`doors/`).
    TRUSTED_PROXIES = environment.networks("TRUSTED_PROXIES", environ.get("TRUSTED_PROXIES", ""))
    LIMIT_FACTOR = environment.number("LIMIT_FACTOR", environ.get("LIMIT_FACTOR", "1"))
    LIMIT_FREE = environment.networks("LIMIT_FREE", environ.get("LIMIT_FREE", "127.0.0.0/8,::1"))
    SECURITY_CONTACT = environment.security_contact(environ.get("SECURITY_CONTACT", ""))
    usual_format = "text" if sys.stderr and sys.stderr.isatty() else "json"
    LOG_FORMAT = environment.one_of("LOG_FORMAT", environ.get("LOG_FORMAT") or usual_format, ("json", "text"))
    LOG_LEVEL = environment.one_of("LOG_LEVEL", environ.get("LOG_LEVEL") or "info", ("info", "warning", "error"))
    METRICS_TOKEN = environ.get("METRICS_TOKEN", "")
    METRICS_FROM = environment.networks("METRICS_FROM", environ.get("METRICS_FROM", ""))
    PRIMARY, REPLICAS = databases.databases(environ, DATA_DIR)
    REPLICA_LAG = environment.number("REPLICA_LAG", environ.get("REPLICA_LAG", "10"))
except environment.SettingError as error:
    raise ImproperlyConfigured(str(error)) from None
except OSError as error:
    raise ImproperlyConfigured(f"DATA_DIR cannot be written: {error}") from None

DATABASES = {"default": PRIMARY}
# What publications and open data say of themselves.
PUBLISHER = environment.publisher(environ.get("PUBLISHER") or environment.PUBLISHER)
LICENCE = environ.get("LICENCE") or environment.LICENCE

ALLOWED_HOSTS = [
    host for host in environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").replace(" ", "").split(",") if host
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    # Before the libraries whose templates it replaces.
    "iscm.desk",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "iscm.register",
    "iscm.website",
    "iscm.api",
]
# Where the server processes write down their figures (`iscm serve` sets it), so that each can tell those of all.
METRICS_FOLDER = os.getenv("PROMETHEUS_MULTIPROC_DIR", "")
MIDDLEWARE = [
    "iscm.project.front.front.Front",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "iscm.project.middleware.without_nul",
    "iscm.project.doors.paying.Doors",
    "iscm.api.edge.api_edge",
    "iscm.project.policy.Policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Inside what frames every answer, outside all that asks the database.
    "iscm.project.databases_gone.Gone",
    "iscm.project.databases_routing.Reading",
    "iscm.project.locale.locale",
    "iscm.project.middleware.to_the_page",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    # None of these does anything, or sets a cookie, until a page of the desk asks who is there.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "iscm.project.urls"
WSGI_APPLICATION = "iscm.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# The six official languages of the United Nations, each under its own name.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ar", "العربية"),
    ("ru", "Русский"),
    ("zh-hans", "中文"),
]
LOCALE_PATHS = [environment.PACKAGE / "website" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "iscm.project.static.CollectedStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Nothing inline and nothing from elsewhere: pages are whole without any other host.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"

# Accounts: opened by invitation, known by their mail address, with a second factor from editors up (desk/doors.py).
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("UserAttributeSimilarityValidator", {}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
ACCOUNT_ADAPTER = "iscm.desk.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "iscm.desk.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_HTTPS
MFA_TOTP_ISSUER = "ISCM"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {"add_webauthn": "iscm.desk.forms.AddPasskey"}
SOCIALACCOUNT_ADAPTER = "iscm.desk.adapters.Provider"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": SIGN_IN_PROVIDERS}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# A form may lead to ourselves only (Content-Security-Policy), so the way to the provider is a link; its answer is bound
# to this browser by `state` and a challenge.
SOCIALACCOUNT_LOGIN_ON_GET = True
# Attempts are counted in the database, by all server processes together, for the address that the proxy tells.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "register_cache"}}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_HTTPS else 0
CSRF_FAILURE_VIEW = "iscm.desk.views.errors.stale_form"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "iscm-session", "iscm-form"
if BEHIND_HTTPS:
    # Browsers take a cookie of such a name over HTTPS only, and from this very host only.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"__Host-{SESSION_COOKIE_NAME}", f"__Host-{CSRF_COOKIE_NAME}"
WRITTEN_COOKIE_NAME = "__Host-iscm-written" if BEHIND_HTTPS else "iscm-written"
SESSION_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

globals().update(MAIL)
# Who puts news into words for those who follow by mail (`iscm digest`).
LETTERS = "iscm.website.letters"
# What `iscm doctor --deploy` looks at besides.
DEPLOY_CHECKS = "iscm.project.deploy_checks"
DEFAULT_FROM_EMAIL = CONTACT or f"iscm@{urlsplit(SITE_URL).hostname or 'localhost'}"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = BEHIND_HTTPS
if BEHIND_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000

# A request carries a few filters; anything larger is not ours.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 40
# Too much is ended while it arrives, whatever page it is sent to.
FILE_UPLOAD_HANDLERS = [
    "iscm.desk.uploading.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "iscm.project.logs.TextLines"},
        "json": {"()": "iscm.project.logs.JsonLines"},
    },
    "filters": {"links": {"()": "iscm.project.logs.WithoutLinks"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["links"]}},
    "root": {"handlers": ["stderr"], "level": "ERROR" if LOG_LEVEL == "error" else "WARNING"},
    "loggers": {
        # Requests for hosts that are not ours are noise on any public machine.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        "django.request": {"level": "ERROR"},
        # A line for each answer; its lines hold nothing that the filter would have to find.
        "iscm.request": {"level": LOG_LEVEL.upper()},
    },
}
