"""What is wrong with an open page: WCAG 2.2 A and AA by axe, sideways scrolling, markup or keys that show."""

import pathlib
import re

import axe_playwright_python

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
LOOK_OVER = """async (rules) => {
  const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
  return violations.map((one) => `${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 160)}`);
}"""


def faults(page):
    """What is wrong with the page that is open, in words."""
    yield from page.evaluate(LOOK_OVER, RULES)
    if (over := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
        yield f"scrolls sideways by {over}"
    text = page.locator("body").inner_text()
    if leaked := re.search(r"HTML\(bytes|</?(div|p|span|li)\b|\b[a-z]+page\.[a-z]+|\{[a-z]+\}", text):
        yield f"shows {leaked[0]!r}"
    if not page.title() or page.locator("h1").count() == 0:
        yield "has no title or no heading"
