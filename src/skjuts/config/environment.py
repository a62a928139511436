"""What the operator decides, read from environment variables and refused when it makes no sense.

docs/reference/configuration.md is generated from `VARIABLES`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from skjuts.core.kernel.errors import BadConfiguration


class Mode(StrEnum):
    """What kind of house this is."""

    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its meaning in Swedish, and what stands when it is not set."""

    name: str
    meaning: str
    default: str = ""
    required_in_production: bool = False


VARIABLES = (
    Variable("SKJUTS_MODE", "demo, test eller production", "production"),
    Variable("DATABASE_URL", "Databasen, med rollen skjuts_app", required_in_production=True),
    Variable("DATABASE_OWNER_URL", "Samma databas med rollen skjuts_owner; bara för migrering"),
    Variable("SKJUTS_SECRETS", "Sökväg till nyckelfilen", required_in_production=True),
    Variable(
        "SKJUTS_ALLOWED_HOSTS", "Värdnamn som sidorna svarar på, med komma emellan", "localhost,127.0.0.1"
    ),
    Variable("SKJUTS_PUBLIC_URL", "Adressen som användare ser, till exempel https://resor.exempel.se"),
    Variable("SKJUTS_FILES", "Mapp för bilagor", ".cache/files"),
    Variable(
        "SKJUTS_WAREHOUSE",
        "Mapp för uppföljningens resor, med en mapp per huvudman; tomt ger warehouse bredvid bilagorna",
    ),
    Variable(
        "SKJUTS_OIDC_ISSUERS",
        "Identitetsutfärdare: JSON-lista med id, namn, adress, klient-id och hemlighet",
        "[]",
    ),
    Variable("SKJUTS_LOG_FORMAT", "json eller text", "json"),
    Variable("SKJUTS_POOL_SIZE", "Databasanslutningar per process", "8"),
    Variable("SKJUTS_PROXIES", "Antal betrodda proxyservrar framför sidorna", "0"),
    Variable(
        "SKJUTS_MAIL",
        "Utgående post: smtp://namn:lösenord@värd:587?from=avsändare eller file:mapp; tomt låter brev vänta",
    ),
    Variable(
        "SKJUTS_LETTERS",
        "Brevfack som en utskriftstjänst tömmer: file:mapp; tomt ger en mapp bredvid bilagorna i demo",
    ),
    Variable(
        "SKJUTS_PERSON_REGISTER",
        "Adress till personregistrets tjänst; tomt ger påhittade personer i demo, inga i produktion",
    ),
    Variable("SKJUTS_PERSON_REGISTER_TOKEN", "Hemlighet som personregistrets tjänst känner igen oss på"),
    Variable(
        "SKJUTS_CLAMD",
        "Virusskyddet clamd, värd:port eller socketens sökväg; utan det tar produktion inte emot bilagor",
    ),
    Variable(
        "SKJUTS_TIMETABLE",
        "Tidtabellen i GTFS, zip eller mapp; tomt ger en påhittad i demo och ingen i produktion",
    ),
    Variable(
        "SKJUTS_WITNESS",
        "Mapp på en annan maskin där åtkomstloggens signerade kontrollpunkter också skrivs",
    ),
    Variable(
        "SKJUTS_ACCESSIBILITY_MAIL",
        "E-postadress för synpunkter på tillgängligheten; utan den har produktion inget formulär för dem",
    ),
    Variable("SKJUTS_METRICS_TOKEN", "Hemlighet med vilken övervakning utifrån läser /metrics; tomt stänger"),
    Variable("SKJUTS_BACKUPS", "Mapp för säkerhetskopior", ".skjuts/backups"),
    Variable("DATABASE_ADMIN_URL", "Samma databas med en roll som ser alla rader; bara för säkerhetskopior"),
)


