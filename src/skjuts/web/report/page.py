"""One self-contained page about one plan: a pure function from the plan to a string of HTML.

Nothing on the page leaves the file: styles and script stand in it, named by their digests in its
content security policy, and there are no fonts, images or tiles to fetch.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from skjuts.core.planning.checker import Verdict
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solution import Solution
from skjuts.web.report.content import make_content


def render_report(
    problem: Problem,
    solution: Solution,
    *,
    verdict: Verdict | None = None,
    title: str | None = None,
    made_with: str = "",
    marks: Sequence[str] = (),
) -> str:
    """The report of a plan as one HTML page in Swedish.

    `verdict` is the checker's judgement, told at the top; without it the page says that the plan
    is unchecked. `title` defaults to the problem's name. `made_with` says how the plan was made
    (version, time, seed). `marks` are added to the marks that the problem itself calls for, such
    as "påhittade personer". The same input gives the same page, byte for byte.
    """
    content = make_content(problem, solution, verdict, title=title, made_with=made_with, marks=marks)
    style, script = _read("assets/report.css"), _read("assets/report.js")
    page = _environment().get_template("page.html.j2")
    return page.render(
        page=content,
        style=Markup(style),  # noqa: S704 - our own packaged file
        script=Markup(script),  # noqa: S704 - our own packaged file
        policy=f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'",
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("skjuts.web.report"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _read(name: str) -> str:
    return files("skjuts.web.report").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The source expression that lets exactly this text run or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
