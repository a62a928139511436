"""LICENSE: the European Union Public Licence, as a package of SPDX texts carries it."""

from __future__ import annotations

from importlib import resources

PACKAGE = "pychoosealicense"
TEXT = "_licenses/eupl-1.2.txt"


def write_licence() -> str:
    """Return the licence's text without the package's own header of facts about it."""
    whole = resources.files(PACKAGE).joinpath(TEXT).read_text(encoding="utf-8")
    _, facts, text = whole.split("---\n", 2)
    if "spdx-id: EUPL-1.2\n" not in facts:
        message = f"{PACKAGE} no longer keeps EUPL-1.2 in {TEXT}"
        raise ValueError(message)
    return text.lstrip("\n").rstrip() + "\n"
