"""How long a patient search takes among many patients, with all that a search does: find, read, log, count.

    python -m benchmarks.patient_search --patients 100000

It starts a PostgreSQL of its own under .cache/bench-patients, fills it with invented people and times the
service as the application's role. What is typed is a personal number, a phone number, or a name: as it is,
in the other order, or with one letter changed, lost or swapped.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.rows import Row

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".cache" / "bench-patients"
SEED = 11
TARGET_P95_MS = 150.0
BATCH = 2000
SHARES = (("number", 0.35), ("phone", 0.15), ("name", 0.3), ("misspelt name", 0.2))


def main() -> None:
    """Measure and print the rows."""
    parser = argparse.ArgumentParser(description="Time the patient search.")
    parser.add_argument("--patients", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=600)
    asked = parser.parse_args()
    from skjuts.adapters.postgres.server import running_postgres  # noqa: PLC0415

    with running_postgres(HOME / "postgres", durable=False) as server:
        _set_up(server)
        held = _fill(asked.patients)
        for row in _measure(held, asked.searches):
            print(row.as_text(), flush=True)


def _set_up(server: Any) -> None:  # noqa: ANN401  (the launcher's server)
    from skjuts.config.secrets import make_secrets  # noqa: PLC0415

    keys = HOME / "keys.json"
    if not keys.exists():
        make_secrets(keys)
    os.environ |= {
        "DATABASE_URL": server.dsn("skjuts_app"),
        "DATABASE_OWNER_URL": server.dsn("skjuts_owner"),
        "SKJUTS_MODE": "test",
        "SKJUTS_SECRETS": str(keys),
        "DJANGO_SETTINGS_MODULE": "skjuts.config.settings",
    }
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", database="owner", verbosity=0)


def _fill(patients: int) -> list[dict[str, Any]]:
    """Invented patients of one authority; those of an earlier run are drawn anew and found in place."""
    from skjuts.apps.registry.models import Authority, Patient  # noqa: PLC0415

    people = list(_draw_people(patients))
    region, is_new = Authority.objects.using("owner").get_or_create(
        slug=f"matt-{patients}",
        defaults={"name": f"Mätt {patients}", "kind": "region", "opened_on": date(2026, 1, 1)},
    )
    if is_new:
        began = time.perf_counter()
        for start in range(0, patients, BATCH):
            _write(region, people[start : start + BATCH])
        from django.db import connections  # noqa: PLC0415

        with connections["owner"].cursor() as cursor:
            cursor.execute("analyze")
        print(f"{patients} patients written in {time.perf_counter() - began:.0f} s", flush=True)
    if Patient.objects.using("owner").filter(authority=region).count() != patients:
        raise SystemExit(f"half a register: remove {HOME}")
    return [{**one, "authority": region} for one in people]


def _draw_people(patients: int) -> Iterator[dict[str, Any]]:
    from skjuts.adapters.person_register.invented import FAMILY_NAMES, GIVEN_NAMES, TOWNS  # noqa: PLC0415
    from skjuts.core.kernel.identifiers import luhn_digit  # noqa: PLC0415

    draws = random.Random(SEED)
    for number in range(patients):
        born = date(1930, 1, 1) + timedelta(days=draws.randrange(34_000))
        stem = f"{born:%Y%m%d}{number % 1000:03d}"
        # Every other has two given names or two family names, as people have.
        given = " ".join(draws.sample(GIVEN_NAMES, 1 + (number % 3 == 0)))
        family = "-".join(draws.sample(FAMILY_NAMES, 1 + (number % 7 == 0)))
        yield {
            "born": born,
            "value": f"{stem}{luhn_digit(stem[2:])}",
            "given": given,
            "family": family,
            "phone": f"+4670{number:07d}",
            "town": draws.choice(TOWNS)[1],
        }


# Numbers are drawn, so a few are drawn twice; the second one goes without.
def _write(region: Any, people: list[dict[str, Any]]) -> None:  # noqa: ANN401
    from django.utils import timezone  # noqa: PLC0415

    from skjuts.apps.registry import models  # noqa: PLC0415
    from skjuts.apps.registry.facts.identities import identity_index  # noqa: PLC0415
    from skjuts.apps.registry.facts.names import searchable_name  # noqa: PLC0415
    from skjuts.core.kernel.identifiers import IdentitySystem, PersonIdentity  # noqa: PLC0415

    now = timezone.now()
    kinds = (models.Patient, models.PatientProfile, models.PatientIdentifier, models.PatientPhone)
    rows: dict[Any, list[Any]] = {kind: [] for kind in (*kinds, models.PatientAddress)}
    for one in people:
        patient = models.Patient(authority=region, created_at=now)
        identity = PersonIdentity(IdentitySystem.PERSONAL_NUMBER, one["value"])
        shared = {"authority": region, "patient": patient}
        rows[models.Patient].append(patient)
        rows[models.PatientProfile].append(
            models.PatientProfile(
                **shared,
                given_name=one["given"],
                family_name=one["family"],
                born=one["born"].isoformat(),
                search_name=searchable_name(one["given"], one["family"]),
                search_born=one["born"],
                register="confirmed",
                register_asked_at=now,
            )
        )
        rows[models.PatientIdentifier].append(
            models.PatientIdentifier(
                **shared,
                system=identity.system,
                value=identity.value,
                index=identity_index(identity),
                added_at=now,
            )
        )
        _add_contacts(rows, shared, one, now)
    for kind, made in rows.items():
        kind.objects.using("owner").bulk_create(made, ignore_conflicts=kind is models.PatientIdentifier)


def _add_contacts(rows: dict[Any, list[Any]], shared: dict[str, Any], one: dict[str, Any], now: Any) -> None:  # noqa: ANN401
    from skjuts.apps.registry import models  # noqa: PLC0415
    from skjuts.apps.registry.facts.identities import phone_index  # noqa: PLC0415

    rows[models.PatientPhone].append(
        models.PatientPhone(**shared, number=one["phone"], index=phone_index(one["phone"]), added_at=now)
    )
    rows[models.PatientAddress].append(
        models.PatientAddress(
            **shared,
            kind="registered",
            street="Storgatan 1",
            locality=one["town"],
            valid_from=date(2020, 1, 1),
        )
    )


def _measure(people: list[dict[str, Any]], searches: int) -> Iterator[Row]:
    from skjuts.apps.registry.services.patients import search_patients  # noqa: PLC0415
    from skjuts.apps.tenancy.scope import acting  # noqa: PLC0415

    actor, draws = _actor(people[0]["authority"]), random.Random(SEED + 1)
    times: dict[str, list[float]] = {name: [] for name, _ in SHARES}
    found = dict.fromkeys(times, 0)
    for _ in range(searches):
        kind = draws.choices([name for name, _ in SHARES], [share for _, share in SHARES])[0]
        one = draws.choice(people)
        text = _typed(kind, one, draws)
        began = time.perf_counter()
        with acting(actor):
            hits = search_patients(actor, text=text, today=date(2026, 11, 21))
        times[kind].append((time.perf_counter() - began) * 1000)
        found[kind] += any(hit.profile and _is_namesake(hit.profile.name, one) for hit in hits)
    everything = [ms for its in times.values() for ms in its]
    yield Row(
        f"patient search among {len(people)}: p95", round(_share(everything, 0.95), 1), "ms", TARGET_P95_MS
    )
    yield Row("longest", round(max(everything), 1), "ms")
    for kind, its in times.items():
        yield Row(f"{kind}: p50", round(_share(its, 0.5), 1), "ms")
        yield Row(f"{kind}: p95", round(_share(its, 0.95), 1), "ms", TARGET_P95_MS)
        yield Row(f"{kind}: somebody of that name found", round(found[kind] / max(1, len(its)), 3), "share")


def _is_namesake(name: str, one: dict[str, Any]) -> bool:
    """Many have the same names here; who asked by name is content with a namesake to look closer at."""
    return one["given"].split()[0] in name and one["family"].split("-")[0] in name


def _actor(region: Any) -> Any:  # noqa: ANN401
    from uuid import uuid4  # noqa: PLC0415

    from skjuts.apps.tenancy.actor import Actor  # noqa: PLC0415
    from skjuts.apps.tenancy.roles import Role  # noqa: PLC0415

    return Actor(
        uuid4(), uuid4(), uuid4(), uuid4(), region.id, frozenset({Role.BOOKING_AGENT}), frozenset({region.id})
    )


def _typed(kind: str, one: dict[str, Any], draws: random.Random) -> str:
    if kind == "number":
        return f"{one['value'][2:8]}-{one['value'][8:]}"
    if kind == "phone":
        return "0" + one["phone"][3:]
    words = [one["given"].split()[0], *one["family"].split("-")]
    if kind == "name":
        return " ".join(words if draws.random() < 0.5 else reversed(words))
    return " ".join([words[0], _misspelt(words[1], draws), *words[2:]])


def _misspelt(word: str, draws: random.Random) -> str:
    at = draws.randrange(1, len(word) - 1)
    return draws.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + draws.choice("aeinrst") + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def _share(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


if __name__ == "__main__":
    main()
