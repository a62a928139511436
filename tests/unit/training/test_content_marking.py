"""Marking is strict, explained and monotone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.apps.training.content import (
    PassRule,
    Question,
    RetryRule,
    UnknownAnswer,
    draw_questions,
    mark_answers,
    plan_next_attempt,
)
from tests.unit.training.course_files import course

WITHOUT_CLOCK = settings(deadline=None, max_examples=60)
DRAWN = draw_questions(course(), seed="marking")
RIGHT = {question.id: question.right_ids for question in DRAWN}
ALL_RIGHT = course().pass_rule
RULES = st.integers(1, len(DRAWN)).map(lambda needed: PassRule(len(DRAWN), needed))


def _choices(question: Question) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from([option.id for option in question.options]))


ANSWERS = st.fixed_dictionaries({}, optional={question.id: _choices(question) for question in DRAWN})


def test_answers_when_all_right_then_passed_with_nothing_to_read_again() -> None:
    """The way through must exist."""
    marked = mark_answers(DRAWN, RIGHT, ALL_RIGHT)
    assert (marked.has_passed, marked.right, marked.pages_to_read) == (True, len(DRAWN), ())


@pytest.mark.parametrize("question", DRAWN, ids=lambda question: question.id)
def test_answers_when_one_is_wrong_then_failed_and_its_page_is_to_be_read(question: Question) -> None:
    """All right to pass: one wrong answer is one rule that the patient meets."""
    wrong = next(option.id for option in question.options if not option.is_right)
    marked = mark_answers(DRAWN, RIGHT | {question.id: {wrong}}, ALL_RIGHT)
    assert not marked.has_passed
    assert marked.right == len(DRAWN) - 1
    assert marked.pages_to_read == (question.page,)


@WITHOUT_CLOCK
@given(ANSWERS)
def test_question_when_marked_then_right_only_for_exactly_the_right_options(
    answers: dict[str, frozenset[str]],
) -> None:
    """Ticking everything is not knowing; half of the right ones is not enough."""
    for one in mark_answers(DRAWN, answers, ALL_RIGHT).questions:
        assert one.is_right == (answers.get(one.question.id, frozenset()) == one.question.right_ids)


@WITHOUT_CLOCK
@given(ANSWERS, st.sampled_from(DRAWN), RULES)
def test_marking_when_one_answer_is_mended_then_never_worse(
    answers: dict[str, frozenset[str]], question: Question, rule: PassRule
) -> None:
    """A right answer more can never fail a person who would have passed."""
    before = mark_answers(DRAWN, answers, rule)
    after = mark_answers(DRAWN, answers | {question.id: question.right_ids}, rule)
    assert after.right >= before.right
    assert after.has_passed >= before.has_passed
    assert set(after.pages_to_read) <= set(before.pages_to_read)


@WITHOUT_CLOCK
@given(ANSWERS, RULES)
def test_marking_when_made_then_passing_is_the_count_against_the_rule(
    answers: dict[str, frozenset[str]], rule: PassRule
) -> None:
    """The rule is a number in a file; nothing else decides."""
    marked = mark_answers(DRAWN, answers, rule)
    assert marked.right == sum(one.is_right for one in marked.questions)
    assert marked.has_passed == (marked.right >= rule.right_needed)


@WITHOUT_CLOCK
@given(ANSWERS)
def test_feedback_when_given_then_explains_what_was_chosen_and_what_was_right(
    answers: dict[str, frozenset[str]],
) -> None:
    """Feedback is where the learning is."""
    for one in mark_answers(DRAWN, answers, ALL_RIGHT).questions:
        assert {option.id for option in one.feedback} == one.chosen | one.question.right_ids
        assert all(option.feedback for option in one.feedback)


@pytest.mark.parametrize("answers", [{"no-such-question": {"a"}}, {DRAWN[0].id: {"z"}}])
def test_answers_when_they_belong_to_another_test_then_refused(answers: dict[str, set[str]]) -> None:
    """A form from an old tab must not be marked as if it were this test."""
    with pytest.raises(UnknownAnswer, match="Läs in provet på nytt"):
        mark_answers(DRAWN, answers, ALL_RIGHT)


@pytest.mark.parametrize(
    ("failures", "wait_minutes", "offers_help"),
    [(0, 0, False), (1, 0, False), (2, 30, False), (3, 30, False), (4, 30, True), (9, 30, True)],
)
def test_next_attempt_when_failures_grow_then_a_wait_and_later_help(
    failures: int,
    wait_minutes: int,
    offers_help: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Guessing again at once teaches nothing; failing four times is for somebody else to help with."""
    rule = RetryRule(failures_before_wait=2, wait_minutes=30, failures_before_help=4)
    following = plan_next_attempt(rule, failures=failures)
    assert (following.wait_minutes, following.offers_help) == (wait_minutes, offers_help)
