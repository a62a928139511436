"""Size caps: a function fits on a screen, a file in a reader's head."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("src", "tests", "tools", "benchmarks")
MAX_FUNCTION_LINES = 40
MAX_FILE_LINES = 400


def list_oversized(root: Path) -> list[str]:
    """List every function and file over its cap, as `file:line what (lines)`."""
    return [complaint for path in list_sources(root) for complaint in _oversized_in(path, root)]


def list_sources(root: Path) -> list[Path]:
    """List the Python files of the project, in order; migrations are written by Django, for Django."""
    found = [path for folder in FOLDERS for path in sorted((root / folder).rglob("*.py"))]
    return [path for path in found if path.parent.name != "migrations"]


def _oversized_in(path: Path, root: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    where = path.relative_to(root)
    lines = text.count("\n")
    if lines > MAX_FILE_LINES:
        yield f"{where}:1 file ({lines} lines, at most {MAX_FILE_LINES})"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = _own_lines(node)
            if size > MAX_FUNCTION_LINES:
                yield f"{where}:{node.lineno} {node.name} ({size} lines, at most {MAX_FUNCTION_LINES})"


def _own_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without those of the functions inside it, which are measured by themselves."""
    inner = [one for one in function.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    return _lines(function) - sum(_lines(one) for one in inner)


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1
