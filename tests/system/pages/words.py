"""Words that were left in the other language: texts of the pages that the catalogue knows in both."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from playwright.sync_api import Page

import skjuts

CATALOGUE = Path(skjuts.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
VALUE = re.compile(r"%\((\w+)\)[sd]|%%")
ALIKE = 3
"""A text of fewer letters may be a word in both languages."""
LIST_TEXTS = """
(language) => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const near = walk.currentNode.parentElement;
    if (near.closest('script, style, pre, code, textarea, option')) continue;
    if (near.closest('[lang]')?.lang === language) found.push(walk.currentNode.data);
  }
  for (const one of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    if (one.closest('[lang]')?.lang === language)
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        if (one.hasAttribute(name)) found.push(one.getAttribute(name));
  return [...new Set(found.map(one => one.replace(/\\s+/g, ' ').trim()).filter(Boolean))];
}
"""
SWEDISH = re.compile(r"\b(och|inte|är|för|som|med|till|av|på|det|att|har|kan|ska|vid|från|eller)\b")
NORWEGIAN = re.compile(r"[øæØÆ]|\b(Lukk|Tilbake|Velg|Neste)\b")


def list_leftovers(page: Page, language: str) -> list[str]:
    """Texts said to be of the page's language that are of another.

    Passages marked by `lang` are their own. What people wrote into a field or a list to choose from cannot be
    marked, nor can the title of a tab.
    """
    texts = page.evaluate(LIST_TEXTS, language)
    foreign = [one for one in texts if _is_other(one, language)]
    if language == "en":
        foreign += [one for one in texts if SWEDISH.search(one) and one not in foreign]
    return [f"left in another language: {one[:90]}" for one in [*foreign, *filter(NORWEGIAN.search, texts)]]


@cache
def _is_other(text: str, language: str) -> bool:
    """Whether a text is of the other language; asked once of each, as most of a page stands on every page."""
    whole, patterns = _list_messages("sv" if language == "en" else "en")
    return text in whole or any(one.fullmatch(text) for one in patterns)


@cache
def _list_messages(language: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The texts of a language that differ in the other one; those with values in them as patterns."""
    whole, patterns = set(), []
    catalogue = read_po(io.BytesIO(CATALOGUE.read_bytes()))
    for message in catalogue:
        ours, others = (message.id, message.string) if language == "sv" else (message.string, message.id)
        pairs = zip(_forms(ours), _forms(others), strict=False)
        for one, other in pairs:
            if one == other or len(one) <= ALIKE:
                continue
            if VALUE.search(one):
                patterns.append(_pattern(one))
            else:
                whole.add(one)
    shared = {form for message in catalogue for form in _other_forms(message, language)}
    return frozenset(whole - shared), tuple(patterns)


def _other_forms(message: object, language: str) -> tuple[str, ...]:
    return _forms(message.string if language == "sv" else message.id)  # type: ignore[attr-defined]


def _forms(told: object) -> tuple[str, ...]:
    return tuple(map(str, told)) if isinstance(told, (list, tuple)) else (str(told),)


def _pattern(text: str) -> re.Pattern[str]:
    """The text with anything at its values; it must have a word of its own."""
    parts = [re.escape(one) for one in VALUE.sub("\0", text).split("\0")]
    return re.compile(".+".join(parts) if len("".join(parts)) > len(parts) * ALIKE else r"(?!)")
