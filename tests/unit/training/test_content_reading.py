"""Files become a course, or every fault in them is told at its place."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from skjuts.apps.training.content import InvalidCourse, read_course, read_updates
from tests.unit.training.small_course import HEAD, QUESTION, SOURCES, small_course


def _codes_and_places(files: dict[str, str], language: str | None = None) -> set[tuple[str, str, str]]:
    with pytest.raises(InvalidCourse) as caught:
        read_course(files, language)
    return {(one.file, one.place, one.code) for one in caught.value.problems}


def test_course_when_read_then_pages_questions_and_citations_hang_together() -> None:
    """The reader of pages follows these links without looking anything up."""
    course = read_course(small_course())
    assert [page.slug for page in course.pages] == ["1-ett", "2-tva"]
    assert [question.id for question in course.questions] == ["ett-1", "ett-2", "tva-1", "tva-2"]
    assert course.questions[0].page == "1-ett"
    assert course.questions[0].right_ids == {"a"}
    assert course.pages[0].citations[0].line == "En lag, 1 § (2026)"
    assert course.questions[0].citations[0].line == "En lag (2026)"
    assert [exercise.id for exercise in course.pages[0].exercises] == ["ovning"]
    assert course.pages[0].markdown.startswith("## Rubrik")


def test_course_when_read_in_translation_then_texts_change_and_facts_stay() -> None:
    """A translator cannot make a wrong answer right."""
    own, english = read_course(small_course()), read_course(small_course(), "en")
    assert (english.language, english.title, english.pages[0].title) == ("en", "Small", "Page one")
    assert english.questions[0].options[0].text == "right"
    assert english.pages[0].citations[0].line == "An act, 1 § (2026)"
    assert [topic.title for topic in english.topics] == ["One", "Two"]
    assert [q.right_ids for q in english.questions] == [q.right_ids for q in own.questions]
    assert [page.minutes for page in english.pages] == [page.minutes for page in own.pages]


def test_digest_when_one_letter_changes_then_differs_and_line_endings_do_not_matter() -> None:
    """The digest says which version a person was tested on, on whatever machine it was checked out."""
    files = small_course()
    windows = {path: text.replace("\n", "\r\n") for path, text in files.items()}
    changed = files | {"en/pages/1-ett.md": files["en/pages/1-ett.md"].replace("Text", "Test")}
    assert read_course(windows).digest == read_course(files).digest == read_course(files, "en").digest
    assert read_course(changed).digest != read_course(files).digest


def test_digest_when_text_moves_between_files_then_differs() -> None:
    """Two files whose ends meet must not hash as if the border were elsewhere."""
    files = small_course()
    one, two = "sv/questions/1-ett.toml", "sv/questions/2-tva.toml"
    second = QUESTION.format(id="ett-2", topic="ett")
    moved = files | {one: files[one].removesuffix(second), two: second + files[two]}
    assert read_course(moved).digest != read_course(files).digest


@dataclass(frozen=True)
class Fault:
    """A change in one file, and the problem that it must give."""

    file: str
    old: str
    new: str
    place: str
    code: str
    reported_in: str = ""


Q1, Q2, P1 = "sv/questions/1-ett.toml", "sv/questions/2-tva.toml", "sv/pages/1-ett.md"
RIGHT = '[question.options.a]\ntext = "rätt"\nright = true'
FAULTS = [
    Fault(Q1, 'id = "ett-2"', 'id = "ett-1"', "ett-1", "id.duplicate", "sv/questions"),
    Fault(Q1, 'topic = "ett"', 'topic = "fyra"', "ett-1", "topic.unknown"),
    Fault(Q1, 'sources = ["lag"]', 'sources = ["bok"]', "ett-1", "source.unknown"),
    Fault(Q1, 'sources = ["lag"]', "sources = []", "ett-1", "source.none"),
    Fault(Q1, RIGHT, RIGHT.removesuffix("\nright = true"), "ett-1", "option.no_right"),
    Fault(Q1, 'text = "fel"', 'text = "fel"\nright = true', "ett-1", "option.many_right"),
    Fault(Q1, "difficulty = 1", 'difficulty = 1\nchoice = "several"', "ett-1", "option.one_right"),
    Fault(Q1, '[question.options.b]\ntext = "fel"\nfeedback = "Nej."\n', "", "ett-1", "option.count"),
    Fault(Q1, 'text = "fel"', 'text = "Rätt"', "ett-1", "option.same"),
    Fault(Q1, 'feedback = "Ja."', 'feedback = ""', "question[0].options[...].feedback", "field"),
    Fault(Q1, 'feedback = "Ja."\n', "", "question[0].options[...]", "field"),
    Fault(Q1, "difficulty = 1", "difficulty = 4", "question[0].difficulty", "field"),
    Fault(Q1, "difficulty = 1", 'difficulty = "1"', "question[0].difficulty", "field"),
    Fault(Q1, 'id = "ett-1"', 'id = "Ett 1"', "question[0].id", "field"),
    Fault(Q1, "difficulty = 1", "difficulty = 1\nhard = true", "question[0]", "field"),
    Fault(Q1, "[[question]]", "[[question", "", "file.toml"),
    Fault(P1, "minutes = 2", "minutes = 9", "minutes", "minutes.sum", "course.toml"),
    Fault(P1, 'sources = ["lag: 1 §"]', "sources = []", "sources", "source.none"),
    Fault(P1, 'sources = ["lag: 1 §"]', 'sources = ["bok: 1 §"]', "sources", "source.unknown"),
    Fault(P1, 'topics = ["ett"]', "topics = []", "topics", "topic.none"),
    Fault(P1, 'topics = ["ett"]', 'topics = ["tva"]', "topics.ett", "topic.unused", "course.toml"),
    Fault(P1, "## Rubrik", "# Rubrik", "", "page.heading"),
    Fault(P1, "+++\n\n", "\n", "", "page.head"),
    Fault("sv/exercises/1-ett.toml", "right = true\n", "", "ovning", "option.no_right"),
    Fault("course.toml", "right_needed = 2", "right_needed = 3", "pass_rule.right_needed", "pass.too_many"),
    Fault("course.toml", "_at_least = 4", "_at_least = 5", "bank.questions_at_least", "bank.small"),
    Fault("course.toml", "topic_at_least = 2", "topic_at_least = 3", "topics.tva", "bank.topic_small"),
    Fault("course.toml", 'assumed = ["valid_months"]', 'assumed = ["moon"]', "assumed", "assumed.unknown"),
    Fault("course.toml", 'translations = ["en"]', 'translations = ["sv"]', "translations", "language.own"),
    Fault("course.toml", "minutes = 5", 'minutes = 5\nupdates = "x"', "in_force_from", "update.date"),
    Fault("course.toml", 'id = "liten"\n', "", "", "field"),
    Fault("course.toml", "minutes = 5", "minutes = 0", "minutes", "field"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.code}-{fault.place}")
def test_course_when_faulty_then_the_fault_is_told_at_its_place(fault: Fault) -> None:
    """An author must find the fault without reading code."""
    files = small_course()
    assert fault.old in files[fault.file]
    files[fault.file] = files[fault.file].replace(fault.old, fault.new, 1)
    if fault.code == "language.own":
        files = {path: text for path, text in files.items() if not path.startswith("en/")}
    assert (fault.reported_in or fault.file, fault.place, fault.code) in _codes_and_places(files)


def test_course_when_faults_are_many_then_all_are_told_at_once() -> None:
    """One fault a try is a day of tries."""
    files = small_course()
    files[Q1] = files[Q1].replace(RIGHT, RIGHT.removesuffix("\nright = true"))
    files[P1] = files[P1].replace('sources = ["lag: 1 §"]', "sources = []")
    codes = {code for _, _, code in _codes_and_places(files)}
    assert {"option.no_right", "source.none"} <= codes


def test_options_when_all_are_right_then_the_question_is_refused() -> None:
    """Where everything is right there is nothing to know."""
    files = small_course()
    files[Q1] = (
        files[Q1]
        .replace("feedback = ", "right = true\nfeedback = ")
        .replace("right = true\nright = true", "right = true")
    )
    assert (Q1, "ett-1", "option.all_right") in _codes_and_places(files)


def test_question_when_page_is_unknown_then_told() -> None:
    """A wrong answer sends the reader to the page."""
    files = small_course()
    files["sv/questions/3-tre.toml"] = files.pop(Q2)
    assert ("sv/questions/3-tre.toml", "", "page.unknown") in _codes_and_places(files)


def test_file_when_in_the_wrong_place_then_not_left_out_in_silence() -> None:
    """A misspelt folder would otherwise be a page that nobody reads."""
    for stray in ("sv/page/3.md", "sv/questions/3.md", "de/course.toml", "notes.txt"):
        assert (stray, "", "file.unknown") in _codes_and_places(small_course() | {stray: "x"})


def test_course_when_head_is_missing_then_told() -> None:
    """An import of the wrong folder is the commonest mistake."""
    assert _codes_and_places({}) == {
        ("course.toml", "", "file.missing"),
        ("sources.toml", "", "file.missing"),
    }


def test_message_when_printed_then_names_file_place_and_what_to_mend() -> None:
    """The text goes to an author, in Swedish."""
    files = small_course()
    files["course.toml"] = HEAD.replace("minutes = 5", "minutes = 6")
    with pytest.raises(
        InvalidCourse, match=r"course\.toml, minutes: sidorna tar 5 minuter men kursen säger 6"
    ):
        read_course(files)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("en/questions/1-ett.toml", 'id = "ett-2"', 'id = "ett-9"', "translation.missing"),
        ("en/questions/1-ett.toml", 'id = "ett-2"', 'id = "ett-9"', "translation.extra"),
        ("en/questions/1-ett.toml", "[question.options.c]", "[question.options.d]", "translation.missing"),
        ("en/course.toml", 'tva = "Two"\n', "", "translation.missing"),
        ("en/sources.toml", "[lag]", "[bok]", "translation.extra"),
        ("en/questions/1-ett.toml", 'feedback = "Ja."', 'feedback = "Ja."\nright = true', "field"),
    ],
)
def test_translation_when_it_differs_from_the_course_then_told(
    file: str, old: str, new: str, expected: str
) -> None:
    """Half a translation would show a page in two languages, or another test."""
    files = small_course()
    assert old in files[file]
    files[file] = files[file].replace(old, new, 1)
    assert expected in {code for _, _, code in _codes_and_places(files, "en")}


def test_translation_when_a_page_is_missing_then_told() -> None:
    """The reader would fall out of the course in the middle."""
    files = small_course()
    del files["en/pages/2-tva.md"]
    assert ("en/pages", "2-tva", "translation.missing") in _codes_and_places(files, "en")


def test_language_when_course_has_none_such_then_told() -> None:
    """Falling back in silence would hide it."""
    assert _codes_and_places(small_course(), "fi") == {("course.toml", "translations", "language.unknown")}


def _with_update(head: str) -> dict[str, str]:
    update = {
        path: text.replace('topic = "tva"', 'topic = "ett"').replace('topics = ["tva"]', 'topics = ["ett"]')
        for path, text in small_course().items()
        if not path.startswith("en/")
    }
    update |= {"course.toml": head, "sources.toml": SOURCES}
    return small_course() | {f"updates/u1/{path}": text for path, text in update.items()}


UPDATE_HEAD = (
    HEAD.replace('translations = ["en"]', "")
    .replace('id = "liten"', 'id = "u1"\nupdates = "liten"\nin_force_from = 2026-11-01')
    .replace('[topics.tva]\ntitle = "Två"\n', "")
)


def test_update_when_read_then_belongs_to_its_course_and_leaves_its_digest_alone() -> None:
    """A micro-retraining must not make every certificate of training a version old."""
    files = _with_update(UPDATE_HEAD)
    course = read_course(files)
    (update,) = read_updates(files, course)
    assert (update.updates, [topic.slug for topic in update.topics]) == ("liten", ["ett"])
    assert str(update.in_force_from) == "2026-11-01"
    assert course.digest == read_course(small_course()).digest


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('updates = "liten"', 'updates = "annan"', "update.course"),
        ("[topics.ett]", '[topics.nio]\ntitle = "Nio"\n[topics.ett]', "topic.unused"),
    ],
)
def test_update_when_it_does_not_fit_the_course_then_told(old: str, new: str, expected: str) -> None:
    """It would block a right that nobody has, or give back none."""
    files = _with_update(UPDATE_HEAD.replace(old, new))
    with pytest.raises(InvalidCourse) as caught:
        read_updates(files, read_course(files))
    assert expected in {one.code for one in caught.value.problems}


def test_update_when_topic_is_not_in_the_course_then_told() -> None:
    """A topic of its own would never be blocked, so never learnt."""
    files = {
        path: text.replace('"ett"', '"nio"').replace("topics.ett", "topics.nio")
        if path.startswith("updates/")
        else text
        for path, text in _with_update(UPDATE_HEAD).items()
    }
    with pytest.raises(InvalidCourse) as caught:
        read_updates(files, read_course(files))
    assert {one.code for one in caught.value.problems} == {"update.topic"}
