"""Files into the registers: a dry run that points at every fault, and all or nothing after it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from skjuts.apps.audit.models import Event
from skjuts.apps.registry.models import (
    Account,
    Assignment,
    AssignmentStatus,
    RegisterImport,
    StaffMember,
    Unit,
)
from skjuts.apps.registry.services.imports.applying import apply_waiting, begin_applying, discard_import
from skjuts.apps.registry.services.imports.checking import check_file
from skjuts.apps.registry.staff_errors import ImportDone
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.core.kernel.errors import NotAllowed
from tests.app.signed_in import Person, give_assignment, make_person, make_unit, sign_in

pytestmark = pytest.mark.django_db

Kind, State = RegisterImport.Kind, RegisterImport.State
ORG = "SE0000000000"
STAFF = f"hsa_id;fornamn;efternamn;yrke\n{ORG}-A1;Åsa;Öberg;Läkare\n{ORG}-A2;Bo;Ek;Sjuksköterska\n"


@pytest.fixture
def registrar() -> Person:
    """Somebody who keeps the registers."""
    return make_person(Role.REGISTRAR)


def check(person: Person, kind: Kind, text: str, *, closes: bool = False) -> RegisterImport:
    """A dry run."""
    with acting(person.actor):
        return check_file(
            actor=person.actor,
            kind=kind,
            file_name="C:\\mina filer\\lista.csv",
            content=text.encode(),
            closes_missing=closes,
            now=timezone.now(),
        )


def take_in(person: Person, kind: Kind, text: str, *, closes: bool = False) -> RegisterImport:
    """A dry run, and then for real."""
    checked = check(person, kind, text, closes=closes)
    assert checked.state == State.CHECKED, checked.problems
    with acting(person.actor):
        return begin_applying(actor=person.actor, import_id=checked.id, now=timezone.now())


def staff_of(person: Person) -> dict[str, StaffMember]:
    """The staff register of the person's authority."""
    with acting(person.actor):
        return {one.hsa_id: one for one in StaffMember.objects.filter(authority=person.authority)}


def test_dry_run_when_done_writes_nothing_into_the_register(registrar: Person) -> None:
    """One looks before one leaps."""
    checked = check(registrar, Kind.STAFF, STAFF)
    assert (checked.state, checked.counts["created"], checked.file_name) == (State.CHECKED, 2, "lista.csv")
    assert set(staff_of(registrar)) == {registrar.staff.hsa_id}


def test_file_when_applied_fills_the_register_and_keeps_no_content(registrar: Person) -> None:
    """Names lie in the register, not in a heap of old files."""
    done = take_in(registrar, Kind.STAFF, STAFF)
    assert (done.state, done.content) == (State.APPLIED, None)
    assert staff_of(registrar)[f"{ORG}-A1"].name == "Åsa Öberg"


def test_file_when_read_again_changes_only_what_differs(registrar: Person) -> None:
    """Reading the same file every night is harmless."""
    take_in(registrar, Kind.STAFF, STAFF)
    again = take_in(registrar, Kind.STAFF, STAFF.replace("Läkare", "Överläkare"))
    assert {name: again.counts[name] for name in ("created", "changed", "unchanged", "closed")} == {
        "created": 0,
        "changed": 1,
        "unchanged": 1,
        "closed": 0,
    }
    assert staff_of(registrar)[f"{ORG}-A1"].profession == "Överläkare"


def test_file_when_it_has_faults_points_at_each_and_applies_nothing(registrar: Person) -> None:
    """Everything wrong is told at once, with line, column and what to do."""
    told = (
        "hsa_id;fornamn;efternamn;epost\nfel;Åsa;Öberg;\n"
        f"{ORG}-A2;;Ek;ingen adress\n{ORG}-A3;Eva;Ek;\n{ORG}-A3;Eva;Ek;\n"
    )
    checked = check(registrar, Kind.STAFF, told)
    found = [(one["line"], one["column"]) for one in checked.problems]
    assert found == [(2, "hsa_id"), (3, "epost"), (3, "fornamn"), (5, "hsa_id")]
    assert checked.state == State.FAULTY
    assert all(one["what"] and one["remedy"] for one in checked.problems)
    with acting(registrar.actor), pytest.raises(ImportDone):
        begin_applying(actor=registrar.actor, import_id=checked.id, now=timezone.now())


