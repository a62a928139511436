"""Courses as content: files in, a typed course out; drawing of tests, marking, and pages as safe HTML.

Pure Python. The caller reads the files and hands over their texts, so that the same code serves the
packaged course, an import and the editor's preview. `docs/explanation/course.md` tells the form of the files.
"""

from __future__ import annotations

from skjuts.apps.training.content.course import (
    Citation,
    Course,
    Exercise,
    Option,
    Page,
    PassRule,
    Question,
    RetryRule,
    Source,
    Topic,
)
from skjuts.apps.training.content.drawing import draw_questions
from skjuts.apps.training.content.marking import (
    MarkedQuestion,
    MarkedTest,
    NextAttempt,
    mark_answers,
    plan_next_attempt,
)
from skjuts.apps.training.content.problems import InvalidCourse, Problem, UnknownAnswer
from skjuts.apps.training.content.reading import read_course, read_updates
from skjuts.apps.training.content.rendering import render_page, render_sentence

__all__ = [
    "Citation",
    "Course",
    "Exercise",
    "InvalidCourse",
    "MarkedQuestion",
    "MarkedTest",
    "NextAttempt",
    "Option",
    "Page",
    "PassRule",
    "Problem",
    "Question",
    "RetryRule",
    "Source",
    "Topic",
    "UnknownAnswer",
    "draw_questions",
    "mark_answers",
    "plan_next_attempt",
    "read_course",
    "read_updates",
    "render_page",
    "render_sentence",
]
