"""Marking a test: what was right, why, what to read again, and when the next attempt may begin."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from skjuts.apps.training.content.course import Option, PassRule, Question, RetryRule
from skjuts.apps.training.content.problems import UnknownAnswer


@dataclass(frozen=True, slots=True)
class MarkedQuestion:
    """One question with what was chosen.

    `feedback` holds the options to explain: the chosen ones and the right ones, in the order shown.
    """

    question: Question
    chosen: frozenset[str]
    is_right: bool
    feedback: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class MarkedTest:
    """The outcome. `pages_to_read` are the pages of the wrong answers, each once, in page order."""

    questions: tuple[MarkedQuestion, ...]
    right: int
    has_passed: bool
    pages_to_read: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextAttempt:
    """How long to wait before trying again, and whether to offer the support function."""

    wait_minutes: int
    offers_help: bool


def mark_answers(
    questions: Sequence[Question], answers: Mapping[str, Collection[str]], rule: PassRule
) -> MarkedTest:
    """Mark the drawn questions. A question without an answer is wrong; so is a part of the right options.

    Raises UnknownAnswer when an answer does not belong to the test.
    """
    known = {question.id for question in questions}
    for question_id in answers:
        if question_id not in known:
            raise UnknownAnswer(question_id)
    marked = tuple(_mark_one(question, frozenset(answers.get(question.id, ()))) for question in questions)
    right = sum(one.is_right for one in marked)
    return MarkedTest(
        questions=marked,
        right=right,
        has_passed=right >= rule.right_needed,
        pages_to_read=tuple(sorted({one.question.page for one in marked if not one.is_right})),
    )


def plan_next_attempt(rule: RetryRule, *, failures: int) -> NextAttempt:
    """Tell what follows after this many failures in a row."""
    return NextAttempt(
        wait_minutes=rule.wait_minutes if failures >= rule.failures_before_wait else 0,
        offers_help=failures >= rule.failures_before_help,
    )


def _mark_one(question: Question, chosen: frozenset[str]) -> MarkedQuestion:
    if not chosen <= {option.id for option in question.options}:
        raise UnknownAnswer(question.id)
    return MarkedQuestion(
        question=question,
        chosen=chosen,
        is_right=chosen == question.right_ids,
        feedback=tuple(option for option in question.options if option.id in chosen or option.is_right),
    )
