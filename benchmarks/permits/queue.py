"""How long the officer's queue takes to draw among many certificates and matters, page by page.

    ./run bench permits --part queue

It starts a PostgreSQL of its own under .cache/bench-queue, fills it with invented certificates, each with its
matter, of which a share waits for a decision, and asks for the page as a signed-in officer who serves two
authorities: the top, filtered, and the parts below. Everything that a page does is timed: names, access log.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

from benchmarks.permits.house import HOME, Baseline, people, running_house, share_of, signed_in_baseline
from benchmarks.rows import Row, Session

SEED = 17
TARGET_P95_MS = 300.0
HOLDERS = 20_000
BATCH = 2_000
WAITING_SHARE = 0.1
"""Of all matters ever: thirty thousand that wait are more than any region has."""
ADDRESS = "/resor/arenden/"
ASKED = (
    ("", 0.4),
    ("?visa=lediga", 0.15),
    ("?visa=mina", 0.1),
    ("?visa=sena", 0.1),
    ("?slag=paratransit", 0.1),
    ("?lage=in_review", 0.05),
    ("unit", 0.1),
)
DEPTH = 6
"""Parts that are read one after the other from the top, now and then."""


def measure_queue(session: Session) -> list[Row]:
    """Measure in a house of three hundred thousand certificates, or of twenty thousand."""
    certificates, pages = (20_000, 60) if session.is_quick else (300_000, 300)
    with running_house(HOME):
        home = fill_house(certificates, session)
        with signed_in_baseline() as baseline:
            return [*_measure(home, certificates, pages, baseline)]


def fill_house(certificates: int, session: Session) -> dict[str, Any]:
    """A region and a municipality that it works for, with their units, people, certificates and matters."""
    from skjuts.apps.registry.models import Authority  # noqa: PLC0415

    slug = f"ko-{certificates}"
    home, served = (
        Authority.objects.using("owner").get_or_create(
            slug=one, defaults={"name": one, "kind": kind, "opened_on": date(2026, 1, 1)}
        )
        for one, kind in ((slug, "region"), (f"{slug}-kommun", "municipality"))
    )
    if home[1]:
        began = time.perf_counter()
        _cooperate(home[0], served[0])
        for authority, share in ((home[0], 0.9), (served[0], 0.1)):
            _write(authority, int(certificates * share))
        _analyse()
        session.say(f"{certificates} certificates written in {time.perf_counter() - began:.0f} s")
    return {"authority": home[0], "units": _units(home[0])}


def _cooperate(home: Any, served: Any) -> None:  # noqa: ANN401
    from skjuts.apps.registry.models import Cooperation  # noqa: PLC0415

    Cooperation.objects.using("owner").create(
        operator=home,
        authority=served,
        tasks=["assess", "book"],
        legal_basis="påhittat avtal",
        in_force_from=date(2026, 1, 1),
    )


def _units(authority: Any) -> list[Any]:  # noqa: ANN401
    from skjuts.apps.registry.models import Unit  # noqa: PLC0415

    return list(Unit.objects.using("owner").filter(authority=authority, kind="care"))


def _write(authority: Any, certificates: int) -> None:  # noqa: ANN401
    """Units and issuers, patients with their names, then certificates and matters by the database itself."""
    from django.utils import timezone  # noqa: PLC0415

    from skjuts.adapters.person_register.invented import FAMILY_NAMES, GIVEN_NAMES  # noqa: PLC0415
    from skjuts.apps.registry import models  # noqa: PLC0415

    now, draws = timezone.now(), random.Random(SEED)
    for number in range(40):
        unit = models.Unit.objects.using("owner").create(
            authority=authority,
            kind="care",
            name=f"Enhet {number}",
            hsa_id=f"SE0000000000-Q{authority.id}-{number}",
            opened_on=date(2026, 1, 1),
        )
        _issuer(unit, number)
    for start in range(0, HOLDERS, BATCH):
        patients = [models.Patient(authority=authority, created_at=now) for _ in range(BATCH)]
        models.Patient.objects.using("owner").bulk_create(patients)
        models.PatientProfile.objects.using("owner").bulk_create(
            models.PatientProfile(
                authority=authority,
                patient=one,
                given_name=draws.choice(GIVEN_NAMES),
                family_name=draws.choice(FAMILY_NAMES),
                search_name=f"{start} {place}",
            )
            for place, one in enumerate(patients)
        )
    _write_matters(authority, certificates)


def _issuer(unit: Any, number: int) -> None:  # noqa: ANN401
    from skjuts.apps.registry import models  # noqa: PLC0415

    hsa_id = f"SE0000000000-QP{unit.authority_id}-{number}"
    staff = models.StaffMember.objects.using("owner").create(
        authority_id=unit.authority_id, hsa_id=hsa_id, given_name="Påhittad", family_name=f"Person{number}"
    )
    models.Assignment.objects.using("owner").create(
        authority_id=unit.authority_id,
        staff=staff,
        unit=unit,
        roles=["care_staff"],
        valid_from=date(2026, 1, 1),
    )


CERTIFICATES = """
insert into permits_certificate (id, authority_id, patient_id, is_guarded, issuer_id, unit_id, profession,
    signed, state, version, content, kinds, begun_at, saved_at, valid_from, valid_to, trips, issued_at)
