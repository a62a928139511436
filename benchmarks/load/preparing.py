"""Run as a program: sign a crowd in, and write down what it may ask for.

    python -m benchmarks.load.preparing CROWD.json

Sessions are rows like those that a sign-in leaves; the token against forged requests is known, so that forms
can be sent as the page would send them.
"""

from __future__ import annotations

import json
import random
import string
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.load.loading import close_pools
from skjuts.rehearsal.started_demo import start_demo_django

SEED = 1
PEOPLE = {
    "care_staff": 260,
    "unit_manager": 60,
    "support_officer": 24,
    "case_officer": 24,
    "registrar": 16,
    "booking_agent": 16,
}
PATIENTS_EACH = 12
SEARCHES = 4_000
LETTERS = string.ascii_letters + string.digits


def main(path: Path) -> None:
    """Write the crowd."""
    start_demo_django()
    rng = random.Random(SEED)
    crowd = {"people": list(_list_people(rng)), "searches": _list_searches(rng), "courses": _list_courses()}
    path.write_text(json.dumps(crowd, ensure_ascii=False), encoding="utf-8")
    close_pools()


def _list_people(rng: random.Random) -> Iterable[dict[str, Any]]:
    from skjuts.apps.registry.models import Assignment, PatientRelation  # noqa: PLC0415

    held = Assignment.objects.using("owner").select_related("account").filter(suspended_at=None)
    for role, count in PEOPLE.items():
        rows = list(held.filter(roles__contains=[role], account__isnull=False).order_by("id"))
        for one in rng.sample(rows, min(count, len(rows))):
            related = PatientRelation.objects.using("owner").filter(unit_id=one.unit_id).order_by("id")
            patients = [str(found) for found in related.values_list("patient_id", flat=True)[:PATIENTS_EACH]]
            yield {
                "role": role,
                "authority": one.authority_id,
                "unit": str(one.unit_id),
                "patients": patients,
                **_sign_in(one, rng),
            }


def _sign_in(one: Any, rng: random.Random) -> dict[str, str]:  # noqa: ANN401  (an Assignment, imported late)
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.middleware.csrf import CSRF_SESSION_KEY  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from skjuts.apps.registry.services.admit import BACKEND  # noqa: PLC0415
    from skjuts.apps.registry.session_store import SessionStore  # noqa: PLC0415
    from skjuts.apps.registry.sessions import SessionStamps, write_stamps  # noqa: PLC0415

    token = "".join(rng.choices(LETTERS, k=32))
    session, now = SessionStore(), timezone.now()
    session[SESSION_KEY] = str(one.account_id)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = one.account.get_session_auth_hash()
    session[CSRF_SESSION_KEY] = token
    write_stamps(
        session, SessionStamps(began_at=now, used_at=now, assurance="loa3", issuer=one.account.issuer)
    )
    session.create()
    return {"session": str(session.session_key), "token": token}


def _list_searches(rng: random.Random) -> dict[str, list[str]]:
    """By authority: names, half of them misspelt, some personal numbers and telephone numbers."""
    from skjuts.apps.registry.models import PatientIdentifier, PatientPhone, PatientProfile  # noqa: PLC0415
    from skjuts.rehearsal.universe.volume_staff import list_authorities  # noqa: PLC0415

    found: dict[str, list[str]] = {}
    for authority in list_authorities():
        own = {"authority": authority}
        profiles = PatientProfile.objects.using("owner").filter(**own).order_by("id")[:SEARCHES]
        numbers = PatientIdentifier.objects.using("owner").filter(**own).order_by("id")[: SEARCHES // 4]
        phones = PatientPhone.objects.using("owner").filter(**own).order_by("id")[: SEARCHES // 20]
        names = [one.name for one in profiles]
        told = [misspell(name, rng) if rng.random() < 0.5 else name for name in names]
        told += [one.value for one in numbers] + [one.number for one in phones]
        rng.shuffle(told)
        found[str(authority.id)] = told
    return found


def _list_courses() -> dict[str, dict[str, Any]]:
    """By authority: the whole course's id and its pages."""
    from skjuts.apps.training.queries.courses import read_content  # noqa: PLC0415
    from skjuts.rehearsal.universe.volume_staff import iterate_courses  # noqa: PLC0415

    return {
        str(one.authority_id): {
            "id": str(one.id),
            "pages": [page.slug for page in read_content(one, "sv").pages],
        }
        for one in iterate_courses()
    }


def misspell(name: str, rng: random.Random) -> str:
    """A name as somebody in a hurry writes it: a letter doubled, left out, or two that changed places."""
    spot = rng.randrange(1, max(2, len(name) - 1))
    way = rng.randrange(3)
    if way == 0:
        return name[:spot] + name[spot] + name[spot:]
    if way == 1:
        return name[:spot] + name[spot + 1 :]
    return name[:spot] + name[spot : spot + 2][::-1] + name[spot + 2 :]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
