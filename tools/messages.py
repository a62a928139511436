"""`python -m tools messages`: what pages say, gathered from Python and templates, and its English, compiled.

Swedish is the message itself, so it has no catalogue. Places in the source are left out: a catalogue
changes when words change, not when lines move.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.error_sentences import list_error_sentences

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "skjuts"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
METHODS = [
    ("core/**", "ignore"),
    ("**/report/**", "ignore"),
    ("web/gallery.py", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**/jinja2/**.html", "jinja2"),
    ("**/jinja2/**.txt", "jinja2"),
]
OPTIONS = {
    "**/jinja2/**.html": {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.do"},
    "**/jinja2/**.txt": {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.do"},
}
VALUE = re.compile(r"%\((\w+)\)")
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def messages() -> int:
    """Write the catalogue anew with what it knew before, and compile it; name what is not yet in English."""
    catalogue = gather_messages()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(_write(catalogue), encoding="utf-8")
    COMPILED.write_bytes(_compile(catalogue))
    missing = list(_list_missing(catalogue))
    print(f"{len(catalogue)} messages, {len(missing)} without English")
    print("\n".join(f"  {text}" for text in missing))
    return 0


def list_message_faults() -> list[str]:
    """What is wrong with the catalogue: drift, messages without English, an old compilation."""
    catalogue = gather_messages()
    faults = [f"no English for: {text}" for text in _list_missing(catalogue)]
    faults += [f"the English names other values than: {text}" for text in _list_unlike(catalogue)]
    if _read(CATALOGUE) != _write(catalogue).encode():
        faults.append("the catalogue has drifted from the pages: python -m tools messages writes it")
    if _read(COMPILED) != _compile(catalogue):
        faults.append("the compiled catalogue is old: python -m tools messages writes it")
    return faults


def gather_messages() -> Catalog:
    """Every message of the pages, with the English that the catalogue already had."""
    catalogue = Catalog(
        locale="en", project="Skjuts", fuzzy=False, header_comment="# English for the pages of Skjuts."
    )
    known = _read_catalogue()
    for _file, _line, text, _comments, context in extract_from_dir(
        SOURCE, METHODS, OPTIONS, KEYWORDS, strip_comment_tags=True
    ):
        before = known.get(text, context)
        catalogue.add(
            text, before.string if before else None, context=context, flags=before.flags if before else ()
        )
    for text in list_error_sentences(SOURCE):
        before = known.get(text)
        catalogue.add(text, before.string if before else None, flags=_flags(text))
    return catalogue


def _flags(text: str) -> tuple[str, ...]:
    return ("python-format",) if VALUE.search(text) else ()


def _read_catalogue() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    return read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="en")


def _list_missing(catalogue: Catalog) -> Iterator[str]:
    for message in catalogue:
        if message.id and not _is_translated(message):
            yield _forms(message.id)[0]


def _list_unlike(catalogue: Catalog) -> Iterator[str]:
    """Messages whose English names values that the page does not give."""
    for message in catalogue:
        if not message.id or not _is_translated(message):
            continue
        given = {name for text in _forms(message.id) for name in VALUE.findall(text)}
        if any(not set(VALUE.findall(text)) <= given for text in _forms(message.string)):
            yield _forms(message.id)[0]


def _forms(texts: object) -> tuple[str, ...]:
    return tuple(texts) if isinstance(texts, (list, tuple)) else (str(texts),)


def _is_translated(message: Message) -> bool:
    return bool(message.string) and all(_forms(message.string))


def _write(catalogue: Catalog) -> str:
    """The catalogue's text, sorted, with a head that holds no dates."""
    sink = io.BytesIO()
    write_po(sink, catalogue, sort_output=True, no_location=True, omit_header=True, width=110)
    head = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    head += '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    return f"# Written by `python -m tools messages`; fill in msgstr.\n{head}{sink.getvalue().decode()}"


def _compile(catalogue: Catalog) -> bytes:
    fixed = read_po(io.BytesIO(_write(catalogue).encode()), locale="en")
    fixed.creation_date = fixed.revision_date = NO_DATE
    sink = io.BytesIO()
    write_mo(sink, fixed)
    return sink.getvalue()


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
