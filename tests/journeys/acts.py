"""What the cast does in more than one journey, in a browser and by what stands on the screen."""

import io
import re

import pypdf
from playwright.sync_api import expect

from tests.journeys.stage_names import MORNING

REPORT = "/rapportera/om/degrading_treatment/"


def pick(group, name):
    """Find somebody by name where people are picked, and choose her."""
    group.locator("input[type=search]").first.press_sequentially(name.split()[0])
    group.get_by_role("option", name=re.compile(f"^{name}")).click()


def report(page, what, **named):
    """Report what has happened to ``exposed``, by ``alleged`` pupils or ``accused`` staff."""
    page.goto(REPORT)
    for role, title in (("exposed", "Utsatt"), ("alleged", "Uppges ha utsatt")):
        for name in named.get(role, ()):
            pick(page.get_by_role("group", name=title, exact=True), name)
    for name in named.get("accused", ()):
        alleged = page.get_by_role("group", name="Uppges ha utsatt", exact=True)
        alleged.get_by_text("Någon annan?").click()
        pick(alleged.locator(".fld", has=page.get_by_label("Någon i personalen")).last, name)
    page.get_by_label("Vad har hänt?").fill(what)
    page.get_by_role("button", name="Skicka").click()
    expect(page).to_have_title("Skickat – Elevakt")


def to_do(page, title):
    """Go home, and from there to something that waits."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def receive(page, homes, investigator):
    """Take a report: who at home may be told, that the pupil is safe, and who investigates."""
    to_do(page, "Ta emot")
    page.get_by_role("group", name=re.compile("^Är du själv")).get_by_label("Nej").check()
    for guardian, answer in homes.items():
        page.get_by_role("group", name=re.compile(f"^{guardian}")).get_by_label(answer).check()
    page.get_by_label("Det här gör vi nu").fill("En vuxen är med på rasterna.")
    pick(page.locator(".fld", has=page.get_by_label("Utredare")), investigator)
    done(page)


def measure(page, pupil, what, *, instruction):
    """Fill in one measure for a pupil, from today, with what her teachers are to do."""
    page.get_by_label("En elev").check()
    page.get_by_label("Vem").select_option(label=f"{pupil}, Utsatt")
    page.get_by_label("Vad", exact=True).fill(what)
    page.get_by_label("till dem som undervisar").fill(instruction)
    page.get_by_label("Från").fill(MORNING.date().isoformat())


def done(page, button="Klart"):
    """Send the form of a step, and come to its case."""
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Sparat.", exact=True)).to_be_visible()
    return page.url


def documents(page):
    """Return the documents of a case, those made first first."""
    return page.get_by_role("region", name="Dokument").get_by_role("link").all()


def downloaded(page, link):
    """Return the name and the text of a document."""
    with page.expect_download() as coming:
        link.click()
    file = coming.value
    pages = pypdf.PdfReader(io.BytesIO(file.path().read_bytes())).pages
    return file.suggested_filename, " ".join(one.extract_text() for one in pages)


def asked(page, what):
    """Return what the server answers one who has a page open.

    :param what: an address, or an address and what is sent to it
    """
    path, sent = (what, None) if isinstance(what, str) else what
    if sent is None:
        return page.context.request.get(path)
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    return page.context.request.post(path, form={**sent, "csrfmiddlewaretoken": token})
