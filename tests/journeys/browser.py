"""What the journeys ask of a page: axe clean, quiet console, no sideways scrolling, a focus that can be seen."""

from importlib.resources import files
from typing import Any

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}});
  const brief = (rules) => rules.map(r => ({id: r.id, help: r.help, nodes: r.nodes.map(n => [n.html.slice(0, 160), (n.failureSummary || '').slice(0, 240)])}));
  return {violations: brief(found.violations), incomplete: brief(found.incomplete)};
}"""
_SMALL = """() => [...document.querySelectorAll('button, select, summary, input, a[class]')]
  .filter(e => !['hidden', 'checkbox', 'radio'].includes(e.type) && !e.closest('.md-visually-hidden, .md-skip') && e.getClientRects().length)
  .map(e => ({html: e.outerHTML.slice(0, 120), height: Math.round(e.getBoundingClientRect().height)}))
  .filter(e => e.height < 44)"""
_FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  return {what: at.outerHTML.slice(0, 120), on_page: at !== document.body,
          outline: parseFloat(style.outlineWidth) || 0, style: style.outlineStyle,
          seen: box.width > 0 && box.height > 0 && box.top < innerHeight && box.bottom > 0};
}"""


def axe(page: Any) -> None:
    """Fail on every violation, and on descriptions and labels that name ids which are not there.

    Injected by evaluate, for the page's CSP (rightly) refuses a foreign script tag.
    """
    page.evaluate(_AXE)
    found = page.evaluate(_RUN, TAGS)
    unlinked = [rule for rule in found["incomplete"] if rule["id"] == "aria-valid-attr-value"]
    assert not found["violations"], (page.url, found["violations"])
    assert not unlinked, (page.url, unlinked)


def fits(page: Any) -> None:
    """Nothing makes the page scroll sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"


def easy_to_hit(page: Any) -> None:
    """Buttons, fields and the links that stand alone are at least 44 px high; a checkbox's label is its target."""
    small = [found for found in page.evaluate(_SMALL) if "md-skip" not in found["html"]]
    assert not small, (page.url, small)


def shows_focus(page: Any, *, stops: int = 12) -> None:
    """Walk by Tab: each stop is a control in view with a focus ring of at least 3 px."""
    for _ in range(stops):
        page.keyboard.press("Tab")
        at = page.evaluate(_FOCUS)
        if not at["on_page"]:
            return
        assert at["outline"] >= 3, (page.url, at)
        assert at["style"] != "none", (page.url, at)
        assert at["seen"], (page.url, at)


class Console:
    """What the browser complains of. A page that must not exist may say so: `expect(404)`."""

    def __init__(self, page: Any) -> None:
        self.said: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.said.append(f"{message.text} ({message.location.get('url', '')})")

    def expect(self, *statuses: int) -> None:
        """Forget the browser's own note that a page answered with one of these."""
        self.said = [
            line for line in self.said if not any(f"status of {status}" in line for status in statuses)
        ]

    def assert_quiet(self) -> None:
        assert not self.said, self.said
