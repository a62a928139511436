"""Languages that a patient may be spoken to in: ISO 639 codes, '' for Swedish."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LANGUAGES = [
    ("", _("Svenska")),
    ("am", _("Amhariska")),
    ("ar", _("Arabiska")),
    ("prs", _("Dari")),
    ("en", _("Engelska")),
    ("fi", _("Finska")),
    ("ku", _("Kurdiska")),
    ("se", _("Nordsamiska")),
    ("fa", _("Persiska")),
    ("pl", _("Polska")),
    ("ru", _("Ryska")),
    ("so", _("Somaliska")),
    ("es", _("Spanska")),
    ("sma", _("Sydsamiska")),
    ("th", _("Thailändska")),
    ("ti", _("Tigrinska")),
    ("tr", _("Turkiska")),
    ("uk", _("Ukrainska")),
    ("sgn", _("Teckenspråk")),
]
