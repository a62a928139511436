"""The Swedish sentences of errors that pages and programs may meet, found in the source as messages are.

Core knows no gettext, so its sentences cannot be marked where they stand. They are those of the error classes
(`sentence`, `advice`), and the texts with which errors are made: their first argument, and `remedy`. A
function may be handed the text: then it calls it `message`, and its callers' texts are sentences too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

FOLDERS = ("core", "apps", "machine", "web")
ROOT_CLASS = "SkjutsError"
OF_CLASSES = frozenset({"sentence", "advice"})
HANDED = "message"


def list_error_sentences(source: Path) -> list[str]:
    """Every sentence below the folders of a source tree, without repetition."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for folder in FOLDERS
        for path in sorted((source / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]
    makers = _list_makers(trees)
    places = dict.fromkeys(makers, 0) | _list_relays(trees, makers)
    found = (text for tree in trees for node in ast.walk(tree) for text in _sentences(node, places))
    return list(dict.fromkeys(found))


def _list_makers(trees: Iterable[ast.Module]) -> frozenset[str]:
    """Names by which errors are made: the classes of the tree, and functions that return one of them."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    classes = {ROOT_CLASS}
    while True:
        more = {
            node.name
            for node in nodes
            if isinstance(node, ast.ClassDef) and any(_name(base) in classes for base in node.bases)
        }
        if more <= classes:
            break
        classes |= more
    functions = {
        node.name
        for node in nodes
        if isinstance(node, ast.FunctionDef) and node.returns is not None and _name(node.returns) in classes
    }
    return frozenset(classes | functions)


def _list_relays(trees: Iterable[ast.Module], makers: frozenset[str]) -> dict[str, int]:
    """Functions that make an error of a message they were handed, and the message's place among arguments."""
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {
        one.name: place
        for one in functions
        if (place := _find_handed(one)) is not None and any(_hands_on(node, makers) for node in ast.walk(one))
    }


def _find_handed(function: ast.FunctionDef) -> int | None:
    """Find the message's place among the arguments of a call; after them all when it is only named."""
    names = [one.arg for one in function.args.args if one.arg not in {"self", "cls"}]
    if HANDED in names:
        return names.index(HANDED)
    return len(names) if HANDED in {one.arg for one in function.args.kwonlyargs} else None


def _hands_on(node: ast.AST, makers: frozenset[str]) -> bool:
    """Whether it is a call that makes an error of the message."""
    if not isinstance(node, ast.Call) or _name(node.func) not in makers:
        return False
    return any(isinstance(one, ast.Name) and one.id == HANDED for one in node.args[:1])


def _sentences(node: ast.AST, places: Mapping[str, int]) -> Iterator[str]:
    if isinstance(node, ast.ClassDef) and node.name in places:
        for one in node.body:
            targets = one.targets if isinstance(one, ast.Assign) else [getattr(one, "target", None)]
            if any(isinstance(target, ast.Name) and target.id in OF_CLASSES for target in targets):
                yield from _text(one.value)  # type: ignore[attr-defined]
    if isinstance(node, ast.Call) and (name := _name(node.func)) in places:
        named = [one.value for one in node.keywords if one.arg in {"remedy", HANDED}]
        for part in (*node.args[places[name] :][:1], *named):
            yield from _text(part)


def _text(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and not _is_name(node.value):
        yield node.value


def _is_name(text: str) -> bool:
    """Whether it is a field or a code that a maker of errors was given, or nothing."""
    return not text or text.isidentifier()


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
