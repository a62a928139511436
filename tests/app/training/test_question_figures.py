"""How the figures of a test's questions are shown to those who write them."""

from __future__ import annotations

from dataclasses import replace

from skjuts.apps.training.facts import read_languages
from skjuts.apps.training.presenters.authoring import show_figures
from skjuts.apps.training.queries.statistics import QuestionFigures
from tests.app.training.small_course import make_course
from tests.app.training.ward import NOON

FEW = QuestionFigures("q-1", asked=2, share=0.5, discrimination=1.0, last_at=NOON)


def test_question_when_few_have_answered_then_no_correlation_is_told() -> None:
    """Two answers always correlate, which says nothing of the question."""
    assert show_figures([FEW], None)[0].discrimination == "–"
    assert show_figures([replace(FEW, asked=400, discrimination=0.31)], None)[0].discrimination == "0,31"


def test_question_when_it_stresses_a_word_then_shown_stressed() -> None:
    """Asterisks are for those who write; readers see emphasis."""
    course = read_languages(make_course())["sv"]
    question = replace(course.questions[0], id="q-1", text="Vad ger **inte** rätt?")
    [row] = show_figures([FEW], replace(course, questions=(question,)))
    assert row.html == "Vad ger <strong>inte</strong> rätt?"
