"""`skjuts doctor`: what is wrong with this installation, and how to mend it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from skjuts.cli.consoles import answer_console
from skjuts.cli.doctor.findings import Finding, State, Surroundings

type KeyReader = Callable[[Path | None], object]
type Check = Callable[[Surroundings], Iterator[Finding]]

_COLOURS = {State.OK: "green", State.FAULT: "bold red", State.UNTRIED: "dim"}


def make_doctor(read_keys: KeyReader, examine_platform: Check) -> Callable[..., None]:
    """The command; `read_keys` raises when a key file cannot be used, `examine_platform` tries settings."""

    def doctor(
        *,
        folder: Annotated[
            Path | None,
            typer.Option("--folder", metavar="MAPP", help="Tjänstens mapp; annars .skjuts eller demons."),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Svara som JSON, för program.")] = False,
    ) -> None:
        """Säg vad som är fel med installationen och hur det lagas.

        Slutar med kod 1 när något är fel. Ändrar ingenting.
        """
        findings = list(examine(folder, read_keys, examine_platform))
        console = answer_console()
        if as_json:
            typer.echo(json.dumps([_as_row(one) for one in findings], ensure_ascii=False, indent=1))
        else:
            _show(findings, console)
        raise typer.Exit(int(any(one.state is State.FAULT for one in findings)))

    return doctor


def examine(named: Path | None, read_keys: KeyReader, examine_platform: Check) -> Iterator[Finding]:
    """Make every check, in order; a database that does not start is a finding as well."""
    from skjuts.cli.doctor import database_checks, house_checks, machine_checks
    from skjuts.cli.doctor.findings import wrong
    from skjuts.cli.house.reaching import get_house_folder, reached_database
    from skjuts.core.kernel.errors import SkjutsError

    folder = get_house_folder(named)
    environment = dict(os.environ)
    nowhere = Surroundings(folder, environment, None)
    for examined in machine_checks.CHECKS:
        yield from examined(nowhere)
    checks: list[Check] = [
        house_checks.make_key_check(read_keys),
        *database_checks.CHECKS,
        examine_platform,
        *house_checks.CHECKS,
    ]
    try:
        with reached_database(folder, environment) as database:
            around = Surroundings(folder, environment, database)
            for check in checks:
                yield from check(around)
    except SkjutsError as fault:
        yield wrong("Databasen", fault.message, fault.remedy)


def _show(findings: list[Finding], console: Console) -> None:
    for one in findings:
        console.print(
            f"[{_COLOURS[one.state]}]{one.state.value:<9}[/] {escape(one.what)}: {escape(one.told)}",
            soft_wrap=True,
            highlight=False,
        )
        if one.remedy:
            console.print(f"          {escape(one.remedy)}", soft_wrap=True, highlight=False)


def _as_row(finding: Finding) -> dict[str, str]:
    return {
        "check": finding.what,
        "state": finding.state.value,
        "told": finding.told,
        "remedy": finding.remedy,
    }
