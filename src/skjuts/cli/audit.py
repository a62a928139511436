"""`skjuts audit`: verify the access log, see how it stands, and give what is stuck another try."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from skjuts.cli.audit_sentences import describe_flow, describe_log, describe_verdict, list_faults, list_losses
from skjuts.cli.consoles import answer_console, message_console
from skjuts.core.kernel.errors import InvalidField, UnreadableInput

if TYPE_CHECKING:
    from skjuts.apps.audit.verdict import Verdict
    from skjuts.apps.audit.verification import Stretch

KEY_BYTES = 32

First = Annotated[str, typer.Option("--from", metavar="DAG", help="Bara från den här dagen (ÅÅÅÅ-MM-DD).")]
Last = Annotated[str, typer.Option("--to", metavar="DAG", help="Bara till och med den här dagen.")]
Keys = Annotated[
    list[Path] | None,
    typer.Option("--key", metavar="FIL", help="Publik nyckel (hex) som också godtas; kan upprepas."),
]


def make_audit(start_django: Callable[[], None]) -> typer.Typer:
    """The commands, given what starts Django."""
    app = typer.Typer(
        help="Åtkomstlogg, händelser och utgående meddelanden.",
        no_args_is_help=True,
    )

    @app.command("verify")
    def verify(
        first: First = "",
        last: Last = "",
        key: Keys = None,
        as_json: Annotated[bool, typer.Option("--json", help="Skriv utslaget som JSON.")] = False,
    ) -> None:
        """Kontrollera att loggen är vad som en gång loggades. Avslutas med 1 när något är fel."""
        start_django()
        started = time.monotonic()
        verdict = _verify(_stretch(first, last), key or [])
        _tell(verdict, time.monotonic() - started, as_json=as_json)
        raise typer.Exit(0 if verdict.is_whole else 1)

    @app.command("accept-loss")
    def accept_loss(
        accepted_by: Annotated[str, typer.Option("--by", metavar="HSA-ID", help="Den som svarar för det.")],
        reason: Annotated[str, typer.Option("--reason", help="Varför loggen är tillbakasatt.")],
        key: Keys = None,
        *,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa vad som bekräftas.")] = False,
    ) -> None:
        """Bekräfta att poster är förlorade sedan en säkerhetskopia återställts, så att loggen kan gå vidare.

        Hela loggen kontrolleras först. Bekräftelsen undertecknas, visas för vittnet och nämns av verify
        för alltid.
        """
        start_django()
        typer.echo(_accept_loss(accepted_by, reason, key or [], is_kept=not dry_run))

    @app.command("status")
    def status() -> None:
        """Visa vad som är förseglat och bevittnat, och vad som väntar på leverans."""
        start_django()
        _show_status()

    @app.command("retry")
    def retry(
        number: Annotated[
            UUID | None, typer.Argument(metavar="[ID]", help="Leverans eller meddelande.")
        ] = None,
        drop: Annotated[bool, typer.Option("--drop", help="Stryk meddelandet i stället.")] = False,
    ) -> None:
        """Försök igen med det som är parkerat: ett visst, eller alla."""
        start_django()
        message_console().print(f"{_retry(number, drop=drop)} försöks igen eller är struket.")

    @app.command("public-key")
    def public_key() -> None:
        """Skriv den publika nyckel som kontrollpunkterna prövas med."""
        from skjuts.apps.audit.signing import Signer

        start_django()
        typer.echo(Signer.of_settings().public.hex())

    return app


def _stretch(first: str, last: str) -> Stretch:
    from skjuts.apps.audit.verification import Stretch

    return Stretch(
        first=_midnight(first, "--from") if first else None,
        last=_midnight(last, "--to") + dt.timedelta(days=1) if last else None,
    )


def _midnight(day: str, option: str) -> dt.datetime:
    from django.utils import timezone

    try:
        return timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(day), dt.time()))
    except ValueError:
        raise InvalidField(f"{day!r} är ingen dag.", field=option, remedy="Skriv ÅÅÅÅ-MM-DD.") from None


def _verify(stretch: Stretch, paths: list[Path]) -> Verdict:
    from rich.progress import Progress, TextColumn, TimeElapsedColumn

    from skjuts.apps.audit.signing import key_id_of, list_known_keys
    from skjuts.apps.audit.verification import verify_log
    from skjuts.core.ports.witness import witness

    keys = list_known_keys() | {key_id_of(public): public for public in map(_read_key, paths)}
    columns = (TextColumn("Poster lästa: {task.completed:,.0f}"), TimeElapsedColumn())
    with Progress(*columns, console=message_console(), transient=True) as display:
        task = display.add_task("", total=None)
        return verify_log(
            stretch,
            keys=keys,
            witness=witness.get(),
            progress=lambda count: display.update(task, completed=count),
        )


def _read_key(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise UnreadableInput(f"{path} är ingen publik nyckel.", field="--key")
    return key


def _tell(verdict: Verdict, seconds: float, *, as_json: bool) -> None:
    if as_json:
        told = {
            "entries": verdict.entries,
            "seals": verdict.seals,
            "seconds": round(seconds, 1),
            "is_whole": verdict.is_whole,
            "findings": list_faults(verdict),
            "losses": list_losses(verdict),
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for line in describe_verdict(verdict, seconds):
        answer_console().print(line, highlight=False, soft_wrap=True)


def _accept_loss(accepted_by: str, reason: str, paths: list[Path], *, is_kept: bool) -> str:
    from django.utils import timezone

    from skjuts.apps.audit.services.accepting_loss import accept_loss, describe_loss

    verdict = _verify(_stretch("", ""), paths)
    loss = describe_loss(verdict, accepted_by=accepted_by, reason=reason, now=timezone.now())
    if is_kept:
        accept_loss(loss)
    did = "Bekräftad" if is_kept else "Skulle bekräftas"
    return f"{did}: förlust från försegling {loss.first}, högst {loss.entries_at_most} poster."


def _show_status() -> None:
    from django.utils import timezone

    from skjuts.apps.audit.queries.standing import read_flow_standing, read_log_standing
    from skjuts.core.ports.witness import witness

    now = timezone.now()
    lines = [
        *describe_log(read_log_standing(witness.get()), now),
        *describe_flow(read_flow_standing(now)),
    ]
    for line in lines:
        answer_console().print(line, highlight=False, soft_wrap=True)


def _retry(number: UUID | None, *, drop: bool) -> int:
    from django.utils import timezone

    from skjuts.apps.audit.errors import UnknownDelivery
    from skjuts.apps.audit.queries.standing import read_flow_standing
    from skjuts.apps.audit.services.delivering import retry_delivery
    from skjuts.apps.audit.services.sending import drop_message, retry_message

    standing = read_flow_standing(timezone.now(), most=10_000)
    parked = [one for one in standing.parked if number in {None, one.id} and not drop]
    dead = [one for one in standing.dead if number in {None, one.id}]
    if number is not None and not parked and not dead:
        raise UnknownDelivery(field=str(number))
    if drop and number is None:
        raise InvalidField("Ange vilket meddelande som ska strykas.", field="ID")
    for one in parked:
        retry_delivery(delivery_id=one.id, authority_id=one.authority_id)
    for one in dead:
        (drop_message if drop else retry_message)(message_id=one.id, authority_id=one.authority_id)
    return len(parked) + len(dead)
