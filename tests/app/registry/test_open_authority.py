"""The first authority of an empty house, let in by command in production mode, and what its person meets."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from skjuts.apps.audit.models import Event
from skjuts.apps.registry.models import AssignmentStatus, Authority
from skjuts.apps.registry.services.admit import Trust, Vouched, admit
from skjuts.apps.registry.services.open_authority import Opening, open_authority
from skjuts.apps.tenancy.scope import entering
from skjuts.config.secrets import make_secrets
from skjuts.core.kernel.errors import InvalidField
from tests.app.signed_in import sign_in

ADMIN = "SE2321000000-P001"
TOLD = {
    "--name": "Region Exempel",
    "--organisation-number": "232100-0000",
    "--unit-hsa-id": "SE2321000000-K001",
    "--admin-hsa-id": ADMIN,
    "--given-name": "Karin",
    "--family-name": "Exempelsson",
}


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """The environment of an operator's shell, with the application's role on this test's database."""
    keys = tmp_path / "keys.json"
    make_secrets(keys)
    told = {
        name: value for name, value in os.environ.items() if not name.startswith(("SKJUTS_", "DATABASE_"))
    }
    at = connection.settings_dict
    return told | {
        "SKJUTS_MODE": "production",
        "SKJUTS_SECRETS": str(keys),
        "SKJUTS_PUBLIC_URL": "https://resor.exempel.se",
        "DATABASE_URL": f"postgresql:///{at['NAME']}?user=skjuts_app&host={at['HOST']}",
    }


def run_command(environment: dict[str, str], *more: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    words = [word for option in TOLD.items() for word in option]
    return subprocess.run(
        [sys.executable, "-m", "skjuts", "open-authority", "region-exempel", *words, *more],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.django_db(transaction=True)
def test_empty_house_when_an_authority_is_opened_lets_its_administrator_in(
    production: dict[str, str],
) -> None:
    """Without it a new installation is a locked house with nobody inside."""
    tried = run_command(production, "--dry-run")
    assert (tried.returncode, Authority.objects.count()) == (0, 0), tried.stderr
    done = run_command(production)
    assert done.returncode == 0, done.stderr
    assert "https://resor.exempel.se/inforande/" in done.stderr
    vouched = Vouched(issuer="https://idp.exempel.se", subject="1", hsa_id=ADMIN, assurance="loa3")
    client = sign_in(admit(vouched=vouched, trust=Trust(("loa3",))))
    page = client.get(reverse("registry:onboarding"))
    assert page.status_code == 200
    assert "Karin Exempelsson" in page.content.decode()
    again = run_command(production)
    assert (again.returncode, Authority.objects.count()) == (5, 1)


@pytest.fixture
def opening() -> Opening:
    """The same, told to the service."""
    return Opening(
        slug="region-exempel",
        name="Region Exempel",
        kind=Authority.Kind.REGION,
        organisation_number="232100-0000",
        unit_name="Kansliet",
        unit_hsa_id="SE2321000000-K001",
        admin_hsa_id=ADMIN,
        given_name="Karin",
        family_name="Exempelsson",
    )


@pytest.mark.django_db
def test_opening_when_done_leaves_a_trail_that_the_program_did_it(opening: Opening) -> None:
    """Who gave the first right is the question that an auditor asks first."""
    first = open_authority(opening=opening, now=timezone.now(), today=timezone.localdate())
    with entering(authorities=[first.authority_id]):
        status = AssignmentStatus.objects.get()
        event = Event.objects.get(aggregate_id=first.id)
    assert (status.step, status.written_by_id, status.reason) == ("given", None, "Huvudmannen öppnades")
    assert (event.name, event.account_id) == ("registry.assignment_given", None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "Region Exempel"),
        ("admin_hsa_id", "P001"),
        ("unit_hsa_id", ""),
        ("organisation_number", "232100"),
        ("given_name", " "),
        ("name", "x" * 121),
    ],
)
def test_opening_when_something_cannot_be_used_names_it_and_writes_nothing(
    opening: Opening, field: str, value: str
) -> None:
    """A half opened authority would block its own name."""
    with pytest.raises(InvalidField) as refused:
        open_authority(
            opening=replace(opening, **{field: value}), now=timezone.now(), today=timezone.localdate()
        )
    assert refused.value.field == field
    assert Authority.objects.count() == 0
