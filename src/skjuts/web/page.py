"""What every page knows beside its own content: who is here, where one can go, and how it should look.

The composition root fills a `PageFrame` for each request; the layouts read nothing else. Whatever is empty
is not shown, so that sign-in and error pages stand on the same layouts with the default frame.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

type ColourScheme = Literal["auto", "light", "dark"]
type Contrast = Literal["auto", "normal", "more"]
type Tone = Literal["info", "success", "warning", "danger"]


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A place in the side navigation; `count` is how much waits there for this person."""

    label: str
    href: str
    icon: str
    count: int = 0
    current: bool = False


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """Places that belong together; the first group usually has no heading."""

    items: tuple[NavigationItem, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person who is signed in, and the assignment that she works under right now."""

    name: str
    role: str
    assignment: str = ""
    other_assignments: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """What the last action did, said once at the top of the page; a POST to `undo_href` takes it back."""

    text: str
    tone: Tone = "success"
    undo_href: str = ""
    undo_fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """A language to choose, named in itself."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class PageAddresses:
    """Where the frame's own links and forms lead; an empty address hides what it belongs to."""

    start: str = "/"
    search: str = ""
    sign_in: str = ""
    sign_out: str = ""
    choose_assignment: str = ""
    session: str = ""
    set_language: str = ""
    set_appearance: str = ""
    help: str = ""
    ask: str = ""
    accessibility: str = ""
    privacy: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys pressed together, as KeyboardEvent.key names them (letters in lower case), and what they do.

    One of three: `does` ("open" opens the list of keys), `focuses` a CSS selector, `leads` to an address.
    """

    keys: tuple[str, ...]
    label: str
    does: Literal["", "open"] = ""
    focuses: str = ""
    leads: str = ""


@dataclass(frozen=True, slots=True)
class ShortcutGroup:
    """Keys that belong together."""

    heading: str
    keys: tuple[Shortcut, ...]


@dataclass(frozen=True, slots=True)
class PageFrame:
    """Everything around a page's content.

    `banner` is a line that no reader may miss ("Demonstration: alla personer är påhittade").
    `session_ends` is when the session ends if nothing more is done (ISO 8601); the page warns before that.
    `path` is the page's own address, to which a change of language or appearance returns.
    """

    product: str = "Skjuts"
    authority: str = ""
    user: SignedIn | None = None
    navigation: tuple[NavigationGroup, ...] = ()
    notices: tuple[Notice, ...] = ()
    language: str = "sv"
    languages: tuple[Language, ...] = (Language("sv", "Svenska"), Language("en", "English"))
    colour_scheme: ColourScheme = "auto"
    contrast: Contrast = "auto"
    has_shortcuts: bool = True
    banner: str = ""
    session_ends: str = ""
    path: str = "/"
    addresses: PageAddresses = field(default_factory=PageAddresses)
