"""Markdown to HTML that may be shown as it is: no raw HTML, no images, no styles, links only over https."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict


def render_page(markdown: str) -> str:
    """Render the body of a page."""
    rendered: str = _build_renderer().render(markdown)
    return rendered


def render_sentence(markdown: str) -> str:
    """Render a question, an option or a feedback: emphasis and links, no blocks."""
    rendered: str = _build_renderer().renderInline(markdown)
    return rendered


@cache
def _build_renderer() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    renderer.validateLink = _is_safe_link  # type: ignore[method-assign]
    renderer.core.ruler.push("empty_headings", _make_empty_headings_cells)
    for cell in ("th_open", "td_open"):
        renderer.add_render_rule(cell, _render_without_style)
    return renderer


def _is_safe_link(url: str) -> bool:
    return url.startswith("https://")


def _make_empty_headings_cells(state: StateCore) -> None:
    """The corner of a table heads nothing, and is no heading."""
    for opening, content, closing in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if opening.type == "th_open" and not content.content:
            opening.tag = closing.tag = "td"


def _render_without_style(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, _env: EnvType
) -> str:
    """Column alignment comes as an inline style, which the content security policy refuses."""
    attributes: dict[str, Any] = tokens[index].attrs
    attributes.pop("style", None)
    return self.renderToken(tokens, index, options, _env)