@dataclass(frozen=True, slots=True)
class Environment:
    """The operator's decisions, typed."""

    mode: Mode
    database_url: str
    database_owner_url: str
    secrets_path: Path | None
    allowed_hosts: tuple[str, ...]
    public_url: str
    files: Path
    warehouse: Path
    oidc_issuers: str
    log_format: str
    pool_size: int
    proxies: int
    metrics_token: str
    mail: str
    letters: str
    person_register: str
    person_register_token: str
    clamd: str
    timetable: Path | None
    witness: Path | None
    accessibility_mail: str


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """Read and judge the variables; raises `BadConfiguration` naming the variable."""
    told = {one.name: variables.get(one.name) or one.default for one in VARIABLES}
    mode = _mode(told["SKJUTS_MODE"])
    if mode is Mode.PRODUCTION:
        _require_all(told)
    return Environment(
        mode=mode,
        database_url=told["DATABASE_URL"],
        database_owner_url=told["DATABASE_OWNER_URL"],
        secrets_path=Path(told["SKJUTS_SECRETS"]) if told["SKJUTS_SECRETS"] else None,
        allowed_hosts=tuple(one.strip() for one in told["SKJUTS_ALLOWED_HOSTS"].split(",") if one.strip()),
        public_url=told["SKJUTS_PUBLIC_URL"].rstrip("/"),
        files=Path(told["SKJUTS_FILES"]),
        warehouse=Path(told["SKJUTS_WAREHOUSE"] or Path(told["SKJUTS_FILES"]).parent / "warehouse"),
        oidc_issuers=told["SKJUTS_OIDC_ISSUERS"],
        log_format=_one_of("SKJUTS_LOG_FORMAT", told, ("json", "text")),
        pool_size=_whole("SKJUTS_POOL_SIZE", told, least=1),
        proxies=_whole("SKJUTS_PROXIES", told, least=0),
        metrics_token=told["SKJUTS_METRICS_TOKEN"],
        mail=told["SKJUTS_MAIL"],
        letters=told["SKJUTS_LETTERS"] or _beside(told["SKJUTS_FILES"], "letters", mode),
        person_register=told["SKJUTS_PERSON_REGISTER"],
        person_register_token=told["SKJUTS_PERSON_REGISTER_TOKEN"],
        clamd=told["SKJUTS_CLAMD"],
        timetable=Path(told["SKJUTS_TIMETABLE"]) if told["SKJUTS_TIMETABLE"] else None,
        witness=Path(told["SKJUTS_WITNESS"]) if told["SKJUTS_WITNESS"] else None,
        accessibility_mail=told["SKJUTS_ACCESSIBILITY_MAIL"]
        or ("" if mode is Mode.PRODUCTION else "tillganglighet@exempel.se"),
    )


def _beside(files: str, name: str, mode: Mode) -> str:
    """A folder beside the attachments' in the demo; '' elsewhere."""
    return (Path(files).absolute().parent / name).as_uri() if mode is Mode.DEMO else ""


def _mode(value: str) -> Mode:
    try:
        return Mode(value)
    except ValueError:
        raise BadConfiguration(
            f"SKJUTS_MODE är {value!r}.", field="SKJUTS_MODE", remedy="Välj demo, test eller production."
        ) from None


def _require_all(told: Mapping[str, str]) -> None:
    for one in VARIABLES:
        if one.required_in_production and not told[one.name]:
            raise BadConfiguration(f"{one.name} saknas ({one.meaning}).", field=one.name)


def _one_of(name: str, told: Mapping[str, str], choices: tuple[str, ...]) -> str:
    if told[name] not in choices:
        raise BadConfiguration(
            f"{name} är {told[name]!r}.", field=name, remedy=f"Välj bland {', '.join(choices)}."
        )
    return told[name]


def _whole(name: str, told: Mapping[str, str], *, least: int) -> int:
    if not told[name].isdigit() or int(told[name]) < least:
        raise BadConfiguration(
            f"{name} är {told[name]!r}.", field=name, remedy=f"Ange ett heltal från {least}."
        )
    return int(told[name])
