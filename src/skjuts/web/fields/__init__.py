"""Forms as declarations: each field knows its words, its shape and how it reads what people write."""

from skjuts.web.fields.choices import (
    CheckboxesField,
    RadioField,
    SelectField,
    TickField,
)
from skjuts.web.fields.form import UNPROCESSABLE, PageForm
from skjuts.web.fields.interval import Interval, IntervalField
from skjuts.web.fields.person import PersonField
from skjuts.web.fields.text import EmailField, LongTextField, PostalCodeField, TextField, WholeNumberField
from skjuts.web.fields.values import ClockField, DayField, PersonalNumberField, PhoneField
from skjuts.web.fields.view import FieldView, Option, list_form_errors, show_field

__all__ = [
    "UNPROCESSABLE",
    "CheckboxesField",
    "ClockField",
    "DayField",
    "EmailField",
    "FieldView",
    "Interval",
    "IntervalField",
    "LongTextField",
    "Option",
    "PageForm",
    "PersonField",
    "PersonalNumberField",
    "PhoneField",
    "PostalCodeField",
    "RadioField",
    "SelectField",
    "TextField",
    "TickField",
    "WholeNumberField",
    "list_form_errors",
    "show_field",
]