def test_faults_when_kept_repeat_no_name(registrar: Person) -> None:
    """The list of faults outlives the file."""
    checked = check(registrar, Kind.STAFF, f"hsa_id;fornamn;efternamn\n{ORG}-A1;Hemlig\x07;Hemlig\n")
    assert checked.problem_count == 1
    assert "Hemlig" not in str(checked.problems)


def test_column_when_missing_is_the_only_fault(registrar: Person) -> None:
    """A file of the wrong kind is not answered with a fault a line."""
    checked = check(registrar, Kind.STAFF, f"hsa_id;namn\n{ORG}-A1;Åsa\n")
    assert [(one["line"], one["column"]) for one in checked.problems] == [(1, "efternamn"), (1, "fornamn")]


def test_missing_when_asked_for_leave_and_lose_their_assignments(registrar: Person) -> None:
    """Who has left the authority loses every right the same day."""
    gone = make_person(Role.CARE_STAFF, unit=registrar.unit)
    take_in(registrar, Kind.STAFF, STAFF, closes=True)
    assert staff_of(registrar)[gone.staff.hsa_id].left_on == timezone.localdate()
    with acting(registrar.actor):
        last = AssignmentStatus.objects.get(assignment=gone.assignment)
        assert (last.step, last.written_by_id) == ("ended", registrar.assignment.id)
        assert Event.objects.filter(
            aggregate_id=gone.assignment.id, name="registry.assignment_ended"
        ).exists()
    assert gone.client.get("/")["Location"].startswith("/logga-in/")
    again = sign_in(Account.objects.get(pk=gone.account.pk)).get("/")
    assert again["Location"].startswith("/uppdrag/valj/")


def test_missing_when_not_asked_for_stay(registrar: Person) -> None:
    """Half a file closes nobody."""
    gone = make_person(Role.CARE_STAFF, unit=registrar.unit)
    take_in(registrar, Kind.STAFF, STAFF)
    assert staff_of(registrar)[gone.staff.hsa_id].left_on is None


def test_file_when_it_would_close_most_of_the_register_is_refused(registrar: Person) -> None:
    """A file that was cut off is not taken for the whole truth."""
    for _ in range(12):
        make_person(Role.CARE_STAFF, unit=registrar.unit)
    checked = check(registrar, Kind.STAFF, STAFF, closes=True)
    assert (checked.state, checked.problems[0]["line"]) == (State.FAULTY, 0)


def test_units_when_read_find_their_parents_in_any_order(registrar: Person) -> None:
    """A file need not be sorted."""
    told = (
        "hsa_id;namn;typ;overordnad_hsa_id;vardgivare_hsa_id;vardgivare\n"
        f"{ORG}-E2;Dialysen;vård;{ORG}-E1;{ORG}-V1;Regionens vård\n{ORG}-E1;Medicin;Vårdenhet;;{ORG}-V1;\n"
    )
    assert check(registrar, Kind.UNITS, told).problems == []
    take_in(registrar, Kind.UNITS, told)
    with acting(registrar.actor):
        child = Unit.objects.select_related("parent", "care_provider").get(hsa_id=f"{ORG}-E2")
    assert child.parent is not None
    assert child.care_provider is not None
    assert (child.parent.name, child.care_provider.name) == ("Medicin", "Regionens vård")


def test_units_when_above_themselves_are_refused(registrar: Person) -> None:
    """A circle has no top."""
    told = f"hsa_id;namn;typ;overordnad_hsa_id\n{ORG}-E2;A;vård;{ORG}-E1\n{ORG}-E1;B;vård;{ORG}-E2\n"
    assert [one["line"] for one in check(registrar, Kind.UNITS, told).problems] == [2, 3]


def test_unit_when_people_work_there_is_not_closed_under_them(registrar: Person) -> None:
    """Assignments are ended first, by somebody who means it."""
    told = f"hsa_id;namn;typ;stangd\n{registrar.unit.hsa_id};Enheten;kansli;2026-01-31\n"
    checked = check(registrar, Kind.UNITS, told)
    assert [(one["line"], one["column"]) for one in checked.problems] == [(2, "stangd")]


def assignment_line(person: Person, unit: Unit, roles: str, *rest: str) -> str:
    """A file with one assignment."""
    extra = rest or ("", "")
    return (
        "hsa_id;enhet_hsa_id;roller;fran;till;vikarie_for\n"
        f"{person.staff.hsa_id};{unit.hsa_id};{roles};2026-02-01;{extra[0]};{extra[1]}\n"
    )