select gen_random_uuid(), %(authority)s, p.ids[1 + n %% cardinality(p.ids)], false,
       a.ids[1 + n %% cardinality(a.ids)], a.units[1 + n %% cardinality(a.ids)], '', 'Påhittad', 'issued', 1,
       '{}', '{trip}', now(), now(), current_date, current_date + 90, 4, now() - n * interval '1 minute'
  from generate_series(0, %(count)s - 1) n,
       (select array_agg(id) ids from registry_patient where authority_id = %(authority)s) p,
       (select array_agg(id) ids, array_agg(unit_id) units from registry_assignment
         where authority_id = %(authority)s) a
"""
MATTERS = """
insert into permits_application (id, authority_id, patient_id, is_guarded, by, signed, at, kind, origin,
    arrival, unit_id, received_on, due_on, paused_on, paused_days, content, language, needs_interpreter,
    state, version, taken_by, taken_signed, opened_signed)
select gen_random_uuid(), c.authority_id, c.patient_id, false, null, 'Påhittad', c.issued_at,
       case when n %% 20 = 0 then 'paratransit' else 'patient_trip' end, 'certificate', 'electronic',
       c.unit_id, d.day, d.day + 14, null, 0, '', '', false,
       case when n %% 1000 < %(waiting)s
            then (array['received', 'assessed', 'assessed', 'in_review'])[1 + n %% 4] else 'decided' end,
       1, null, '', ''
  from (select row_number() over (order by issued_at, id) n, * from permits_certificate
         where authority_id = %(authority)s) c,
       lateral (select current_date - (n %% 40)::int as day) d
"""


def _write_matters(authority: Any, certificates: int) -> None:  # noqa: ANN401
    from django.db import connections  # noqa: PLC0415

    told = {"authority": authority.id, "count": certificates, "waiting": int(WAITING_SHARE * 1000)}
    with connections["owner"].cursor() as cursor:
        cursor.execute(CERTIFICATES, told)
        cursor.execute(MATTERS, told)


def _analyse() -> None:
    from django.db import connections  # noqa: PLC0415

    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")


def _measure(home: dict[str, Any], certificates: int, pages: int, baseline: Baseline) -> Iterator[Row]:
    times = _time_pages(home, pages)
    everything = [ms for its in times.values() for ms in its]
    yield Row(
        f"officer's queue among {certificates} certificates: p95",
        share_of(everything, 0.95),
        "ms",
        TARGET_P95_MS,
    )
    yield from baseline.compare("officer's queue", everything)
    yield Row("longest", round(max(everything), 1), "ms")
    for name, its in sorted(times.items()):
        yield Row(f"{name}: p95 of {len(its)}", share_of(its, 0.95), "ms", TARGET_P95_MS)


def _time_pages(home: dict[str, Any], pages: int) -> dict[str, list[float]]:
    """Milliseconds by what was asked for, the first page aside; every tenth is followed down its list."""
    officer, draws = _sign_in(home["authority"]), random.Random(SEED + 1)
    times: dict[str, list[float]] = {}
    for number in range(pages):
        chosen = draws.choices([one for one, _ in ASKED], [share for _, share in ASKED])[0]
        asked = f"?enhet={draws.choice(home['units']).id}" if chosen == "unit" else chosen
        address = f"{ADDRESS}{asked}"
        for depth in range(DEPTH if number % 10 == 0 else 1):
            ms, text = _ask(officer, address)
            if number:
                times.setdefault(f"{chosen or 'top'}{' further down' if depth else ''}", []).append(ms)
            more = re.search(r'rel="next" href="([^"]+)"', text)
            if more is None:
                break
            address = more[1].replace("&amp;", "&")
    return times


def _sign_in(authority: Any) -> Any:  # noqa: ANN401  (Django's test client)
    from skjuts.apps.registry.models import Unit  # noqa: PLC0415
    from skjuts.apps.tenancy.roles import Role  # noqa: PLC0415
    from skjuts.apps.tenancy.scope import entering  # noqa: PLC0415

    signed_in = people()
    with entering(authorities=[authority.id]):
        found = Unit.objects.select_related("authority").filter(authority_id=authority.id).first()
    return signed_in.make_person(Role.CASE_OFFICER, unit=found).client


def _ask(client: Any, address: str) -> tuple[float, str]:  # noqa: ANN401
    began = time.perf_counter()
    page = client.get(address)
    ms = (time.perf_counter() - began) * 1000
    if page.status_code != 200 or "permits:matters" not in page.resolver_match.view_name:
        raise SystemExit(f"{address}: {page.status_code}")
    return ms, page.text
