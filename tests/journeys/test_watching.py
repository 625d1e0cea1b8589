"""What every journey watches for is seen when it is there."""

import pytest

pytestmark = pytest.mark.journey

LOG_IN = "/konto/logga-in/"
BROKEN_PAGES = {
    "document.documentElement.lang = ''": "html-has-lang",
    "document.title = 'Elis – Elevakt'": "outside <main>",
    "document.title = 'Kränkande behandling'": "outside <main>",
    "document.querySelector('main').style.minWidth = '2000px'": "at 1440 px",
}
BROKEN_VISITS = {
    "console.error('it broke')": "it broke",
    "setTimeout(() => { throw Error('it broke') }); new Promise(setTimeout)": "it broke",
    "fetch('https://example.se/').catch(() => {})": "Content Security Policy",
    "fetch('/finns/inte/')": "404",
}


def test_what_is_watched_for_is_seen(visitor, check):
    with visitor() as page:
        for fault, said in BROKEN_PAGES.items():
            page.goto(LOG_IN)
            check(page)
            page.evaluate(fault)
            with pytest.raises(AssertionError, match=said):
                check(page)
    for fault, said in BROKEN_VISITS.items():
        with pytest.raises(AssertionError, match=said):
            visit(visitor, fault)


def visit(visitor, fault):
    """Visit a page, and do something there that must not be done."""
    with visitor() as page:
        page.goto(LOG_IN)
        page.evaluate(fault)