def test_assignment_when_read_gives_the_person_its_rights_at_once(registrar: Person) -> None:
    """The account follows the person."""
    nurse = make_person(Role.CARE_STAFF, unit=registrar.unit)
    ward = make_unit(registrar.authority)
    take_in(registrar, Kind.ASSIGNMENTS, assignment_line(nurse, ward, "Enhetschef, vårdpersonal"))
    with acting(registrar.actor):
        made = Assignment.objects.get(staff=nurse.staff, unit=ward)
        assert AssignmentStatus.objects.get(assignment=made).step == "given"
    assert (made.roles, made.account_id) == (["care_staff", "unit_manager"], nurse.account.id)


def test_substitute_when_named_is_joined_to_the_manager(registrar: Person) -> None:
    """Whose place one takes can be seen afterwards."""
    manager = make_person(Role.UNIT_MANAGER, unit=registrar.unit)
    nurse = make_person(Role.CARE_STAFF, unit=make_unit(registrar.authority))
    told = assignment_line(nurse, registrar.unit, "enhetschef", "2026-12-31", manager.staff.hsa_id)
    take_in(registrar, Kind.ASSIGNMENTS, told)
    with acting(registrar.actor):
        made = Assignment.objects.get(staff=nurse.staff, unit=registrar.unit)
    assert made.substitute_for_id == manager.assignment.id


def test_guarding_role_when_a_registrar_gives_it_is_refused(registrar: Person) -> None:
    """Who keeps the registers does not choose who watches them."""
    nurse = make_person(Role.CARE_STAFF, unit=registrar.unit)
    for role in ("Logggranskare", "authority_admin", "Registeransvarig", "protected_desk"):
        checked = check(registrar, Kind.ASSIGNMENTS, assignment_line(nurse, registrar.unit, role))
        assert [one["column"] for one in checked.problems] == ["roller"], role


def test_own_assignment_when_in_the_file_cannot_be_changed() -> None:
    """An administrator does not make themselves anything."""
    admin = make_person(Role.AUTHORITY_ADMIN)
    checked = check(admin, Kind.ASSIGNMENTS, assignment_line(admin, admin.unit, "protected_desk"))
    assert [one["column"] for one in checked.problems] == ["hsa_id"]


def test_person_or_unit_when_unknown_is_pointed_at(registrar: Person) -> None:
    """Staff and units are read before assignments."""
    told = f"hsa_id;enhet_hsa_id;roller;fran\n{ORG}-X1;{ORG}-X2;Vårdpersonal;2026-02-01\n"
    found = [one["column"] for one in check(registrar, Kind.ASSIGNMENTS, told).problems]
    assert found == ["enhet_hsa_id", "hsa_id"]


def test_assignments_when_missing_end_yesterday_and_ended_ones_stay(registrar: Person) -> None:
    """History is not touched."""
    nurse = make_person(Role.CARE_STAFF, unit=registrar.unit)
    leaver = make_person(Role.CARE_STAFF, unit=registrar.unit)
    old = give_assignment(leaver.staff, registrar.unit, Role.CARE_STAFF, valid_to=dt.date(2026, 1, 31))
    told = (
        "hsa_id;enhet_hsa_id;roller;fran\n"
        f"{nurse.staff.hsa_id};{registrar.unit.hsa_id};Vårdpersonal;2026-01-01\n"
    )
    done = take_in(registrar, Kind.ASSIGNMENTS, told, closes=True)
    assert done.counts["closed"] == 1
    with acting(registrar.actor):
        ended = Assignment.objects.get(pk=leaver.assignment.pk)
        assert Assignment.objects.get(pk=old.pk).valid_to == dt.date(2026, 1, 31)
    assert ended.valid_to == timezone.localdate() - dt.timedelta(days=1)


def test_file_when_the_register_has_changed_since_the_dry_run_is_compared_again(registrar: Person) -> None:
    """What is applied is what holds now."""
    nurse = make_person(Role.CARE_STAFF, unit=registrar.unit)
    ward = make_unit(registrar.authority)
    checked = check(registrar, Kind.ASSIGNMENTS, assignment_line(nurse, ward, "Vårdpersonal"))
    with acting(registrar.actor):
        Unit.objects.filter(pk=ward.pk).update(closed_on=dt.date(2026, 2, 1))
        done = begin_applying(actor=registrar.actor, import_id=checked.id, now=timezone.now())
        assert not Assignment.objects.filter(unit=ward).exists()
    assert (done.state, done.problems[0]["column"]) == (State.FAULTY, "till")


