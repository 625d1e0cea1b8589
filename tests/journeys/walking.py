"""Any case, walked in the browser from start to close by whoever's turn it is.

The definition and the case say what is to be done and by whom. Everything is done by what the pages
offer: who has something to do finds it on her home page.
"""

import datetime as dt
from contextlib import ExitStack

from playwright.sync_api import expect

from elevakt.engines.cases.enums import OpenedBy
from elevakt.engines.cases.queries.definitions import definition, definitions
from elevakt.engines.cases.rules.answers.filling import leads_on
from elevakt.foundation.kernel.clock import STOCKHOLM
from tests.journeys.answering import Answering
from tests.journeys.stage_names import MORNING

PATIENCE = 60
"""So many steps a case may take."""
TEACHER_AND_MOTHER = "lo"
FOREVER = dt.datetime.max.replace(tzinfo=dt.UTC)

_CASE = """
    select matter_id, state from cases."case" where process = %s and version = %s
"""
_OPEN = """
    select step.step, step.due_at, step.done_when_due, step.done_with, asked.id,
           coalesce(asked.person_id, (select reader.person_id from access.matter_reader reader
             where reader.matter_id = step.matter_id and reader.side = 'staff'
               and reader.role = step.roles[1] and reader.valid_during @> %s
               and coalesce(reader.about_person_id = step.about_person_id, true)
               and (left(step.instance, 1) <> '@'
                    or starts_with(step.instance, '@' || reader.person_id))
               and not exists (select from access.matter_bar bar
                 where bar.matter_id = reader.matter_id and bar.person_id = reader.person_id)
             order by reader.person_id limit 1))
      from cases.step step
      left join cases.asked asked
        on asked.matter_id = step.matter_id
       and (asked.step, asked.instance) = (step.step, step.instance)
     where step.matter_id = %s and step.state = 'open'
     order by step.position, step.instance
"""
_DOCUMENTS = """
    select title, file_name, content from records.document where matter_id = %s order by id
"""


