"""What was wrong with the words of a command, told in Swedish; the library tells it in English."""

from __future__ import annotations

import re
from collections.abc import Callable

import typer

from skjuts.core.kernel.errors import InvalidInput

_AT_LEAST = re.compile(r"greater than or equal to (\S+)")
_AT_MOST = re.compile(r"less than or equal to (\S+)")
_CHOICES = re.compile(r"is not one of (.+?)\.?$")
_WRITTEN = re.compile(r"'([^']*)' is not|: (\S+) is not")
_NAMED = re.compile(r"'([^']+)'| \(([^()]+)\)$")


def explain_usage(fault: typer.TyperException) -> InvalidInput:
    """The fault with the option or word that it is about, and what to write instead."""
    tell = _TOLD.get(type(fault).__name__, _tell_words)
    sentence, field, remedy = tell(fault)
    return InvalidInput(sentence, field=field, remedy=remedy or "Se skjuts --help, eller kommandots --help.")


def _tell_missing(fault: typer.TyperException) -> tuple[str, str, str]:
    return "Ett värde saknas i kommandot.", _name_parameter(fault), ""


def _tell_no_option(fault: typer.TyperException) -> tuple[str, str, str]:
    near = ", ".join(getattr(fault, "possibilities", None) or ())
    return "Flaggan finns inte.", getattr(fault, "option_name", ""), f"Menade du {near}?" if near else ""


def _tell_no_value(fault: typer.TyperException) -> tuple[str, str, str]:
    return "Flaggan behöver ett värde.", getattr(fault, "option_name", ""), ""


def _tell_bad(fault: typer.TyperException) -> tuple[str, str, str]:
    said = fault.format_message()
    if found := _CHOICES.search(said):
        remedy = f"Välj något av {found[1].replace("'", '')}."
    elif found := _AT_LEAST.search(said):
        remedy = f"Värdet ska vara minst {found[1].replace('.', ',')}."
    elif found := _AT_MOST.search(said):
        remedy = f"Värdet får vara högst {found[1].replace('.', ',')}."
    elif "valid integer" in said or "valid number" in said:
        remedy = "Skriv ett heltal." if "valid integer" in said else "Skriv ett tal, med punkt för decimaler."
    else:
        remedy = ""
    written = _WRITTEN.search(said)
    told = f"Värdet {written[1] or written[2]}" if written else "Ett värde i kommandot"
    return f"{told} är inte tillåtet.", _name_parameter(fault), remedy


def _tell_words(fault: typer.TyperException) -> tuple[str, str, str]:
    """Everything else is about words that are no options."""
    said = fault.format_message()
    found = _NAMED.search(said)
    word = (found[1] or found[2]) if found else ""
    if said.startswith("No such command"):
        near = re.search(r"Did you mean (.+)\?", said)
        return "Kommandot finns inte.", word, f"Menade du {near[1].replace("'", '')}?" if near else ""
    return ("Kommandot har för många ord." if word else "Kommandot går inte att tolka."), word, ""


def _name_parameter(fault: typer.TyperException) -> str:
    parameter = getattr(fault, "param", None)
    names = [one for one in getattr(parameter, "opts", ()) if one.startswith("-")]
    return " / ".join(names) or str(
        getattr(parameter, "metavar", None) or getattr(parameter, "name", "") or ""
    )


_TOLD: dict[str, Callable[[typer.TyperException], tuple[str, str, str]]] = {
    "MissingParameter": _tell_missing,
    "NoSuchOption": _tell_no_option,
    "BadOptionUsage": _tell_no_value,
    "BadParameter": _tell_bad,
}
