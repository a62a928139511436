"""The charts of the component page as markup, byte for byte: a page that is printed twice is the same page.

Where a chart is meant to change, delete its file in `written` and run the test twice: it is written anew,
and the difference is read in the commit.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines

from skjuts.web.charts import Drawing
from skjuts.web.gallery_charts import list_drawings

WRITTEN = Path(__file__).parent / "written"


def show(drawing: Drawing) -> str:
    """The chart's markup, one element a line."""
    template = engines["jinja2"].env.from_string('{{ ui.chart(drawing, "c") }}')
    rendered: str = template.render(drawing=drawing)
    return re.sub(r">\s*<", ">\n<", re.sub(r"[ \n]+", " ", rendered)).strip() + "\n"


def name_file(drawing: Drawing) -> str:
    """A file name from a title."""
    return re.sub(r"[^a-z]+", "-", drawing.caption.title.lower().translate(str.maketrans("åäö", "aao")))


@pytest.mark.parametrize("drawing", list_drawings(), ids=name_file)
def test_chart_drawn_again_is_the_same_to_the_last_sign(drawing: Drawing) -> None:
    """A report that differs from itself cannot be compared or sealed."""
    path = WRITTEN / f"{name_file(drawing)}.html"
    markup = show(drawing)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(markup, encoding="utf-8")
        pytest.fail(f"{path.name} was missing and has been written; read it, and run again")
    assert markup == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("drawing", list_drawings(), ids=name_file)
def test_chart_has_title_description_and_no_style_or_script_of_its_own(drawing: Drawing) -> None:
    """The page's policy refuses them, and then the chart is bare; without a title it is nameless."""
    markup = show(drawing)
    assert " style=" not in markup
    assert "<script" not in markup
    assert markup.count("<title id=") == markup.count("<desc id=") == markup.count("<svg") == 2
    ids = re.findall(r'\sid="([^"]+)"', markup)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', markup)) <= set(ids)