class Walk:
    """The cast on its way through one case."""

    def __init__(self, stage, somebody):
        self._stage, self._somebody = stage, somebody
        self._names = {str(key): name for name, key in stage.keys.items()}
        self._days = 0
        self._pages, self._leaving = {}, ExitStack()

    def __enter__(self):
        """Let nobody in yet."""
        return self

    def __exit__(self, *raised):
        """Hold every page to what it must never do."""
        return self._leaving.__exit__(*raised)

    def walk(self, process):
        """Open a case of a process and take it to its close; return its documents."""
        case_id = self._opens(process)
        self._until(process, case_id)
        self._stage.work()
        return self._stage.ask(_DOCUMENTS, [case_id])

    def _opens(self, process):
        """Report what there are everyday words for; the rest is opened out of another case."""
        if process.report_as:
            return self._reports(process)
        other, step = offering(process)
        case_id = self._reports(other)
        role = self._until(other, case_id, step)
        page = self._page(role)
        page.goto(f"/arenden/{case_id}/")
        page.get_by_text("Öppna ett ärende till").click()
        with page.expect_navigation():
            page.get_by_role("link", name=str(process.title), exact=True).click()
        self._sends(page, process, process.start, "Skicka")
        expect(page.get_by_text("Ärendet är öppnat.")).to_be_visible()
        return self._case(process)[0]

    def _reports(self, process):
        is_staff = OpenedBy.STAFF in process.opened_by
        page = self._page("tom" if is_staff else "vera")
        page.goto("/rapportera/")
        link = page.get_by_role("link", name=str(process.report_as), exact=True)
        rare = page.get_by_text("Fler val")
        if rare.count() and not link.is_visible():
            rare.click()
        with page.expect_navigation():
            link.click()
        self._sends(page, process, process.start, "Skicka")
        expect(page).to_have_title("Skickat – Elevakt")
        return self._case(process)[0]

    def _until(self, process, case_id, goal=None):
        """Do what is to be done until the case is closed, or until somebody has a step to do."""
        for _ in range(PATIENCE):
            if self._case(process)[1] == "closed":
                assert goal is None, f"{process.key} never came to {goal}"
                return None
            step, person, due_at, by_itself, question = self._next(process, case_id)
            if step == goal:
                return person
            if due_at and waits_for_its_day(process.step(step)):
                self._comes(due_at, by_itself)
            if question:
                self._answers(process, question, process.step(step), person)
            elif not by_itself:
                self._does(process, case_id, process.step(step), person)
        raise AssertionError(f"{process.key} has no end: {step} again")

    def _next(self, process, case_id):
        """Return what is next and whose turn it is; what waits for a day comes after the rest."""
        found = self._stage.ask(_OPEN, [self._now, case_id])
        assert found, f"{case_id} is not closed, and nobody has anything to do"
        there = {step for step, *_ in found}
        step, due_at, by_itself, _with, question, person = min(
            (one for one in found if one[3] not in there),
            key=lambda one: (waits_for_its_day(process.step(one[0])), one[1] or FOREVER),
        )
        assert by_itself or person, f"{process.key}: nobody is to do {step}"
        return step, self._names.get(str(person)), due_at, by_itself, question

    def _does(self, process, case_id, step, name):
        """Let somebody find a step on her home page, fill it in and send it."""
        page = self._page(name)
        page.goto("/")
        mine = page.get_by_role("main").locator(f'a[href*="{case_id}/steg/{step.id}/"]')
        assert mine.count(), f"{name} does not see that {process.key} asks her for {step.id}"
        with page.expect_navigation():
            mine.first.click()
        self._sends(page, process, step, _button(process, step))
        expect(page.get_by_text("Sparat.", exact=True)).to_be_visible()

    def _answers(self, process, question, step, name):
        """Let somebody who is asked find the question on her first page, and answer it."""
        page = self._page(name)
        page.goto("/")
        with page.expect_navigation():
            page.get_by_role("main").locator(f'a[href*="{question}"]').click()
        self._sends(page, process, step, "Skicka svaret")
        expect(page.get_by_text("Tack. Ditt svar är skickat.")).to_be_visible()

    def _sends(self, page, process, step, button):
        """Fill in a form and send it; it must not come back."""
        Answering(page, process, step, self._now.date()).fill()
        with page.expect_navigation() as sent:
            page.get_by_role("button", name=button, exact=True).click()
        faults = page.locator(".ds-error-summary, .ds-validation-message").all_inner_texts()
        assert sent.value.status == 200, (process.key, step.id, sent.value.status, faults)

    def _comes(self, due_at, by_itself):
        """Let the day come, and what is then done by itself be done."""
        days = (due_at.astimezone(STOCKHOLM).date() - MORNING.date()).days + by_itself
        if days > self._days:
            self._days = days
            for page in self._pages.values():
                page.goto("about:blank")
            self._stage.move_clock(days_later=days)
        if by_itself:
            self._stage.work()

    @property
    def _now(self):
        return MORNING + dt.timedelta(days=self._days, hours=1)

    def _case(self, process):
        ((case_id, state),) = self._stage.ask(_CASE, [process.id, process.version])
        return case_id, state

    def _page(self, name):
        """Return the page of somebody, who logs in the first time."""
        if name not in self._pages:
            stands = "Personal" if name == TEACHER_AND_MOTHER else None
            visit = self._somebody(name, stands=stands)
            self._pages[name] = self._leaving.enter_context(visit)
        return self._pages[name]


def _button(process, step):
    """Return what sends the form of a step: how a call went is one tap."""
    if step.call:
        outcome = step.field(step.call.outcome)
        return str(outcome.options[leads_on(process, step, outcome)[0]])
    return "Avsluta ärendet" if step.closes else "Klart"


def waits_for_its_day(step):
    """Say whether a step is done when its day has come: to ask sooner would be to ask nothing."""
    return bool(step.done_when_due or step.repeat or (step.within and step.within.origin_answer))


def offering(process):
    """Return a process that is reported, and the step of it that offers to open this one."""
    return next(
        (other, step.id)
        for other in definitions().values()
        if other.report_as and OpenedBy.STAFF in other.opened_by
        for step in other.steps
        if process.id in step.may_open
    )


def released_alone(stage, key):
    """Let the organiser use one version of a process, and no other version of it."""
    one = definition(*key)
    for table in ("released_definition", "use_decision"):
        stage.ask(
            f"delete from cases.{table} where process = %s and version <> %s returning id",
            [one.id, one.version],
        )
    return one
