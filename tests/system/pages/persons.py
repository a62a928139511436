"""What the demonstration's people do with their hands: sign in, answer a test."""

from __future__ import annotations

import html
import re
from functools import cache

from playwright.sync_api import Locator, Page

from skjuts.apps.training.content import Question, read_course, render_sentence
from skjuts.apps.training.queries.packaged import list_packaged
from skjuts.rehearsal.personas.people import Persona, find_persona

TAGS = re.compile(r"<[^>]+>")


def persona(slug: str) -> Persona:
    """One of those whom one may be."""
    found = find_persona(slug)
    assert found
    return found


def be(page: Page, slug: str) -> Persona:
    """Choose a persona on the demonstration's first page, as a stranger does."""
    who = persona(slug)
    page.goto("/demo/")
    page.get_by_role("button", name=f"Logga in som {who.given_name}", exact=True).click()
    page.get_by_role("heading", name=f"Hej {who.given_name}").wait_for()
    return who


def choose_answers(page: Page, *, is_right: bool) -> None:
    """Answer every question of the test with the mouse; wrongly means one wrong answer to each."""
    questions = list_questions()
    page.locator("form fieldset").first.wait_for()
    for asked in page.locator("form fieldset").all():
        question = questions[read_question(asked)]
        wanted = [one.id for one in question.options if one.is_right == is_right]
        for option in wanted if is_right else wanted[:1]:
            asked.locator(f"input[value='{option}']").check()


def read_question(asked: Locator) -> str:
    """The text of a question, without its number."""
    return asked.locator("legend").inner_text().partition(". ")[2].strip()


@cache
def list_questions() -> dict[str, Question]:
    """The questions of the demonstration's course by their text on the page."""
    course = read_course(list_packaged()[0], "sv")
    return {html.unescape(TAGS.sub("", render_sentence(one.text))).strip(): one for one in course.questions}
