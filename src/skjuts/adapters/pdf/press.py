"""A page as tagged PDF. WeasyPrint and its libraries are an optional part of an installation."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Any

from skjuts.core.kernel.errors import UpstreamUnavailable

BASE = "https://letters.invalid"
"""No such host exists: what is not ours cannot be fetched by mistake."""
VARIANT = "pdf/ua-1"


class WeasyPress:
    """Prints pages whose style sheets and fonts lie in one folder of static files."""

    def __init__(self, static: Path, prefix: str = "/static/") -> None:
        self._static = static.resolve()
        self._prefix = prefix

    def print_pdf(self, html: str) -> bytes:
        """The page as PDF/UA; raises `UpstreamUnavailable` without WeasyPrint or the libraries it needs."""
        engine = self._engine
        document = engine.HTML(string=html, base_url=f"{BASE}/", url_fetcher=self._fetcher)
        try:
            pdf: bytes = document.write_pdf(pdf_variant=VARIANT)
        # No Exception there: unchecked it would go past every handler of errors.
        except engine.urls.FatalURLFetchingError as error:
            raise ValueError("a letter asked for something that is not ours") from error
        return pdf

    @cached_property
    def _engine(self) -> Any:  # noqa: ANN401 - an optional package without types
        # Fonts are cut to the letter's signs and would be stamped with the second in which that was done.
        os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
        try:
            import weasyprint  # takes a second, and may be missing
        except (ImportError, OSError) as error:
            raise UpstreamUnavailable(
                "PDF kan inte skapas på den här servern.",
                remedy="Skriv ut sidan från webbläsaren. Driften kan installera Pango och gruppen letters.",
            ) from error
        return weasyprint

    @cached_property
    def _fetcher(self) -> Any:  # noqa: ANN401 - made of a class of the optional package
        urls = self._engine.urls
        find = self._find_file

        class OwnFiles(urls.URLFetcher):  # type: ignore[misc, name-defined]
            """Reads the static folder and nothing else."""

            def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401, ARG002
                """The file behind an address of ours."""
                path = find(url)
                kind = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}[path.suffix]
                return urls.URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

        return OwnFiles(fail_on_errors=True)

    def _find_file(self, url: str) -> Path:
        """The file of an address; raises ValueError for any that does not lie in the folder."""
        start = f"{BASE}{self._prefix}"
        path = (self._static / url.removeprefix(start).split("?")[0]).resolve()
        if not url.startswith(start) or not path.is_relative_to(self._static) or not path.is_file():
            raise ValueError("a letter asked for something that is not ours")
        return path
