"""A test is drawn fairly: as many as asked, never the same twice, spread over topics, the same for a seed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.apps.training.content import Course, Question, draw_questions
from tests.unit.training.course_files import course

COURSE = course()
IDS = [question.id for question in COURSE.questions]
PER_TOPIC = Counter(question.topic for question in COURSE.questions)
WITHOUT_CLOCK = settings(deadline=None, max_examples=60)
SEEDS = st.text(min_size=1, max_size=12)
COUNTS = st.integers(1, len(IDS))
SEEN = st.sets(st.sampled_from(IDS))


@WITHOUT_CLOCK
@given(SEEDS, COUNTS, SEEN)
def test_draw_when_made_then_as_many_as_asked_and_none_twice(seed: str, count: int, seen: set[str]) -> None:
    """Nine questions, or one asked twice, would not be the test that the rule demands."""
    drawn = draw_questions(COURSE, seed=seed, count=count, seen=seen)
    assert len(drawn) == count == len({question.id for question in drawn})


@WITHOUT_CLOCK
@given(SEEDS, COUNTS, SEEN)
def test_draw_when_made_then_no_topic_is_asked_twice_more_than_one_with_questions_left(
    seed: str, count: int, seen: set[str]
) -> None:
    """Ten questions on fees would certify a person who knows only fees."""
    asked = Counter(question.topic for question in draw_questions(COURSE, seed=seed, count=count, seen=seen))
    for topic, size in PER_TOPIC.items():
        if asked[topic] < size:
            assert asked[topic] >= max(asked.values()) - 1


@WITHOUT_CLOCK
@given(SEEDS, COUNTS, SEEN)
def test_draw_when_some_were_seen_then_the_unseen_of_a_topic_come_first(
    seed: str, count: int, seen: set[str]
) -> None:
    """Learning the answers of the last test by heart must not be enough."""
    drawn = {question.id for question in draw_questions(COURSE, seed=seed, count=count, seen=seen)}
    for topic in PER_TOPIC:
        of_topic = {question.id for question in COURSE.questions if question.topic == topic}
        if of_topic & drawn & seen:
            assert of_topic - seen <= drawn


@WITHOUT_CLOCK
@given(SEEDS, COUNTS, SEEN)
def test_draw_when_repeated_with_its_seed_then_the_same(seed: str, count: int, seen: set[str]) -> None:
    """An attempt stores its seed: the same test must come back after a pause."""
    first = draw_questions(COURSE, seed=seed, count=count, seen=seen)
    assert first == draw_questions(COURSE, seed=seed, count=count, seen=sorted(seen))


@WITHOUT_CLOCK
@given(SEEDS)
def test_draw_when_options_are_ordered_anew_then_none_is_lost(seed: str) -> None:
    """The order of options is chance too, but what is right is not."""
    own = {question.id: question for question in COURSE.questions}
    for question in draw_questions(COURSE, seed=seed):
        assert set(question.options) == set(own[question.id].options)
        assert question.right_ids == own[question.id].right_ids


def test_draw_when_languages_differ_then_the_same_questions_in_the_same_order() -> None:
    """Changing language in the middle of a test must not change the test."""
    both = [draw_questions(course(language), seed="7") for language in ("sv", "en")]
    assert [_ids(question) for question in both[0]] == [_ids(question) for question in both[1]]


def test_draw_when_seeds_differ_then_tests_do() -> None:
    """A test that everyone gets is soon on a note in the break room."""
    drawn = {frozenset(q.id for q in draw_questions(COURSE, seed=str(seed))) for seed in range(50)}
    assert len(drawn) == 50


def test_draw_when_many_are_made_then_every_question_is_used() -> None:
    """A question that is never drawn was written for nothing."""
    used = {question.id for seed in range(300) for question in draw_questions(COURSE, seed=str(seed))}
    assert used == set(IDS)


def test_draw_when_made_then_right_answers_stand_anywhere() -> None:
    """A reader who always takes the first must not pass."""
    places = Counter(
        next(index for index, option in enumerate(question.options) if option.is_right)
        for seed in range(50)
        for question in draw_questions(COURSE, seed=str(seed))
    )
    assert max(places.values()) < 0.5 * places.total()


@pytest.mark.parametrize("count", [0, -1, len(IDS) + 1])
def test_draw_when_the_bank_cannot_give_it_then_refused(count: int) -> None:
    """Fewer questions than the rule says must never pass for a test."""
    with pytest.raises(ValueError, match="frågor"):
        draw_questions(COURSE, seed="1", count=count)


def _ids(question: Question) -> tuple[str, list[str]]:
    return question.id, [option.id for option in question.options]


def test_count_when_left_out_then_the_rule_of_the_course() -> None:
    """The number stands in one place."""
    whole: Course = COURSE
    assert len(draw_questions(whole, seed="1")) == whole.pass_rule.questions == 10
