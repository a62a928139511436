"""A course of two pages and six questions, three of them drawn: small enough to see through in a test."""

from __future__ import annotations

from skjuts.apps.training.content.rows import ExerciseRow, OptionRow, PageRow, QuestionRow
from skjuts.apps.training.toml_text import write_exercises, write_page, write_questions

HEAD = """\
id = "{slug}"
version = "{version}"
language = "sv"
title = "{title}"
summary = "En påhittad kurs."
{extra}minutes = 4
valid_months = 12
assumed = ["valid_months"]

[pass_rule]
questions = 3
right_needed = 3

[retry_rule]
failures_before_wait = 2
wait_minutes = 30
failures_before_help = 2

[bank]
questions_at_least = 4
per_topic_at_least = 2

"""
TOPICS = {"trappan": ("Trappan", "modes"), "sallskap": ("Sällskap", "escort")}
SOURCES = '[lagen]\ntitle = "Lagen"\ndated = "1991"\n'


def make_course(
    *, slug: str = "liten", version: str = "1", updates: str = "", in_force_from: str = "", topics: str = ""
) -> dict[str, str]:
    """The files of the small course; with `updates` a micro-retraining on the topics that are named."""
    wanted = {name: TOPICS[name] for name in (topics.split() or TOPICS)}
    extra = f'updates = "{updates}"\nin_force_from = {in_force_from}\n' if updates else ""
    head = HEAD.format(slug=slug, version=version, title=f"Kursen {slug}", extra=extra)
    return {
        "course.toml": head + "\n".join(_topic(name, *about) for name, about in wanted.items()),
        "sources.toml": SOURCES,
        **{path: text for number in (1, 2) for path, text in _page(number, tuple(wanted)).items()},
    }


def _topic(slug: str, title: str, part: str) -> str:
    return f'[topics.{slug}]\ntitle = "{title}"\nrulebook = ["{part}"]\n'


def _page(number: int, topics: tuple[str, ...]) -> dict[str, str]:
    slug = f"0{number}-sida"
    row = PageRow(title=f"Sida {number}", minutes=2, topics=topics, sources=("lagen: 1 §",))
    exercise = ExerciseRow(id=f"ovning-{number}", text="Vad är rätt?", options=_options())
    questions = [
        QuestionRow(
            id=f"{topic}-{number}{letter}",
            topic=topic,
            difficulty=1,
            sources=("lagen",),
            text=f"Fråga {number}{letter} om {topic}",
            options=_options(),
        )
        for topic in topics
        for letter in "xy"
    ]
    return {
        f"sv/pages/{slug}.md": write_page(row, "Text med **vikt**."),
        f"sv/exercises/{slug}.toml": write_exercises([exercise]),
        f"sv/questions/{slug}.toml": write_questions(questions),
    }


def _options() -> dict[str, OptionRow]:
    return {
        "a": OptionRow(text="Rätt svar", right=True, feedback="Ja, så är det."),
        "b": OptionRow(text="Fel svar", feedback="Nej, inte så."),
        "c": OptionRow(text="Också fel", feedback="Nej, inte så heller."),
    }


RIGHT, WRONG = ("a",), ("b",)
