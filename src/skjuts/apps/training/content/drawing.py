"""Drawing a test: the same seed gives the same test, spread over the topics, unseen questions first.

Order comes from a hash of seed and id instead of a random generator, so that a test can be rebuilt from
its seed by another version of Python. Which question is drawn is no secret.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from hashlib import sha256

from skjuts.apps.training.content.course import Course, Question


def draw_questions(
    course: Course, *, seed: str, count: int | None = None, seen: Collection[str] = ()
) -> tuple[Question, ...]:
    """Draw a test; `count` is the course's own number when left out.

    Topics take turns, the ones with fewest seen questions first, and each gives its unseen questions
    first: no topic is asked twice while another with questions left has been asked less. The options of
    each question come in an order of the same seed. Raises ValueError when the bank is smaller than `count`.
    """
    wanted = course.pass_rule.questions if count is None else count
    if not 0 < wanted <= len(course.questions):
        raise ValueError(f"ett prov kan ha 1 till {len(course.questions)} frågor, inte {wanted}")
    by_topic = _queue_by_topic(course.questions, seed, frozenset(seen))
    drawn: list[Question] = []
    turn = 0
    while len(drawn) < wanted:
        drawn += [queue[turn] for queue in by_topic if turn < len(queue)]
        turn += 1
    return tuple(_shuffle_options(question, seed) for question in _by_chance(drawn[:wanted], seed))


def _queue_by_topic(questions: Iterable[Question], seed: str, seen: frozenset[str]) -> list[list[Question]]:
    queues: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        queues[question.topic].append(question)
    for queue in queues.values():
        queue.sort(key=lambda question: (question.id in seen, _chance(seed, question.id)))
    ordered = sorted(
        queues.items(), key=lambda item: (sum(one.id in seen for one in item[1]), _chance(seed, item[0]))
    )
    return [queue for _, queue in ordered]


def _by_chance(questions: Iterable[Question], seed: str) -> list[Question]:
    return sorted(questions, key=lambda question: _chance(seed, "order", question.id))


def _shuffle_options(question: Question, seed: str) -> Question:
    options = sorted(question.options, key=lambda option: _chance(seed, question.id, option.id))
    return replace(question, options=tuple(options))


def _chance(*parts: str) -> bytes:
    return sha256("\x1f".join(parts).encode()).digest()
