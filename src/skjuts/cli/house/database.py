"""The house's database: one of its own, or the one that the environment names."""

from __future__ import annotations

from dataclasses import dataclass

from skjuts.adapters.postgres.roles import APP, OWNER
from skjuts.adapters.postgres.server import Server, start
from skjuts.cli.house.plan import HousePlan
from skjuts.core.kernel.errors import BadConfiguration


@dataclass(frozen=True, slots=True)
class HouseDatabase:
    """The environment by which programs find the database; `server` is None when others run it."""

    environment: dict[str, str]
    server: Server | None
    is_new: bool

    def close(self) -> None:
        """Stop our own server."""
        if self.server is not None:
            self.server.stop()


def open_database(plan: HousePlan) -> HouseDatabase:
    """Start our own database, or take the one of `DATABASE_URL`; the keys must fit what is in it.

    Raises the errors of the database server, and `BadConfiguration` when an old database has lost its keys.
    """
    told = dict(plan.environment) | {"SKJUTS_MODE": plan.mode}
    told.setdefault("SKJUTS_FILES", str(plan.folder.files.absolute()))
    told.setdefault("SKJUTS_BACKUPS", str(plan.folder.backups.absolute()))
    if told.get("DATABASE_URL"):
        return HouseDatabase(told, None, is_new=False)
    server = start(plan.folder.postgres)
    try:
        _keep_mode(plan)
        _provide_keys(plan, told, is_new=server.is_new)
    except BaseException:
        server.stop()
        raise
    told |= {"DATABASE_URL": server.dsn(APP), "DATABASE_OWNER_URL": server.dsn(OWNER)}
    return HouseDatabase(told, server, is_new=server.is_new)


def _keep_mode(plan: HousePlan) -> None:
    """Invented people with known sign-ins must not come into production, nor real ones into a demo."""
    made_as = plan.folder.find_mode()
    if made_as is None:
        plan.folder.mode.write_text(f"{plan.mode}\n", encoding="utf-8")
    elif made_as != plan.mode:
        raise BadConfiguration(
            f"Mappen {plan.folder.path} är gjord för {made_as} och kan inte öppnas som {plan.mode}.",
            field="SKJUTS_MODE",
            remedy="Välj en annan mapp med --folder.",
        )


def _provide_keys(plan: HousePlan, told: dict[str, str], *, is_new: bool) -> None:
    """New keys for an old database would leave its encrypted fields unreadable for ever."""
    if told.get("SKJUTS_SECRETS"):
        return
    keys = plan.folder.keys.absolute()
    if not keys.exists():
        if not is_new:
            raise BadConfiguration(
                f"Nyckelfilen {keys} saknas, men databasen finns.",
                field="SKJUTS_SECRETS",
                remedy="Lägg tillbaka nyckelfilen: utan den går krypterade fält inte att läsa.",
            )
        plan.make_keys(keys)
    told["SKJUTS_SECRETS"] = str(keys)
