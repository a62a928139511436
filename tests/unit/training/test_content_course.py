"""The packaged course keeps its promises: sources, exercises, a bank to draw from, two languages."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from skjuts.apps.training.content import Course, Option, Page, Question
from tests.unit.training.course_files import LANGUAGES, course, course_files, updates

OWN = course()
ONE_RIGHT = [question for question in OWN.questions if not question.has_several_right]
NAMES = {"Reseservice"}
RULEBOOK_PARTS = {
    "law", "modes", "purposes", "persons", "care-place", "certificate", "escort", "fee", "mileage", "cap",
    "claim", "booking", "pooling", "service", "no-show",
}  # fmt: skip


def test_course_when_counted_then_about_forty_minutes_and_at_least_sixty_questions() -> None:
    """Ten questions from a small bank would soon be known by heart."""
    assert 35 <= OWN.minutes <= 45
    assert 12 <= len(OWN.pages) <= 18
    assert len(OWN.questions) >= 60
    assert (OWN.pass_rule.questions, OWN.pass_rule.right_needed) == (10, 10)


@pytest.mark.parametrize("page", OWN.pages, ids=lambda page: page.slug)
def test_page_when_opened_then_has_sources_exercise_and_questions(page: Page) -> None:
    """What cannot be traced is not taught, and what is taught is asked."""
    assert page.citations
    assert page.exercises
    assert sum(question.page == page.slug for question in OWN.questions) >= 3


def test_sources_when_listed_then_each_is_used() -> None:
    """A source that nothing leans on is decoration."""
    cited = {citation.source.id for page in OWN.pages for citation in page.citations}
    assert {
        line[1:-1] for line in course_files()["sources.toml"].splitlines() if line.startswith("[")
    } == cited


def test_questions_when_cited_then_their_sources_stand_on_their_page_too() -> None:
    """Who reads the page again must find what the answer leans on."""
    pages = {page.slug: {citation.source.id for citation in page.citations} for page in OWN.pages}
    loose = {
        question.id: missing
        for question in OWN.questions
        if (missing := {citation.source.id for citation in question.citations} - pages[question.page])
    }
    assert loose == {}


def test_questions_when_asked_then_their_page_teaches_their_topic() -> None:
    """A change of the rules on a topic must lead to the pages that teach it."""
    topics = {page.slug: page.topics for page in OWN.pages}
    assert [question.id for question in OWN.questions if question.topic not in topics[question.page]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_feedback_when_read_then_agrees_with_what_is_right(language: str) -> None:
    """An answer marked right with a feedback that says no would teach the wrong thing."""
    yes, no = {"sv": ("Ja.", "Nej."), "en": ("Yes.", "No.")}[language]
    for whole in (course(language), *updates(language)):
        for item_id, option in _list_options(whole):
            assert option.feedback.startswith(f"{yes if option.is_right else no} "), (item_id, option.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_options_when_compared_then_length_does_not_give_the_answer_away(language: str) -> None:
    """A reader who takes the longest, or the shortest, must fail."""
    ones = [question for question in course(language).questions if not question.has_several_right]
    for extreme in (max, min):
        lucky = sum(extreme(one.options, key=lambda option: len(option.text)).is_right for one in ones)
        assert lucky < 0.4 * len(ones)


def test_questions_when_several_are_right_then_the_text_says_how_many() -> None:
    """Unambiguous: two ticks are asked for in words, not only by the form of the boxes."""
    numbers = {2: "två", 3: "tre"}
    for question in OWN.questions:
        if question.has_several_right:
            assert f"{numbers[len(question.right_ids)]} " in question.text, question.id


def test_questions_when_counted_by_difficulty_then_all_three_are_there() -> None:
    """A test of only easy questions certifies too much, one of only hard ones too little."""
    counts = Counter(question.difficulty for question in OWN.questions)
    assert min(counts[1], counts[2], counts[3]) >= 8


def test_languages_when_compared_then_ids_facts_and_order_are_equal() -> None:
    """The same course, in other words."""
    own, english = (_facts(course(language)) for language in LANGUAGES)
    assert own == english


def test_languages_when_compared_then_every_text_is_translated() -> None:
    """A page left in the other language is worse than none."""
    same = set(_list_texts(OWN)) & set(_list_texts(course("en")))
    assert {text for text in same if re.search(r"[a-zåäö]", text.removesuffix(" kr"))} <= NAMES


def test_pages_when_rulebook_changes_then_topics_are_found() -> None:
    """Retraining blocks what the change touches, and only that."""
    assert {part for topic in OWN.topics for part in topic.rulebook} == RULEBOOK_PARTS
    assert [topic.slug for topic in OWN.list_topics_touched_by(["escort"])] == [
        "ledsagare",
        "sarskilda-grupper",
    ]
    assert OWN.list_topics_touched_by([]) == ()
    assert {question.page for question in OWN.list_questions_on(["ledsagare"])} == {"07-ledsagare"}


def test_update_when_read_then_two_pages_four_questions_on_one_topic() -> None:
    """A micro-retraining is short, or nobody does it."""
    (update,) = updates()
    assert (len(update.pages), len(update.questions), [topic.slug for topic in update.topics]) == (
        2,
        4,
        ["ledsagare"],
    )
    assert update.pass_rule.questions == update.pass_rule.right_needed == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_update_when_invented_then_every_page_and_question_says_so(language: str) -> None:
    """No invented rule may be taken for a real one."""
    (update,) = updates(language)
    assert update.is_demonstration
    assert "demonstration" in update.title
    for page in update.pages:
        assert page.markdown.startswith("> **Demonstration.**")
    for question in update.questions:
        assert question.text.startswith("Demonstration. ")
    assert not course(language).is_demonstration


def _list_options(whole: Course) -> list[tuple[str, Option]]:
    exercises = [exercise for page in whole.pages for exercise in page.exercises]
    return [(item.id, option) for item in (*whole.questions, *exercises) for option in item.options]


def _list_texts(whole: Course) -> list[str]:
    """Every text that a reader sees, titles of pages included."""
    texts = [whole.title, whole.summary, *(page.title for page in whole.pages)]
    texts += [page.markdown for page in whole.pages] + [question.text for question in whole.questions]
    return texts + [text for _, option in _list_options(whole) for text in (option.text, option.feedback)]


def _facts(whole: Course) -> object:
    def question_facts(question: Question) -> object:
        options = [(option.id, option.is_right) for option in question.options]
        return question.id, question.page, question.topic, question.difficulty, options

    return (
        whole.id,
        whole.version,
        [(topic.slug, topic.rulebook) for topic in whole.topics],
        [(page.slug, page.minutes, page.topics, len(page.exercises)) for page in whole.pages],
        [question_facts(question) for question in whole.questions],
        [(one.slug, one.rulebook) for update in updates(whole.language) for one in update.topics],
    )
