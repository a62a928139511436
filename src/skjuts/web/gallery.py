"""Every component in every state, on one page for those who build pages and those who judge them.

In the demo the page is mounted in both densities; tests look at it in every scheme. Its people are invented,
and its words are Swedish only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from skjuts.web import fields
from skjuts.web.charts import Drawing
from skjuts.web.elements import (
    Column,
    Fact,
    FieldConflict,
    Link,
    Occurrence,
    Pagination,
    Status,
    Step,
    Tab,
    paginate,
)
from skjuts.web.gallery_charts import list_drawings
from skjuts.web.icons import list_icons
from skjuts.web.languages import said_in

type Surface = Literal["staff", "patient"]

MODES = (("taxi", "Taxi"), ("special", "Specialfordon"), ("bus", "Buss eller tåg"))
MODE_HINTS = {
    "taxi": "Kan sitta i ett vanligt säte och behöver hjälp högst till dörren.",
    "special": "Reser i rullstol eller behöver lyft.",
    "bus": "Klarar kollektivtrafiken, med eller utan ledsagare.",
}
ANSWERS = (("yes", "Ja"), ("no", "Nej"), ("", "Vet inte"))
PEOPLE = (
    ("7d3cbb5e-6a8c-4f7b-9a3e-1a2b3c4d5e6f", "Maja Lind, sjuksköterska, avd. 204"),
    ("0f0e7c52-3f5b-4b0a-8a55-6b7c8d9e0f1a", "Maj Lindh, undersköterska, avd. 117"),
)


class ExampleForm(fields.PageForm):
    """One of each field."""

    name = fields.TextField(label="Namn", hint="Som det står i folkbokföringen.", autocomplete="name")
    number = fields.PersonalNumberField(label="Personnummer")
    day = fields.DayField(label="Resdag")
    clock = fields.ClockField(label="Klockslag")
    phone = fields.PhoneField(label="Telefon", required=False)
    email = fields.EmailField(label="E-post", required=False)
    age = fields.WholeNumberField(label="Antal ledsagare", suffix="personer", min_value=0, max_value=3)
    hours = fields.IntervalField(label="Flygtimmar", suffix="timmar om året", least=0)
    unit = fields.SelectField(
        label="Enhet", choices=(("204", "Avdelning 204"), ("mm", "Medicinmottagningen"))
    )
    person = fields.PersonField(label="Medarbetare", search_href="/komponenter/personer/")
    mode = fields.RadioField(label="Färdsätt", choices=MODES, hints=MODE_HINTS, cards=True)
    returns = fields.RadioField(label="Återresa", choices=(("fixed", "Bestämd tid"), ("open", "Öppen retur")))
    needs = fields.CheckboxesField(
        label="Behov",
        required=False,
        choices=(("walker", "Rollator"), ("oxygen", "Syrgas"), ("alone", "Ensamåkning")),
    )
    reason = fields.LongTextField(label="Motivering", limit=120, rows=3)
    agreed = fields.TickField(label="Jag har stämt av med patienten")


class UnfoldingForm(fields.PageForm):
    """A question that opens another, and short ones in rows."""

    escort = fields.RadioField(label="Ledsagare", choices=(("no", "Nej"), ("yes", "Ja")))
    why = fields.TextField(label="Varför behövs ledsagaren?", required=False)
    climbs = fields.RadioField(label="Kliver på och av en buss", choices=ANSWERS, required=False)
    waits = fields.RadioField(label="Väntar ensam vid en hållplats", choices=ANSWERS, required=False)


@dataclass(frozen=True, slots=True)
class Gallery:
    """What the component page shows."""

    surface: Surface
    surfaces: tuple[Tab, ...]
    colours: tuple[str, ...]
    statuses: tuple[Status, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, str, Status, int], ...]
    pagination: Pagination
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]
    occurrences: tuple[Occurrence, ...]
    conflicts: tuple[FieldConflict, ...]
    crumbs: tuple[Link, ...]
    tabs: tuple[Tab, ...]
    drawings: tuple[Drawing, ...]
    icons: tuple[str, ...]
    empty_form: ExampleForm
    form: ExampleForm
    unfolding: UnfoldingForm


def build_gallery(surface: Surface, *, address: str) -> dict[str, Any]:
    """The context of `web/gallery.html`; `address` is the page's own, without its query."""
    gallery = Gallery(
        surface=surface,
        surfaces=_surfaces(surface, address),
        colours=("accent", "neutral", "info", "success", "warning", "danger", "plum"),
        statuses=_statuses(),
        columns=_columns(address),
        rows=_rows(),
        pagination=paginate(number=7, size=50, total=1234, address=lambda page: f"{address}?sida={page}"),
        steps=_steps(),
        facts=_facts(),
        occurrences=_occurrences(),
        conflicts=_conflicts(),
        crumbs=(Link("Start", address), Link(said_in("Patienter"), address)),
        tabs=(
            Tab("Väntar", address, current=True, count=4),
            Tab("Beslutade", address, count=1208),
            Tab("Alla", address),
        ),
        drawings=list_drawings(),
        icons=tuple(list_icons()),
        empty_form=ExampleForm(prefix="tom", initial={"mode": "taxi", "clock": "08.15"}),
        form=_mistaken_form(),
        unfolding=UnfoldingForm(prefix="mer", initial={"escort": "yes", "climbs": "no", "waits": ""}),
    )
    return {"gallery": gallery}


