"""What the crowd does: which page, as whom, and what is sent with it."""

from __future__ import annotations

import html
import random
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

type Person = Mapping[str, Any]
type Form = dict[str, str]

SHARES = {"list": 0.40, "form": 0.30, "search": 0.20, "course": 0.05, "api": 0.05}
"""Of all requests. Half of the forms' are openings, half savings."""
THINK_S = 2.0
"""A form is saved this long after it was opened, at the earliest."""
LATELY = 300
"""Of the last so many patients whose form was opened, none is opened again: two who change the same person in
the same minute are rightly told of each other (409), which tests of that page try, and not this crowd."""
_VERSION = re.compile(r'name="version" value="(\d+)"')
_BEFORE = re.compile(r'name="before" value="([^"]*)"')
LANGUAGES = ("", "en", "ar", "fi", "so")
UNSEEN = ("bring", "boka", "intyg", "sena", "dialys", "rullstol", "natt", "barn")


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: its kind and the page it is counted under, as whom, and what is sent."""

    kind: str
    label: str
    person: Person
    path: str
    form: Form | None = None
    opened: Callable[[str], Form | None] | None = None
    """Makes the form to save out of the page that was opened."""
    save_path: str = ""
    json: dict[str, str] | None = None


@dataclass(slots=True)
class Crowd:
    """The signed-in people, and the forms that lie open before them."""

    people: list[Person]
    searches: Mapping[str, list[str]]
    courses: Mapping[str, Mapping[str, Any]]
    rng: random.Random
    open_forms: deque[tuple[float, Ask]] = field(default_factory=deque)
    by_role: dict[str, list[Person]] = field(default_factory=dict)
    lately: deque[str] = field(default_factory=lambda: deque(maxlen=LATELY))

    def __post_init__(self) -> None:
        for one in self.people:
            self.by_role.setdefault(one["role"], []).append(one)

    def draw(self, now_s: float) -> Ask:
        """The next request, at a time of the run."""
        kind = self.rng.choices(list(SHARES), weights=list(SHARES.values()))[0]
        return {
            "list": self._list,
            "form": lambda: self._form(now_s),
            "search": self._search,
            "course": self._course,
            "api": self._api,
        }[kind]()

    def keep_open(self, at_s: float, ask: Ask, page: str) -> None:
        """A form has come up: it will be saved later."""
        form = ask.opened(page) if ask.opened else None
        if form is not None:
            saved = Ask("form saved", f"{ask.label} (saved)", ask.person, ask.save_path, form)
            self.open_forms.append((at_s + THINK_S, saved))

    def _list(self) -> Ask:
        path, roles, most = self.rng.choice(LISTS)
        person = self._any(*roles)
        page = self.rng.randrange(1, most + 1)
        return Ask("list", path, person, path if page == 1 else f"{path}?sida={page}")

    def _form(self, now_s: float) -> Ask:
        is_saving = self.rng.random() < 0.5
        if is_saving and self.open_forms and self.open_forms[0][0] <= now_s:
            return self.open_forms.popleft()[1]
        return self._edit() if self.rng.random() < 0.5 else self._question()

    def _edit(self) -> Ask:
        """What is said of a patient of the own unit."""
        person = self._any("care_staff")
        free = [one for one in person["patients"] if one not in self.lately]
        if not free:
            return self._question()
        patient = self.rng.choice(free)
        self.lately.append(patient)
        path = f"/patienter/{patient}/andra/"
        language = self.rng.choice(LANGUAGES)
        return Ask(
            "form opened",
            "patient, change",
            person,
            path,
            opened=lambda page: read_edit(page, person, language),
            save_path=path,
        )

    def _question(self) -> Ask:
        """A question to the support function."""
        person = self._any("care_staff", "unit_manager")
        words = " ".join(self.rng.sample(UNSEEN, 3))
        form = {
            "csrfmiddlewaretoken": person["token"],
            "idempotency_key": self.key(),
            "page": "/",
            "topic": "other",
            "title": f"Hur gör vi med {words}?",
            "text": f"Påhittat läge för mätning: {words}.",
        }
        path = "/stod/fraga/"
        return Ask("form opened", "question, ask", person, path, opened=lambda _: form, save_path=path)

    def _search(self) -> Ask:
        person = self._any("care_staff", "case_officer", "booking_agent")
        words = self.rng.choice(self.searches[str(person["authority"])])
        form = {"csrfmiddlewaretoken": person["token"], "q": words, "reason": "call"}
        return Ask("search", "patient search", person, "/patienter/", form)

    def _course(self) -> Ask:
        person = self._any("care_staff", "unit_manager")
        course = self.courses.get(str(person["authority"]))
        if course is None or self.rng.random() < 0.3:
            return Ask("course", "/utbildning/", person, "/utbildning/")
        path = f"/utbildning/kurs/{course['id']}/"
        if self.rng.random() < 0.5:
            return Ask("course", "a course", person, path)
        slug = self.rng.choice(course["pages"])
        return Ask("course", "a course's page", person, f"{path}sida/{slug}/")

    def _api(self) -> Ask:
        path, roles = self.rng.choice(ROUTES)
        person = self._any(*roles)
        if path.endswith("search"):
            body = {"q": self.rng.choice(self.searches[str(person["authority"])]), "reason": "call"}
            return Ask("search", f"POST {path}", person, path, json=body)
        return Ask("api", path, person, path.replace("UNIT", person["unit"]))

    def _any(self, *roles: str) -> Person:
        """Somebody with one of the roles, as often as there are such people."""
        held = [one for role in roles for one in self.by_role.get(role, [])]
        return self.rng.choice(held or self.people)

    def key(self) -> str:
        """A random key of a form."""
        return str(UUID(int=self.rng.getrandbits(128), version=4))


EVERYBODY = ("care_staff", "unit_manager", "support_officer", "case_officer", "registrar", "booking_agent")
LISTS = (
    ("/", EVERYBODY, 1),
    ("/enheter/", EVERYBODY, 3),
    ("/personal/", ("registrar",), 20),
    ("/uppdrag/", ("registrar", "unit_manager"), 1),
    ("/stod/", ("care_staff", "unit_manager"), 1),
    ("/stod/ko/", ("support_officer",), 1),
    ("/stod/handbok/", ("care_staff", "support_officer"), 1),
    ("/utbildning/register/", ("case_officer", "unit_manager"), 1),
    ("/utbildning/enhet/", ("unit_manager",), 1),
)
"""Lists: address, who opens them, and how many pages one leafs through."""
ROUTES = (
    ("/api/v1/units?limit=50", EVERYBODY),
    ("/api/v1/courses", ("care_staff",)),
    ("/api/v1/assignments?limit=50", ("registrar",)),
    ("/api/v1/delegations?unit_id=UNIT", ("unit_manager", "case_officer")),
    ("/api/v1/patients/search", ("case_officer", "booking_agent")),
)
"""Routes for programs, and by which roles."""


def read_edit(page: str, person: Person, language: str) -> Form | None:
    """The form of a patient's page, with another language; None when the page shows no form."""
    version, before = _VERSION.search(page), _BEFORE.search(page)
    if version is None or before is None:
        return None
    return {
        "csrfmiddlewaretoken": person["token"],
        "idempotency_key": str(UUID(int=random.getrandbits(128), version=4)),
        "version": version[1],
        "before": html.unescape(before[1]),
        "language": language,
    }
