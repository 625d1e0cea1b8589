"""A browser without scripts, for stories told over HTTP by the cast."""

import datetime as dt
import time
from html.parser import HTMLParser

from django.contrib.auth.models import User
from django.test import Client

from elevakt.doors.login.proof import BEGAN_AT, SEEN_AT
from elevakt.engines.cases.models import Entry, ReleasedDefinition, UseDecision
from elevakt.engines.cases.queries.definitions import definition
from elevakt.foundation.kernel import clock
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side
from elevakt.trust.standing.models import Standing


class Page(HTMLParser):
    """What stands on a page: its text, and what its main form would post."""

    def __init__(self, response):
        super().__init__()
        self.response = response
        self.status = response.status_code
        self.html = response.content.decode()
        self.fields, self.links, self.words = {}, [], []
        self._inside = {"form": 0, "template": 0, "script": 0, "title": 0}
        self._select, self._area = None, None
        self.title = ""
        self.feed(self.html)

    @property
    def text(self):
        """The words of the page, as one line."""
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in self._inside:
            classes = (given.get("class") or "").split()
            self._inside[tag] += tag != "form" or "form" in classes
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if not self._inside["form"] or self._inside["template"]:
            return
        name = given.get("name")
        if tag == "textarea" and name:
            self._area = name
            self.fields[name] = [""]
        elif tag == "select" and name:
            self._select = name
            self.fields.setdefault(name, [])
        elif tag == "option" and self._select and "selected" in given:
            self.fields[self._select].append(given.get("value", ""))
        elif tag == "input" and name:
            self._input(name, given)

    def _input(self, name, given):
        if given.get("type") in ("radio", "checkbox"):
            chosen = self.fields.setdefault(name, [])
            if "checked" in given:
                chosen.append(given.get("value", "on"))
        elif given.get("type") != "file":
            self.fields.setdefault(name, []).append(given.get("value") or "")

    def handle_endtag(self, tag):
        if self._inside.get(tag):
            self._inside[tag] -= 1
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None

    def handle_data(self, data):
        if self._area:
            self.fields[self._area] = [data.lstrip("\n")]
        if self._inside["title"]:
            self.title += data
        elif not self._inside["script"] and not self._inside["template"]:
            self.words.append(data)


class Desk:
    """One of the cast at a screen; the clock is the story's."""

    def __init__(self, story, name, side=Side.STAFF):
        self.story = story
        with arrange():
            user, _ = User.objects.get_or_create(username=f"{name}.{side}")
            person = story.cast.persons[name]
            Standing.objects.get_or_create(
                user=user, person_id=person.id, organiser_id=person.organiser_id, side=side
            )
        self.client = Client()
        self.client.force_login(user)
        # As one who has been at work for a while: her session was noted just now.
        session = self.client.session
        session[BEGAN_AT] = session[SEEN_AT] = time.time()
        session.save()

    def get(self, path):
        """Open a page, following where it leads."""
        with clock.fixed(self.story.now):
            return Page(self.client.get(path, follow=True))

    def post(self, path, data, *, follow=True):
        """Send a form."""
        with clock.fixed(self.story.now):
            response = self.client.post(path, data, follow=follow)
        return Page(response)

    def fill(self, path, button=None, **answers):
        """Open a page, fill in what its form leaves to be filled in, and send it."""
        page = self.get(path)
        assert page.status == 200, (page.status, page.text)
        data = {**page.fields, **answers, **(button or {})}
        return self.post(path, data)


def release(story, process="degrading_treatment", version=1):
    """Let the organiser use a process for real, everywhere."""
    with arrange():
        release_everywhere(story.cast.organiser.id, process, version=version)


def release_everywhere(organiser_id, process, by="Påhittad jurist", version=1):
    """Let an organiser use a version of a process. Call inside ``arrange()``."""
    released_on = dt.date(2026, 8, 1)
    ReleasedDefinition.objects.create(
        organiser_id=organiser_id,
        process=process,
        version=version,
        digest=definition(process, version).digest,
        released_on=released_on,
        released_by=by,
        note="",
    )
    use(organiser_id, process, version, from_day=released_on)


def use(organiser_id, process, version, *, unit=None, years=(), from_day, instead=""):
    """Let a version be used, or none, from a day. Call inside ``arrange()``."""
    UseDecision.objects.create(
        organiser_id=organiser_id,
        process=process,
        version=version,
        unit_id=unit.id if unit else None,
        school_years=list(years),
        from_day=from_day,
        instead=instead,
        decided_at=clock.midnight(from_day),
    )


def entry(case_id, no):
    """Return the key of an act on a case by its number, past every policy."""
    with arrange():
        return Entry.objects.get(matter_id=case_id, no=no).id
