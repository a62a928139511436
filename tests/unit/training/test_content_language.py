"""The course is easy to read: short sentences, everyday words, pages that fit their minutes."""

from __future__ import annotations

import pytest

from skjuts.apps.training.content import Course, Page
from tests.unit.training.course_files import LANGUAGES, course, updates
from tests.unit.training.readability import count_words, list_officialese, list_sentences

MAX_WORDS = 25
MAX_MEAN_WORDS = 15
WORDS_A_MINUTE = 200
COURSES = [whole for language in LANGUAGES for whole in (course(language), *updates(language))]
PAGES = [(whole.language, page) for whole in COURSES for page in whole.pages]


@pytest.mark.parametrize(("language", "page"), PAGES, ids=lambda part: getattr(part, "slug", part))
def test_page_when_read_then_sentences_are_short_and_words_are_everyday(language: str, page: Page) -> None:
    """A nurse reads this between two patients, on a phone."""
    sentences = list_sentences(page.markdown)
    assert [one for one in sentences if count_words(one) > MAX_WORDS] == []
    prose = [count_words(one) for one in sentences if one.rstrip('"”)*').endswith((".", "?", "!"))]
    assert sum(prose) / len(prose) <= MAX_MEAN_WORDS
    assert list_officialese(page.markdown, language) == []


@pytest.mark.parametrize(("language", "page"), PAGES, ids=lambda part: getattr(part, "slug", part))
def test_page_when_timed_then_can_be_read_in_its_minutes(language: str, page: Page) -> None:
    """Forty minutes must be forty minutes."""
    assert language in LANGUAGES
    assert sum(map(count_words, list_sentences(page.markdown))) <= WORDS_A_MINUTE * page.minutes


@pytest.mark.parametrize("whole", COURSES, ids=lambda whole: f"{whole.id}-{whole.language}")
def test_questions_when_read_then_sentences_are_short_and_words_are_everyday(whole: Course) -> None:
    """A test measures what a person knows, not how well she reads."""
    for text in _list_question_texts(whole):
        assert [one for one in list_sentences(text) if count_words(one) > MAX_WORDS] == []
        assert list_officialese(text, whole.language) == []


def _list_question_texts(whole: Course) -> list[str]:
    exercises = [exercise for page in whole.pages for exercise in page.exercises]
    items = [*whole.questions, *exercises]
    options = [option for item in items for option in item.options]
    return [
        *(item.text for item in items),
        *(option.text for option in options),
        *(option.feedback for option in options),
    ]


def test_sentences_when_long_or_stiff_then_found() -> None:
    """The lint above must be able to fail."""
    long = "Ordet " * 25 + "slut."
    assert [count_words(one) for one in list_sentences(f"## Rubrik\n\nKort. {long}\n\n- En punkt")] == [
        1,
        1,
        26,
        2,
    ]
    assert list_officialese("Ansökan skall inkomma jämte bilagor.", "sv") == ["inkomma", "jämte", "skall"]
    assert list_sentences("| Fält | Tänk |\n|---|---|\n| a b | c |") == ["Fält", "Tänk", "a b", "c"]
    assert list_sentences('Hon sa: "Nej." Sedan gick hon.') == ['Hon sa: "Nej.', "Sedan gick hon."]