def test_long_file_when_applied_waits_for_a_worker(registrar: Person) -> None:
    """The page does not wait for thousands of rows."""
    lines = "".join(f"{ORG}-B{number};Namn;Namnsson\n" for number in range(501))
    waiting = take_in(registrar, Kind.STAFF, "hsa_id;fornamn;efternamn\n" + lines)
    assert waiting.state == State.WAITING
    with acting(registrar.actor):
        done = apply_waiting(actor=registrar.actor, import_id=waiting.id, now=timezone.now())
    assert (done.state, done.counts["created"]) == (State.APPLIED, 501)


@pytest.mark.parametrize("kind", [Kind.UNITS, Kind.STAFF, Kind.ASSIGNMENTS])
def test_rows_when_done_are_counted_to_the_last(registrar: Person, kind: Kind) -> None:
    """What is new, changed, closed or as it was: each row once, and never more done than there are."""
    take_in(registrar, kind, rows_of(kind, registrar, range(400)))
    waiting = take_in(registrar, kind, rows_of(kind, registrar, range(100, 1100), changed=300), closes=True)
    told: list[tuple[int, int]] = []
    with acting(registrar.actor):
        done = apply_waiting(
            actor=registrar.actor,
            import_id=waiting.id,
            now=timezone.now(),
            tell=lambda *both: told.append(both),
        )
    # The registrar's own unit stands in the file of units, unchanged.
    expected = {"created": 700, "changed": 200, "unchanged": 100 + (kind == Kind.UNITS), "closed": 100}
    assert {name: done.counts[name] for name in expected} == expected
    total = sum(expected.values())
    assert told[0] == (expected["unchanged"], total)
    assert told[-1] == (total, total)
    assert told == sorted(told)
    assert len(told) > 5


def rows_of(kind: Kind, registrar: Person, numbers: range, *, changed: int = 0) -> str:
    """A file with so many rows beside the registrar's own; those below `changed` differ from before."""
    mark = ["", " ny"]
    if kind == Kind.UNITS:
        rows = [f"{ORG}-E{one};Enhet {one}{mark[one < changed]};vård" for one in numbers]
        return "\n".join(["hsa_id;namn;typ", f"{registrar.unit.hsa_id};{registrar.unit.name};vård", *rows])
    if kind == Kind.STAFF:
        rows = [f"{ORG}-B{one};Namn;Namnsson{mark[one < changed]}" for one in numbers]
        return "\n".join(["hsa_id;fornamn;efternamn", *rows])
    make_staff(registrar, numbers)
    first = ["2026-01-01", "2026-01-02"]
    rows = [f"{ORG}-B{one};{registrar.unit.hsa_id};Vårdpersonal;{first[one < changed]}" for one in numbers]
    return "\n".join(["hsa_id;enhet_hsa_id;roller;fran", *rows])


def make_staff(registrar: Person, numbers: range) -> None:
    """People whom assignments can name."""
    with acting(registrar.actor):
        StaffMember.objects.bulk_create(
            [
                StaffMember(
                    authority=registrar.authority, hsa_id=f"{ORG}-B{one}", given_name="Namn", family_name="N"
                )
                for one in numbers
            ],
            ignore_conflicts=True,
        )


def test_file_when_thrown_away_cannot_be_applied(registrar: Person) -> None:
    """One may change one's mind, once."""
    checked = check(registrar, Kind.STAFF, STAFF)
    with acting(registrar.actor):
        discard_import(actor=registrar.actor, import_id=checked.id, now=timezone.now())
        with pytest.raises(ImportDone):
            begin_applying(actor=registrar.actor, import_id=checked.id, now=timezone.now())


def test_others_when_they_send_a_file_are_refused() -> None:
    """Reading files in is for those who keep the registers."""
    manager = make_person(Role.UNIT_MANAGER)
    with acting(manager.actor), pytest.raises(NotAllowed):
        check_file(
            actor=manager.actor,
            kind=Kind.STAFF,
            file_name="x.csv",
            content=STAFF.encode(),
            closes_missing=False,
            now=timezone.now(),
        )
