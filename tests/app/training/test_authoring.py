"""Writing a course: drafts, four eyes, conflicts, files in and out, and how questions behave."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from skjuts.apps.training.errors import BadCourseArchive, CourseFaulty
from skjuts.apps.training.models import CourseEdit, CourseVersion
from skjuts.apps.training.packing import pack_course
from skjuts.apps.training.queries.courses import list_in_review
from skjuts.apps.training.queries.statistics import count_attempts, list_question_figures
from skjuts.apps.training.services.publish_course import publish_version, send_back_version, submit_version
from skjuts.apps.training.services.take_course import enrol
from skjuts.apps.training.services.take_in_course import deliver_course, import_course
from skjuts.apps.training.services.take_test import hand_in, start_attempt
from skjuts.apps.training.services.write_course import draft_version, save_file, seen_of
from skjuts.apps.training.waiting import waiting_work
from skjuts.core.kernel.errors import Conflict, DuplicateId, InvalidField, InvalidTransition, NotAllowed
from tests.app.signed_in import make_person
from tests.app.training.small_course import RIGHT, WRONG, make_course
from tests.app.training.ward import NOON, Ward

PAGE = "sv/pages/01-sida.md"


def begin(ward: Ward, label: str = "2") -> CourseVersion:
    """A draft on top of the published version."""
    return draft_version(actor=ward.author.actor, based_on_id=ward.course.id, label=label, now=NOON)


def save(
    ward: Ward, draft: CourseVersion, text: str, *, path: str = PAGE, seen: str | None = None
) -> CourseVersion:
    """Save a file as its author, on top of what stands there."""
    read = CourseVersion.objects.get(id=draft.id).files.get(path, "")
    return save_file(
        actor=ward.author.actor,
        version_id=draft.id,
        path=path,
        text=text,
        seen=seen_of(read) if seen is None else seen,
        now=NOON,
    )


def changed_page(draft: CourseVersion) -> str:
    """The first page with another word in it."""
    return draft.files[PAGE].replace("vikt", "tyngd")


def test_version_when_reviewed_by_another_then_replaces_the_old(ward: Ward) -> None:
    """Two people have seen what everyone is taught."""
    draft = begin(ward)
    save(ward, draft, changed_page(draft))
    submit_version(actor=ward.author.actor, version_id=draft.id, now=NOON)
    assert [one.id for one in list_in_review(ward.reviewer.actor)] == [draft.id]
    publish_version(actor=ward.reviewer.actor, version_id=draft.id, now=NOON)
    states = dict(CourseVersion.objects.values_list("version", "state"))
    assert states == {"1": "retired", "2": "published"}


def test_version_when_its_author_reviews_then_refused(ward: Ward) -> None:
    """The reviewer who mended a word is an author of it."""
    draft = draft_version(actor=ward.reviewer.actor, based_on_id=ward.course.id, label="2", now=NOON)
    submit_version(actor=ward.author.actor, version_id=draft.id, now=NOON)
    assert list_in_review(ward.reviewer.actor) == []
    with pytest.raises(NotAllowed):
        publish_version(actor=ward.reviewer.actor, version_id=draft.id, now=NOON)
    with pytest.raises(NotAllowed):
        publish_version(actor=ward.author.actor, version_id=draft.id, now=NOON)


def test_version_when_sent_back_then_a_draft_again(ward: Ward) -> None:
    """With what to mend; and nothing is published from a draft."""
    draft = begin(ward)
    with pytest.raises(InvalidTransition):
        publish_version(actor=ward.reviewer.actor, version_id=draft.id, now=NOON)
    submit_version(actor=ward.author.actor, version_id=draft.id, now=NOON)
    with pytest.raises(InvalidTransition):
        save(ward, draft, "annat")
    with pytest.raises(InvalidField):
        send_back_version(actor=ward.reviewer.actor, version_id=draft.id, note=" ", now=NOON)
    send_back_version(actor=ward.reviewer.actor, version_id=draft.id, note="Fråga 2 är oklar.", now=NOON)
    assert save(ward, draft, changed_page(draft)).state == "draft"


def test_version_when_sent_back_then_it_waits_for_its_authors_with_what_to_mend(ward: Ward) -> None:
    """Until it goes to review again; a draft that nobody has reviewed waits for nobody."""
    draft, author = begin(ward), ward.author.actor
    assert list(waiting_work(author, NOON.date())) == []
    for note in ("Fråga 2 är oklar.", "Fråga 3 också."):
        submit_version(actor=author, version_id=draft.id, now=NOON)
        assert list(waiting_work(author, NOON.date())) == []
        send_back_version(actor=ward.reviewer.actor, version_id=draft.id, note=note, now=timezone.now())
        (waiting,) = waiting_work(author, NOON.date())
        assert [item.note for item in waiting.items] == [note]


def test_draft_when_faulty_then_kept_but_not_reviewed(ward: Ward) -> None:
    """Writing is never lost; what readers meet is whole."""
    draft = save(ward, begin(ward), "ingen sida")
    assert draft.title == "Kursen liten"
    with pytest.raises(CourseFaulty) as faulty:
        submit_version(actor=ward.author.actor, version_id=draft.id, now=NOON)
    assert any("01-sida" in problem for problem in faulty.value.problems)


def test_draft_when_changed_by_another_meanwhile_then_a_conflict(ward: Ward) -> None:
    """The second to save is told; the same text again is no conflict."""
    draft = begin(ward)
    old = seen_of(draft.files[PAGE])
    save(ward, draft, changed_page(draft))
    with pytest.raises(Conflict):
        save(ward, draft, draft.files[PAGE] + "Mer.", seen=old)
    save(ward, draft, changed_page(draft), seen=old)
    assert CourseEdit.objects.count() == 1


def test_draft_when_its_identity_is_edited_then_refused(ward: Ward) -> None:
    """A draft that changed its name would overwrite another course when published."""
    draft = begin(ward)
    text = draft.files["course.toml"].replace('id = "liten"', 'id = "annan"')
    with pytest.raises(InvalidField):
        save(ward, draft, text, path="course.toml")
    with pytest.raises(InvalidField):
        save(ward, draft, "x", path="../../etc/passwd.md")


def test_draft_when_the_label_is_taken_then_refused(ward: Ward) -> None:
    """One name, one version."""
    begin(ward)
    with pytest.raises(DuplicateId):
        begin(ward)


def test_course_when_exported_and_imported_then_the_same_files(ward: Ward) -> None:
    """A region may send its course to another."""
    files = make_course(version="3")
    made = import_course(actor=ward.author.actor, archive=pack_course(files), now=NOON)
    assert (made.files, made.state) == (files, "draft")
    assert pack_course(made.files) == pack_course(files)
    with pytest.raises(DuplicateId):
        import_course(actor=ward.author.actor, archive=pack_course(files), now=NOON)
    with pytest.raises(NotAllowed):
        import_course(actor=ward.nurse.actor, archive=pack_course(files), now=NOON)


def test_import_when_faulty_then_every_fault_is_told(ward: Ward) -> None:
    """Nothing is half taken in."""
    files = make_course(version="3")
    del files["sources.toml"]
    with pytest.raises(CourseFaulty):
        import_course(actor=ward.author.actor, archive=pack_course(files), now=NOON)
    with pytest.raises(BadCourseArchive):
        import_course(actor=ward.author.actor, archive=b"PK nonsense", now=NOON)
    assert CourseVersion.objects.count() == 1


def test_retraining_when_its_topics_are_strange_then_not_published(ward: Ward) -> None:
    """It gives back rights on topics of its course; others it cannot touch."""
    files = make_course(slug="andrat", updates="annan", in_force_from="2026-11-20", topics="sallskap")
    made = import_course(actor=ward.author.actor, archive=pack_course(files), now=NOON)
    submit_version(actor=ward.author.actor, version_id=made.id, now=NOON)
    with pytest.raises(CourseFaulty) as faulty:
        publish_version(actor=ward.reviewer.actor, version_id=made.id, now=NOON)
    assert faulty.value.problems == ("Kursen annan är inte publicerad.",)


def test_delivery_when_repeated_then_nothing_new(ward: Ward) -> None:
    """Starting the demo again leaves the courses alone."""
    assert deliver_course(authority=ward.authority, files=make_course(), now=NOON) is None


def test_open_attempt_when_the_course_is_replaced_then_still_handed_in(ward: Ward) -> None:
    """Whoever sat at the test when the new version came is not sent home."""
    enrolment = ward.read_all(ward.nurse)
    attempt = start_attempt(actor=ward.nurse.actor, enrolment=enrolment, language="sv", now=NOON)
    deliver_course(authority=ward.authority, files=make_course(version="2"), now=NOON)
    answers = dict.fromkeys(attempt.questions, RIGHT)
    assert hand_in(actor=ward.nurse.actor, attempt=attempt, answers=answers, now=NOON).has_passed


def test_figures_when_answered_then_difficulty_and_discrimination(ward: Ward) -> None:
    """The point-biserial correlation with the rest of the test, against a calculation by hand."""
    marks = {"Alla": "rrr", "Två": "rrw", "En": "rww", "Ingen": "www", "Bara sista": "wwr"}
    points: list[tuple[str, ...]] = []
    for number, pattern in enumerate(marks.values()):
        person = make_person(unit=ward.unit)
        ward.read_all(person)
        attempt = start_attempt(
            actor=person.actor,
            enrolment=enrol(actor=person.actor, version=ward.course, now=NOON),
            language="sv",
            now=NOON,
        )
        questions = sorted(attempt.questions)
        answers = {q: RIGHT if mark == "r" else WRONG for q, mark in zip(questions, pattern, strict=True)}
        hand_in(actor=person.actor, attempt=attempt, answers=answers, now=NOON + dt.timedelta(minutes=number))
        points += [(q, mark, str(pattern.count("r"))) for q, mark in zip(questions, pattern, strict=True)]
    found = {one.question: one for one in list_question_figures(ward.course)}
    for question in {row[0] for row in points}:
        rows = [
            (float(mark == "r"), float(right) - (mark == "r")) for q, mark, right in points if q == question
        ]
        assert found[question].asked == len(rows)
        assert found[question].share == pytest.approx(sum(mark for mark, _ in rows) / len(rows))
        assert found[question].discrimination == pytest.approx(correlate(rows), abs=1e-9)
    totals = count_attempts(ward.course)
    assert (totals.handed_in, totals.passed, totals.people) == (5, 1, 5)


def correlate(rows: list[tuple[float, float]]) -> float | None:
    """Pearson's correlation by its definition; None where nothing varies."""
    n = len(rows)
    mean_x, mean_y = sum(x for x, _ in rows) / n, sum(y for _, y in rows) / n
    spread_x = sum((x - mean_x) ** 2 for x, _ in rows)
    spread_y = sum((y - mean_y) ** 2 for _, y in rows)
    if not spread_x or not spread_y:
        return None
    return sum((x - mean_x) * (y - mean_y) for x, y in rows) / (spread_x * spread_y) ** 0.5