def _surfaces(surface: Surface, address: str) -> tuple[Tab, ...]:
    return (
        Tab("Personal (tät)", address, current=surface == "staff"),
        Tab("Patient (gles)", f"{address}?yta=patient", current=surface == "patient"),
    )


def _statuses() -> tuple[Status, ...]:
    return (
        Status("Utkast", "neutral", "pencil"),
        Status("Väntar på beslut", "info", "hourglass"),
        Status("Beviljat", "success", "check"),
        Status("Går ut snart", "warning", "clock-alert"),
        Status("Avslag", "danger", "x"),
        Status("Ny", "accent"),
        Status("Chef", "plum", "user-check"),
    )


def _columns(address: str) -> tuple[Column, ...]:
    return (
        Column("Namn", sort_href=f"{address}?ordning=namn", sorted="ascending"),
        Column("Enhet", sort_href=f"{address}?ordning=enhet"),
        Column("Läge"),
        Column("Intyg i år", numeric=True),
        Column("Gör", hidden_label=True),
    )


def _rows() -> tuple[tuple[str, str, Status, int], ...]:
    draft, _, valid, soon, refused, *_rest = _statuses()
    return (
        ("Maja Lind", "Avdelning 204", valid, 214),
        ("Erik Fors", "Avdelning 204", soon, 37),
        ("Sara Nilsdotter Åkerhielm", "Medicinmottagningen", refused, 0),
        ("Olle Berg", "Dialysen", draft, 1208),
    )


def _steps() -> tuple[Step, ...]:
    return (
        Step("Läs kursen", "done", "#", "Klar 12 november"),
        Step("Öva", "done", "#"),
        Step("Gör provet", "current", "#", "Tio frågor, alla rätt"),
        Step("Få kursbevis", "waiting"),
        Step("Delegeras av din chef", "blocked", note="Kräver giltigt kursbevis"),
    )


def _facts() -> tuple[Fact, ...]:
    return (
        Fact("Giltigt till och med", "20 november 2027"),
        Fact("Utfärdat av", "Maja Lind", href="#", note="Avdelning 204"),
        Fact("Färdsätt", "Taxi, ensamåkning av medicinska skäl"),
    )


def _occurrences() -> tuple[Occurrence, ...]:
    return (
        Occurrence(
            "I dag kl. 10.42",
            "2026-11-20T10:42",
            "Beviljat",
            "Villkor 3 a är uppfyllt.",
            "Anna Ek",
            "check",
            "success",
        ),
        Occurrence(
            "I går kl. 16.05",
            "2026-11-19T16:05",
            "Komplettering begärd",
            "",
            "Anna Ek",
            "message-square",
            "warning",
        ),
        Occurrence(
            "18 november kl. 09.30", "2026-11-18T09:30", "Ansökan inskickad", "", "Maja Lind", "send", "info"
        ),
    )


def _conflicts() -> tuple[FieldConflict, ...]:
    return (
        FieldConflict("phone", "Telefon", "070-174 06 05", "+46701740605", "063-15 30 00", "+4663153000"),
        FieldConflict("mode", "Färdsätt", "Taxi", "taxi", "Specialfordon", "special"),
    )


def _mistaken_form() -> ExampleForm:
    form = ExampleForm(
        {
            "fel-name": "",
            "fel-number": "19121212-1213",
            "fel-day": "31 februari",
            "fel-clock": "25.10",
            "fel-phone": "12",
            "fel-email": "maja@",
            "fel-age": "tre",
            "fel-unit": "",
            "fel-person_query": "maj",
            "fel-reason": "Patienten kan inte åka buss. " * 6,
        },
        prefix="fel",
    )
    form.fields["person"].choices = PEOPLE  # type: ignore[attr-defined]
    return form
