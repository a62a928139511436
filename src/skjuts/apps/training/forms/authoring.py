"""Forms of those who write courses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from skjuts.apps.training.content.rows import ExerciseRow, OptionRow, PageRow, QuestionRow
from skjuts.web.fields import (
    CheckboxesField,
    LongTextField,
    PageForm,
    SelectField,
    TextField,
    TickField,
    WholeNumberField,
)
from skjuts.web.languages import said_in

LETTERS = "abcde"
DIFFICULTIES = ((1, _("Lätt")), (2, _("Medel")), (3, _("Svår")))


class TopicsField(CheckboxesField):
    """Topics ticked one by one, or joined by commas as the page of a conflict sends them."""

    def to_python(self, value: Any) -> list[str]:
        """Split what was joined."""
        return [part for one in super().to_python(value) for part in one.split(",") if part]


class SeenForm(PageForm):
    """A form on top of a text that somebody read: `version` says which."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)


class CoursePageForm(SeenForm):
    """One page of a course."""

    title = TextField(label=_("Rubrik"), max_length=120)
    minutes = WholeNumberField(label=_("Lästid"), suffix=_("min"), min_value=1, max_value=30)
    topics = TopicsField(label=_("Ämnen"))
    sources = LongTextField(
        label=_("Källor"),
        rows=3,
        hint=_("En per rad: källans id, kolon och stället, till exempel hsl: 5 kap."),
    )
    markdown = LongTextField(label=_("Text"), rows=24, hint=_("Markdown. Rubriker börjar med ##."))

    def __init__(self, *args: Any, topics: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = [(slug, said_in(title)) for slug, title in topics]  # type: ignore[attr-defined]

    def read_row(self) -> tuple[PageRow, str]:
        """The head of the page, and its text."""
        told = self.cleaned_data
        row = PageRow(
            title=told["title"],
            minutes=told["minutes"],
            topics=tuple(told["topics"]),
            sources=split_lines(told["sources"]),
        )
        return row, told["markdown"]


class ExerciseForm(SeenForm):
    """A case to practise on, with up to five answers. An answer without text is left out."""

    text = LongTextField(label=_("Fråga"), rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for letter in LETTERS:
            self.fields[f"text_{letter}"] = LongTextField(
                label=_("Svar %(letter)s") % {"letter": letter.upper()}, rows=2, required=letter in "abc"
            )
            self.fields[f"right_{letter}"] = TickField(label=_("Rätt svar"))
            self.fields[f"feedback_{letter}"] = LongTextField(
                label=_("Återkoppling"), rows=2, required=letter in "abc"
            )

    @property
    def answers(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each answer, for the page."""
        return [(self[f"text_{one}"], self[f"right_{one}"], self[f"feedback_{one}"]) for one in LETTERS]

    def clean(self) -> dict[str, Any]:
        """An answer with text needs feedback, and at least one answer is right."""
        told = super().clean() or {}
        for letter in LETTERS:
            if told.get(f"text_{letter}") and not told.get(f"feedback_{letter}"):
                self.add_error(f"feedback_{letter}", _("Skriv varför svaret är rätt eller fel."))
        if not any(told.get(f"right_{letter}") and told.get(f"text_{letter}") for letter in LETTERS):
            self.add_error("right_a", _("Markera minst ett rätt svar."))
        return told

    def read_options(self) -> dict[str, OptionRow]:
        """The answers that have a text."""
        told = self.cleaned_data
        return {
            letter: OptionRow(
                text=told[f"text_{letter}"],
                right=told[f"right_{letter}"],
                feedback=told[f"feedback_{letter}"],
            )
            for letter in LETTERS
            if told[f"text_{letter}"]
        }

    def read_row(self, item_id: str) -> ExerciseRow:
        """The exercise."""
        return ExerciseRow(id=item_id, text=self.cleaned_data["text"], options=self.read_options())


class QuestionForm(ExerciseForm):
    """A question of the bank."""

    topic = SelectField(label=_("Ämne"), empty="")
    difficulty = SelectField(label=_("Svårighet"), choices=DIFFICULTIES, empty="")
    sources = LongTextField(label=_("Källor"), rows=2, hint=_("En per rad."))

    def __init__(self, *args: Any, topics: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = list(topics)  # type: ignore[attr-defined]

    def read_question(self, item_id: str) -> QuestionRow:
        """The question; several answers are asked for when several are right."""
        told, options = self.cleaned_data, self.read_options()
        several = sum(option.right for option in options.values()) > 1
        return QuestionRow(
            id=item_id,
            topic=told["topic"],
            difficulty=int(told["difficulty"]),  # type: ignore[arg-type]
            choice="several" if several else "one",
            sources=split_lines(told["sources"]),
            text=told["text"],
            options=options,
        )


class FileForm(SeenForm):
    """Any file of a course as it is written."""

    text = LongTextField(label=_("Innehåll"), rows=30, required=False, strip=False)


class DraftForm(PageForm):
    """Begin a draft."""

    label = TextField(label=_("Den nya versionens namn"), max_length=40, hint=_("Till exempel 2027.1"))


class ReviewForm(PageForm):
    """Send a version back."""

    note = LongTextField(label=_("Vad behöver ändras?"), rows=4, limit=2000)


class ArchiveForm(PageForm):
    """Take in a course from a file."""

    archive = forms.FileField(
        label=_("Kursens zip-fil"),
        help_text=_("En fil som exporten ger, eller en zip av kursens mapp."),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
    )


class IdField(forms.CharField):
    """An id, as people write a name: `Mat på resan` is read as `mat-pa-resan`."""

    def to_python(self, value: object) -> str:
        """Small letters without accents, digits and hyphens."""
        return slugify(super().to_python(value) or "").replace("_", "-").strip("-")


class ItemIdForm(PageForm):
    """Name a new page, question or exercise."""

    item_id = IdField(
        label=_("Id"),
        max_length=60,
        help_text=_("Görs om till små bokstäver, siffror och bindestreck. Id:t används aldrig om."),
        error_messages={"required": _("Skriv ett id.")},
    )


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def fill_page(row: PageRow, markdown: str) -> Mapping[str, Any]:
    """What the form of a page begins with."""
    return {
        "title": row.title,
        "minutes": row.minutes,
        "topics": list(row.topics),
        "sources": "\n".join(row.sources),
        "markdown": markdown,
    }


def fill_item(row: QuestionRow | ExerciseRow) -> Mapping[str, Any]:
    """What the form of a question or an exercise begins with."""
    filled: dict[str, Any] = {"text": row.text}
    for letter, option in row.options.items():
        filled |= {
            f"text_{letter}": option.text,
            f"right_{letter}": option.right,
            f"feedback_{letter}": option.feedback,
        }
    if isinstance(row, QuestionRow):
        filled |= {"topic": row.topic, "difficulty": row.difficulty, "sources": "\n".join(row.sources)}
    return filled
