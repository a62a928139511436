"""Two versions of a course side by side."""

from __future__ import annotations

from skjuts.apps.training.comparing import Line, compare_courses


def test_courses_when_equal_then_nothing_to_show() -> None:
    """An untouched draft."""
    assert compare_courses({"a.md": "x"}, {"a.md": "x"}) == []


def test_courses_when_a_line_changed_then_only_its_neighbourhood() -> None:
    """The reviewer's eye goes to what is new."""
    old = "\n".join(f"rad {number}" for number in range(20))
    new = old.replace("rad 10", "rad tio").replace("rad 1\n", "rad ett\n")
    (changed,) = compare_courses({"a.md": old}, {"a.md": new})
    assert changed.kind == "changed"
    assert Line("removed", "rad 10") in changed.lines
    assert Line("added", "rad tio") in changed.lines
    assert Line("gap", "…") in changed.lines
    assert Line("same", "rad 6") not in changed.lines


def test_courses_when_lines_look_like_marks_then_kept() -> None:
    """A page's own +++ and --- are text, not headers of a comparison."""
    (changed,) = compare_courses({"a.md": "+++\nx\n+++\n"}, {"a.md": "+++\ny\n+++\n---\n"})
    assert [line.text for line in changed.lines] == ["+++", "x", "y", "+++", "---"]


def test_courses_when_files_come_and_go_then_said_so() -> None:
    """A new page, and one that was taken away."""
    found = compare_courses({"a.md": "x", "b.md": "x"}, {"b.md": "x", "c.md": "y"})
    assert [(one.path, one.kind) for one in found] == [("a.md", "removed"), ("c.md", "added")]
