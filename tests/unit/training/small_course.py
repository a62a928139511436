"""A course of two pages and four questions, written out: what the faults of the tests are planted in."""

from __future__ import annotations

HEAD = """
id = "liten"
version = "1"
language = "sv"
translations = ["en"]
title = "Liten kurs"
summary = "För prov."
minutes = 5
valid_months = 12
assumed = ["valid_months"]

[pass_rule]
questions = 2
right_needed = 2

[retry_rule]
failures_before_wait = 2
wait_minutes = 30
failures_before_help = 4

[bank]
questions_at_least = 4
per_topic_at_least = 2

[topics.ett]
title = "Ett"
rulebook = ["modes"]

[topics.tva]
title = "Två"
"""
SOURCES = """
[lag]
title = "En lag"
dated = "2026"
"""
PAGE = """+++
title = "{title}"
minutes = {minutes}
topics = ["{topic}"]
sources = ["lag: 1 §"]
+++

## Rubrik

Text med **vikt**.
"""
QUESTION = """
[[question]]
id = "{id}"
topic = "{topic}"
difficulty = 1
sources = ["lag"]
text = "Fråga {id}?"

[question.options.a]
text = "rätt"
right = true
feedback = "Ja."

[question.options.b]
text = "fel"
feedback = "Nej."

[question.options.c]
text = "också fel"
feedback = "Nej."
"""
EXERCISE = """
[[exercise]]
id = "ovning"
text = "Öva?"

[exercise.options.a]
text = "rätt"
right = true
feedback = "Ja."

[exercise.options.b]
text = "fel"
feedback = "Nej."

[exercise.options.c]
text = "också fel"
feedback = "Nej."
"""


def small_course() -> dict[str, str]:
    """The files of the small course, in both languages."""
    own = {
        "course.toml": HEAD,
        "sources.toml": SOURCES,
        "sv/pages/1-ett.md": PAGE.format(title="Sida ett", minutes=2, topic="ett"),
        "sv/pages/2-tva.md": PAGE.format(title="Sida två", minutes=3, topic="tva"),
        "sv/exercises/1-ett.toml": EXERCISE,
        "sv/questions/1-ett.toml": _questions("ett"),
        "sv/questions/2-tva.toml": _questions("tva"),
    }
    return own | {
        "en/course.toml": 'title = "Small"\nsummary = "For tests."\n[topics]\nett = "One"\ntva = "Two"\n',
        "en/sources.toml": SOURCES.replace("En lag", "An act"),
        "en/pages/1-ett.md": '+++\ntitle = "Page one"\n+++\n\nText.\n',
        "en/pages/2-tva.md": '+++\ntitle = "Page two"\n+++\n\nText.\n',
        "en/exercises/1-ett.toml": _translate(EXERCISE),
        "en/questions/1-ett.toml": _translate(_questions("ett")),
        "en/questions/2-tva.toml": _translate(_questions("tva")),
    }


def _questions(topic: str) -> str:
    return QUESTION.format(id=f"{topic}-1", topic=topic) + QUESTION.format(id=f"{topic}-2", topic=topic)


def _translate(toml: str) -> str:
    facts = ("topic =", "difficulty =", "sources =", "right =")
    return "\n".join(line for line in toml.splitlines() if not line.startswith(facts)).replace(
        "rätt", "right"
    )
