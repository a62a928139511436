"""What a browser says against a page: axe, the policy, the console, the network, and the page's own width."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

AXE = (Path(__file__).parents[2] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
HEIGHT = 900
LOOKS, LOOK_AGAIN_MS = 5, 1_000
"""A fault is one that stays."""
LISTEN = """
window.blocked = [];
addEventListener('securitypolicyviolation', e => blocked.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
FIND_VIOLATIONS = """
async (tags) => {
  // A page that sends focus to its errors has scrolled; axe would then judge what slid under the masthead.
  window.scrollTo({top: 0, behavior: 'instant'});
  document.querySelectorAll('main details').forEach(part => { part.open = true; });
  await document.fonts.ready;
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const moving = document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < 5000);
  await Promise.all(moving.map(one => one.finished.catch(() => null)));
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  return found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target).join(' | ')}`);
}
"""
FIND_WIDE = """
() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  return [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > edge + 1)
    .slice(-3)
    .map(one => `wider than ${edge}: ${one.outerHTML.slice(0, 120)}`);
}
"""


@dataclass(slots=True)
class Watched:
    """A page, and all that was said against it."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def sign_in(self, address: str, session: str) -> None:
        """Be another person, or nobody; language and cache stay."""
        context = self.page.context
        context.clear_cookies(name="session")
        if session:
            context.add_cookies([{"name": "session", "value": session, "url": address}])

    def _find_violations(self) -> list[str]:
        """What axe still says when the page has come to rest: on a busy machine parts move for seconds."""
        found: list[str] = []
        for _ in range(LOOKS):
            found = self.page.evaluate(FIND_VIOLATIONS, list(STANDARDS))
            if not found:
                break
            self.page.wait_for_timeout(LOOK_AGAIN_MS)
        return found

    def judge(self) -> list[str]:
        """Look at the page as it now stands; gives and forgets what is wrong with it."""
        self.faults += self._find_violations()
        self.faults += self.page.evaluate(FIND_WIDE)
        self.faults += [f"blocked: {one}" for one in self.page.evaluate("window.blocked.splice(0)")]
        found, self.faults[:] = list(self.faults), []
        return found


@contextmanager
def watch(browser: Browser, address: str, *, language: str = "sv", width: int = 1280) -> Iterator[Watched]:
    """A browser of nobody yet, with ears open."""
    context = browser.new_context(
        base_url=address,
        locale={"sv": "sv-SE", "en": "en-GB"}[language],
        viewport={"width": width, "height": HEIGHT},
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    context.add_init_script(LISTEN)
    context.add_init_script(AXE)
    watched = Watched(context.new_page())
    listen(watched.page, address, watched.faults)
    try:
        yield watched
    finally:
        context.close()


def listen(page: Page, address: str, faults: list[str]) -> None:
    """Write down errors and warnings of the console, of scripts, and requests to elsewhere."""
    page.on(
        "console",
        lambda said: faults.append(f"console: {said.text}") if said.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on(
        "request",
        lambda sent: (
            None if sent.url.startswith((address, "data:", "blob:")) else faults.append(f"asks {sent.url}")
        ),
    )
