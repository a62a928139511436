"""Django's settings, from the environment and the key file; nothing is decided per machine in here."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from django.utils.csp import CSP

from skjuts.config.databases import databases
from skjuts.config.environment import Mode, read_environment
from skjuts.config.issuers import allauth_apps, demo_issuer, form_origins, read_issuers
from skjuts.config.logs import log_settings
from skjuts.config.secrets import read_secrets

PACKAGE = Path(__file__).resolve().parent.parent
ENVIRONMENT = read_environment()
SECRETS = read_secrets(ENVIRONMENT.secrets_path)
READ_SECRETS = partial(read_secrets, ENVIRONMENT.secrets_path)
MODE = ENVIRONMENT.mode
IS_DEMO = MODE is Mode.DEMO
IS_PRODUCTION = MODE is Mode.PRODUCTION

SECRET_KEY = SECRETS.django
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
PUBLIC_URL = ENVIRONMENT.public_url

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "skjuts.apps.tenancy",
    "skjuts.apps.vault",
    "skjuts.apps.audit",
    "skjuts.apps.registry",
    "skjuts.apps.rulebooks",
    "skjuts.apps.training",
    "skjuts.apps.permits",
    "skjuts.apps.bookings",
    "skjuts.apps.insight",
    "skjuts.machine",
    "skjuts.config.wiring.WiringConfig",
]
if not IS_PRODUCTION:
    # Invented people, and the provider that vouches for them.
    INSTALLED_APPS += ["allauth.idp.oidc", "skjuts.rehearsal.personas"]
    IDP_OIDC_ADAPTER = "skjuts.rehearsal.personas.identity.DemoIdentity"

MIDDLEWARE = [
    "skjuts.config.headers.AnswerHeaders",
    "skjuts.config.site.health.ProbeDoor",
    "skjuts.config.site.metrics.RequestMetrics",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "skjuts.apps.registry.middleware.SessionLimits",
    "skjuts.machine.door.ApiDoor",
    "skjuts.config.errors.ToldErrors",
    "skjuts.apps.registry.middleware.ActingMiddleware",
    # Inside the transaction: the answer is kept together with the effect.
    "skjuts.apps.audit.idempotency.IdempotencyMiddleware",
]

if MODE is Mode.TEST:
    # Static files are read from the disk for every client; tests of pages in a browser start the demo.
    MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")

ROOT_URLCONF = "skjuts.config.urls"
ASGI_APPLICATION = "skjuts.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "DIRS": [PACKAGE / "web" / "jinja2"],
        "OPTIONS": {
            "environment": "skjuts.web.jinja_environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "skjuts.config.page_frame.page_frame",
            ],
        },
    },
    # allauth's own templates, where none of ours stands in their place.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# Database: every request in a transaction of the app's role (apps/tenancy).
DATABASES = databases(ENVIRONMENT)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "registry.Account"
AUTHENTICATION_BACKENDS = ["skjuts.apps.registry.account_backend.AccountBackend"]

# Time and language: Swedish first; aware instants in UTC, shown in Swedish time.
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# Static files: vendored ones lie in folders named by version and are never renamed.
STATIC_URL = "/static/"
STATIC_ROOT = None  # nothing is collected: they are served from where they lie
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

# Attachments lie outside the package and are served by us alone.
FILES = ENVIRONMENT.files
FILE_UPLOAD_HANDLERS = [
    "skjuts.apps.vault.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Sessions (ASVS 5.0 chapter 7): twenty minutes idle, twelve hours in all (registry.sessions).
SESSION_ENGINE = "skjuts.apps.registry.session_store"
SESSION_COOKIE_AGE = 20 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "skjuts.config.errors.csrf_failure"

# Behind TLS in production; the demo serves this machine only.
SESSION_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_SECURE = IS_PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if IS_PRODUCTION else "session"
SECURE_SSL_REDIRECT = IS_PRODUCTION
# Asked from inside, by the supervisor and the load balancer, before any TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 63_072_000 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Identity providers: also the only places besides ourselves to which a form may lead.
OIDC_ISSUERS = read_issuers(ENVIRONMENT.oidc_issuers, is_production=IS_PRODUCTION)
if not IS_PRODUCTION:
    OIDC_ISSUERS = (demo_issuer(PUBLIC_URL), *OIDC_ISSUERS)
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF, *form_origins(OIDC_ISSUERS)],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

ACCOUNT_ADAPTER = "skjuts.apps.registry.sign_in.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "skjuts.apps.registry.sign_in.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
SOCIALACCOUNT_ONLY = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": allauth_apps(OIDC_ISSUERS)},
}
LOGIN_URL = "/logga-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Jobs stand in each app's jobs.py (apps/audit/README.md tells how they run).
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING_CONFIG = None
LOG_SETTINGS = log_settings(ENVIRONMENT.log_format)
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend"
        if IS_PRODUCTION
        else "django.core.mail.backends.locmem.EmailBackend"
    }
}
# Accounts are keyed on issuer and subject together; no backend asks for a user name.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
