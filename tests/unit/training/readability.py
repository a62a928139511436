"""How easy a text is: its sentences and their lengths, and words that only an authority uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

OFFICIALESE = {
    "sv": (
        "avseende", "beträffande", "bibringa", "dylik", "därest", "ehuru", "ej", "emedan", "erfordras",
        "erhålla", "erhåller", "ett flertal", "föreligga", "föreligger", "förefinnas", "gällande", "huruvida",
        "härvid", "härvidlag", "i enlighet med", "i syfte att", "inkomma", "inkommit", "jämlikt", "jämte",
        "medelst", "nyttja", "nyttjas", "rörande", "skall", "tillika", "tillse", "tillser", "torde", "utgöra",
        "utgörs", "utvisande", "vederbörande", "vidtaga", "vidtas", "åsamka", "åtnjuta", "ävensom",
        "alla ovanstående", "inget av ovanstående", "samtliga ovanstående",
    ),
    "en": (
        "aforementioned", "all of the above", "commence", "hereby", "hereinafter", "herein", "in order to",
        "in respect of", "inter alia", "none of the above", "notwithstanding", "prior to", "pursuant",
        "shall", "subsequent to", "thereof", "utilise", "whereas", "whilst",
    ),
}  # fmt: skip
_ORDINAL_OR_BULLET = re.compile(r"^\s*(?:[-*>]|\d+\.)\s+")
_END = re.compile(r"(?<=[.!?])[\"”)*]*\s+(?=[\"“(*]*[A-ZÅÄÖ0-9])")
_WORD = re.compile(r"[\wÅÄÖåäö]+(?:[-:’'.,]\w+)*%?")


def list_sentences(markdown: str) -> list[str]:
    """List the sentences; a heading, a bullet and a cell of a table each stand by themselves."""
    return [
        sentence.strip()
        for block in _list_blocks(markdown)
        for sentence in _END.split(block)
        if _WORD.search(sentence)
    ]


def count_words(sentence: str) -> int:
    """Count words; a figure such as 08:45 or 2 400 counts by its parts between blanks."""
    return len(_WORD.findall(sentence))


def list_officialese(text: str, language: str) -> list[str]:
    """List the banned words that the text holds."""
    return [
        word
        for word in OFFICIALESE[language]
        if re.search(rf"\b{word}\b", text, re.IGNORECASE)
    ]  # fmt: skip


def _list_blocks(markdown: str) -> Iterator[str]:
    block: list[str] = []
    for line in [*markdown.splitlines(), ""]:
        starts_anew = bool(_ORDINAL_OR_BULLET.match(line)) or line.startswith(("#", "|")) or not line.strip()
        if starts_anew and block:
            yield " ".join(block)
            block = []
        if line.startswith("|"):
            yield from (cell for cell in line.strip("|").split("|") if cell.strip(" -:"))
        elif line.strip():
            block.append(_ORDINAL_OR_BULLET.sub("", line.lstrip("# ")))
        if line.startswith("#") and block:
            yield " ".join(block)
            block = []
