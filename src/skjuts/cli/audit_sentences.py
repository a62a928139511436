"""What verification and status came to, as Swedish sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.markup import escape

if TYPE_CHECKING:
    from skjuts.apps.audit.chain import Statement
    from skjuts.apps.audit.losses import Loss
    from skjuts.apps.audit.queries.standing import FlowStanding, LogStanding
    from skjuts.apps.audit.verdict import Finding, Verdict

_FAULTS = {
    "changed": "posten är ändrad",
    "missing": "en post saknas efter den här",
    "inserted": "posten är insatt i efterhand",
    "reordered": "posten har bytt plats",
    "seal_changed": "förseglingen är ändrad",
    "seal_missing": "förseglingen saknas",
    "cut": "loggen är avklippt: härifrån saknas det som en kontrollpunkt vittnar om",
    "regrown": "loggen är en annan än den som en kontrollpunkt vittnar om",
    "forged": "kontrollpunkten är inte undertecknad med vår nyckel",
}
LATE = dt.timedelta(minutes=2)


def describe_verdict(verdict: Verdict, seconds: float) -> Iterator[str]:
    """The verdict for a person."""
    read = f"{_number(verdict.entries)} poster i {_number(verdict.seals)} förseglingar"
    yield f"{read} lästa på {seconds:.0f} s."
    yield f"Databasens senaste kontrollpunkt: {_statement(verdict.checkpoint)}"
    yield f"Vittnets senaste kontrollpunkt: {_statement(verdict.witnessed)}"
    if verdict.witnessed is None:
        yield "[yellow]Utan vittne kan ett avklippt slut inte uteslutas (SKJUTS_WITNESS).[/]"
    for loss in verdict.losses:
        yield f"[yellow]Bekräftad förlust:[/] {_loss(loss)}"
    for finding in verdict.findings:
        yield f"[bold red]Fel:[/] {_finding(finding)}"
    if verdict.is_whole:
        yield "[green]Loggen är hel.[/]"
    else:
        yield "[bold red]Loggen är inte vad som en gång loggades.[/] Larma informationssäkerhetsansvarig."
    if verdict.missing_at_most:
        yield (
            f"Högst {_number(verdict.missing_at_most)} poster saknas. Är en säkerhetskopia återställd,"
            " bekräfta förlusten med skjuts audit accept-loss."
        )


def list_losses(verdict: Verdict) -> list[dict[str, str | int]]:
    """The losses that somebody answers for, for a program."""
    return [
        {
            "from_seal": loss.first,
            "entries_at_most": loss.entries_at_most,
            "accepted_at": loss.accepted_at.isoformat(),
            "accepted_by": loss.accepted_by,
            "reason": loss.reason,
        }
        for loss in verdict.losses
    ]


def list_faults(verdict: Verdict) -> list[dict[str, str | int]]:
    """The findings for a program."""
    return [
        {
            "fault": finding.fault.value,
            "seal": finding.sequence,
            **({"position": finding.place.position, "id": finding.place.id} if finding.place else {}),
        }
        for finding in verdict.findings
    ]


def describe_log(standing: LogStanding, now: dt.datetime) -> Iterator[str]:
    """How the access log stands."""
    yield f"Förseglade poster: {_number(standing.sealed)}"
    oldest = standing.oldest_unsealed_at
    if oldest is not None and now - oldest > LATE:
        yield (
            f"[bold red]Oförseglade poster: {_number(standing.unsealed)}, den äldsta från {_time(oldest)}.[/]"
            " Körs skjuts worker? Står någon transaktion öppen?"
        )
    else:
        yield f"Oförseglade poster: {_number(standing.unsealed)}"
    yield f"Senaste kontrollpunkt: {_time(standing.checkpoint_at)}"
    if standing.has_witness:
        yield f"Vittnets senaste kontrollpunkt: {_time(standing.witnessed_at)}"
    else:
        yield "[yellow]Inget vittne är inställt (SKJUTS_WITNESS).[/]"
    yield f"Det finns plats i loggen till {standing.room_until or 'ingen dag alls'}."


def describe_flow(standing: FlowStanding) -> Iterator[str]:
    """How events and messages stand."""
    yield f"Händelser på väg: {_number(standing.waiting_deliveries)}"
    yield f"Meddelanden på väg: {_number(standing.waiting_messages)}"
    for one in standing.parked:
        yield f"[red]Parkerad:[/] {one.id} {one.what}, {one.attempts} försök, {one.failure}"
    for one in standing.dead:
        yield f"[red]Gick inte att skicka:[/] {one.id} till {one.what}, {one.attempts} försök, {one.failure}"
    for name in standing.resting:
        yield f"[yellow]Kanalen {name} vilar efter flera fel i rad.[/]"
    for name in standing.gone:
        yield f"[red]Händelser väntar på {name}, som programmet inte har.[/]"


def _finding(finding: Finding) -> str:
    where = f"försegling {finding.sequence}"
    if finding.place is not None:
        where += f", post {finding.place.id} (läge {finding.place.position})"
    return f"{where}: {_FAULTS[finding.fault.value]}."


def _loss(loss: Loss) -> str:
    return (
        f"från försegling {loss.first}, högst {_number(loss.entries_at_most)} poster."
        f" {loss.accepted_by} svarar för den sedan {_time(loss.accepted_at)}: {escape(loss.reason)}"
    )


def _statement(statement: Statement | None) -> str:
    if statement is None:
        return "ingen"
    return f"{_time(statement.made_at)}, försegling {statement.sequence}, {_number(statement.entries)} poster"


def _time(moment: dt.datetime | None) -> str:
    return "ingen" if moment is None else f"{moment.astimezone():%Y-%m-%d %H.%M.%S}"


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u00a0")
