"""The form of a page: declared fields, errors in one place, and no rule that the browser enforces alone."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from skjuts.core.kernel.errors import InvalidField, SkjutsError
from skjuts.web.told import tell_error

UNPROCESSABLE: Final = 422
"""The status of a page that came back because something on it must be mended."""


class PageForm(forms.Form):
    """A form that a page shows field by field, answered with status 422 and the same page when it has errors.

    The browser's own checks stay off (`novalidate`): they speak the browser's language and hide the summary.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def answer_status(self) -> int:
        """What the form's page is answered with: 422 when something on it must be mended, else 200."""
        return UNPROCESSABLE if self.errors else 200

    def add_refusal(self, refusal: SkjutsError) -> None:
        """Show a service's refusal at the field that it names, else above the form."""
        told = tell_error(refusal)
        # The general advice sends the reader to the description of a file's format: here there is none.
        text = told.message if refusal.remedy == InvalidField.advice else told.text
        self.add_error(refusal.field if refusal.field in self.fields else None, text)
