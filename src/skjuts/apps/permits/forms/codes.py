"""A file of codes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.forms.staff import SheetField
from skjuts.web.fields import PageForm


class CodesForm(PageForm):
    """The file."""

    file = SheetField(label=_("Fil med koder"), hint=_("CSV eller Excel (.xlsx), en rad för varje svar."))
