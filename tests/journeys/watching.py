"""What must hold of every page of the house: open to all, within its frame, and quiet."""

import re
from pathlib import Path

from elevakt.engines.cases.queries.definitions import definition

AXE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EXCEPTIONS: dict[str, str] = {}
"""A rule of axe that is not held to, and why."""

_LOOK = """async ([rules, exceptions]) => {
  const ends = one => isFinite(one.effect.getTiming().iterations);
  const moving = document.getAnimations();
  await Promise.allSettled(moving.filter(ends).map(one => one.finished));
  const found = await axe.run({
    runOnly: rules,
    rules: Object.fromEntries(exceptions.map(rule => [rule, {enabled: false}])),
    resultTypes: ["violations"],
  });
  const frame = document.documentElement.cloneNode(true);
  // What is said aloud of a choice just made is said to the one who made it.
  frame.querySelectorAll("main, [aria-live]").forEach(part => part.remove());
  return {
    violations: found.violations.flatMap(
      one => one.nodes.map(node => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`)),
    frame: frame.outerHTML,
  };
}"""


class Names:
    """The words that stand inside <main> or nowhere: who somebody is, and what it is about."""

    def __init__(self, names):
        titles = [definition("degrading_treatment", version).title for version in (1, 2)]
        words = {word for name in names for word in name.split()} | set(titles)
        self._words = re.compile(rf"\b({'|'.join(sorted(map(re.escape, words)))})\b")

    def within(self, text):
        """Return those that stand in a text."""
        return sorted(set(self._words.findall(text)))


def look(page, names):
    """Hold the page as it stands now to what every page of the house promises."""
    size = page.viewport_size
    # Seen whole: the bar of a phone lies over whatever happens to be scrolled beneath it.
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size(size | {"height": max(size["height"], whole)})
    page.evaluate(AXE)
    seen = page.evaluate(_LOOK, [RULES, list(EXCEPTIONS)])
    page.set_viewport_size(size)
    violations, named = seen["violations"], names.within(seen["frame"])
    assert not violations, "\n".join((page.url, *violations))
    assert not named, f"{page.url} names {named} outside <main>"
    fits(page)


def fits(page):
    """Hold the page to fit its screen: nothing is to be found by scrolling sideways."""
    root = "document.documentElement"
    wider = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
    assert wider == 0, f"{page.url} at {page.viewport_size['width']} px"


class Watch:
    """Watches one visitor's pages for what they must never do, from log-in to the end."""

    def __init__(self, site, names, may_answer):
        self._site, self._names = site, names
        self._may_answer = {200, *may_answer}
        self._answers, self._faults = [], []

    def over(self, page):
        """Watch a page from now on."""
        page.on("console", self._said)
        page.on("pageerror", lambda error: self._faults.append(str(error)))
        page.on("request", self._asked)
        page.on("response", lambda answer: self._answers.append(answer))

    def _said(self, message):
        # What did not load is judged by its status, below: a browser says so of every 404.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self._faults.append(message.text)

    def _asked(self, request):
        if not request.url.startswith((f"{self._site}/", "data:")):
            self._faults.append(f"asked {request.url}")

    def end(self):
        """Say what was wrong, if anything was."""
        for answer in self._answers:
            is_page = answer.request.is_navigation_request()
            if answer.status >= 500 or not (
                is_page or answer.status < 400 or answer.status in self._may_answer
            ):
                self._faults.append(f"{answer.status} {answer.url}")
            if named := self._names.within(str(answer.headers)):
                self._faults.append(f"headers of {answer.url} name {named}")
        assert not self._faults, "\n".join(self._faults)
