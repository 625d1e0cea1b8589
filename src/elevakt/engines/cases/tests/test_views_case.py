"""The pages of a case, for each of the cast who has something to do with it, or nothing."""

import pytest
from django.conf import settings
from django.urls import reverse

from elevakt.engines.cases.enums import PersonKind
from elevakt.engines.cases.models import Case, Entry
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.tasks import do_in_case
from elevakt.engines.cases.tests.browsing import Desk, entry
from elevakt.foundation.kernel import clock, ids
from elevakt.foundation.ui.testing import MOST_COMPONENTS, components_counted
from elevakt.trust.access.models import MatterBar
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.enums import Side


@pytest.fixture
def received(story):
    """A case that the principal has received and the mentor has begun."""
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"], where="corridor")
    story.later(hours=1)
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "ask")])
    return case_id


def at(name, *args):
    return reverse(f"cases:{name}", args=args)


def step_of(case_id, step, instance=""):
    return f"{at('step', case_id, step)}?for={instance.replace('#', '%23')}"


def last_no(case_id):
    with arrange():
        return Case.objects.get(matter_id=case_id).last_no


def kinds(case_id):
    with arrange():
        found = Entry.objects.filter(matter_id=case_id).order_by("no")
        return list(found.values_list("kind", flat=True))


def events(page):
    """Return the words under the heading of what has happened."""
    _, _, after = page.text.partition(" Händelser ")
    return after.partition(" De det gäller ")[0]


def test_who_opens_the_case_page(story, received):
    page = at("case", received)
    staff = ("rut", "beata", "kim", "mia", "olof", "tom", "lo", "cilla", "bo", "nils", "stina")
    family = ("vera", "sten", "elis")

    statuses = {name: Desk(story, name).get(page).status for name in staff}
    statuses |= {name: Desk(story, name, Side.FAMILY).get(page).status for name in family}

    opened = {name for name, status in statuses.items() if status == 200}
    assert opened == {"rut", "beata", "kim", "mia", "olof", "tom"}
    assert set(statuses.values()) == {200, 404}


def test_each_reads_what_the_circles_say(story, received):
    page = at("case", received)

    rut = Desk(story, "rut").get(page).text
    assert "Knuffad i korridoren." in rut
    assert "Är du själv eller någon som står dig nära berörd?" in rut
    kim = Desk(story, "kim").get(page).text
    assert "Det här gör vi nu för att eleven ska vara trygg" in kim
    assert "Är du själv eller någon som står dig nära berörd?" not in kim
    mia = Desk(story, "mia").get(page).text
    assert "Elis Bergström" in mia
    assert "Amir" not in mia
    olof = Desk(story, "olof").get(page).text
    assert "Knuffad i korridoren." in olof
    assert "En vuxen är med på rasterna." not in olof


@pytest.mark.parametrize("name", ["rut", "kim", "olof"])
def test_what_was_done_with_another_step_stands_among_the_events(story, received, name):
    page = Desk(story, name).get(at("case", received))

    assert events(page).count("Anmäl till huvudmannen") == 1
    assert (
        "i dag 11:15 · Elevakt, av sig självt Anmäl till huvudmannen"
        " Gjordes av sig självt när ”Ta emot” gjordes." in events(page)
    )


def test_it_stands_there_also_when_the_text_it_went_with_is_taken_back(story, received):
    rut = Desk(story, "rut")
    with arrange():
        no = Entry.objects.get(matter_id=received, step="receive").no

    rut.fill(at("withdraw", received, entry(received, no)), reason="På fel elev.")

    assert "Gjordes av sig självt när ”Ta emot” gjordes." in events(rut.get(at("case", received)))


def test_what_went_when_the_time_was_out_says_so(story):
    case_id = story.report("tom", exposed=["elis"])
    story.later(days=1, hours=5)
    with clock.fixed(story.now):
        do_in_case(str(story.cast.organiser.id), str(case_id))

    page = Desk(story, "rut").get(at("case", case_id))

    assert (
        "i dag 15:15 · Elevakt, av sig självt Anmäl till huvudmannen"
        " Gjordes av sig självt när tiden var ute." in events(page)
    )


def test_what_somebody_did_herself_was_not_done_by_itself(story):
    case_id = story.report("tom", exposed=["elis"])
    story.do("rut", case_id, "tell_organiser")
    story.receive("rut", case_id, homes=[("elis", "vera", "ask"), ("elis", "sten", "ask")])

    page = Desk(story, "rut").get(at("case", case_id))

    assert events(page).count("Anmäl till huvudmannen") == 1
    assert "av sig självt" not in events(page)


def test_no_name_stands_outside_main(story, received):
    for desk, path in (
        (Desk(story, "rut"), at("case", received)),
        (Desk(story, "kim"), step_of(received, "talk")),
        (Desk(story, "rut"), at("note", received)),
        (Desk(story, "tom"), reverse("report:own", args=[received])),
    ):
        html = desk.get(path).html
        outside = html[: html.index("<main")] + html[html.index("</main>") :]
        assert "Elis" not in outside
        assert "Amir" not in outside
        assert "Kränkande" not in outside


def test_an_opening_is_written_with_its_matter(story, received):
    Desk(story, "kim").get(at("case", received))

    with arrange():
        opening = Opening.objects.get(page="cases:case", kind="opened")
    assert opening.matter_id == received
    assert set(opening.subjects) == {story.cast.id("elis"), story.cast.id("amir")}
    assert set(opening.bases) == {"participates"}


def test_the_case_page_asks_few_questions(story, received, django_assert_max_num_queries):
    rut = Desk(story, "rut")
    rut.get(at("case", received))

    with django_assert_max_num_queries(30), components_counted() as used:
        page = rut.get(at("case", received))

    assert page.status == 200
    assert len(used) <= MOST_COMPONENTS


def test_a_list_asks_as_many_questions_for_three_as_for_one(story, django_assert_num_queries):
    rut = Desk(story, "rut")
    story.report("tom", exposed=["elis"])
    rut.get("/")  # that she is here is noted once a minute
    with django_assert_num_queries(CASE_LIST):
        rut.get(at("list"))
    story.report("tom", exposed=["amir"])
    story.report("mia", exposed=["hedda"])
    with django_assert_num_queries(CASE_LIST):
        assert (
            len([link for link in rut.get(at("list")).links if link.startswith("/arenden/0")]) == 3
        )


CASE_LIST = 10


def test_who_may_not_do_a_step_is_refused(story, received):
    kim, mia, olof = Desk(story, "kim"), Desk(story, "mia"), Desk(story, "olof")
    before = last_no(received)
    measures = {"measures-0-target": "unit", "measures-0-what": "Rastvakt"}

    assert kim.get(step_of(received, "close")).status == 409
    assert mia.get(step_of(received, "measures")).status == 409
    assert mia.post(step_of(received, "measures"), {**measures, "based_on": before}).status == 409
    assert olof.post(step_of(received, "measures"), {**measures, "based_on": before}).status == 409
    nils = Desk(story, "nils")
    assert nils.post(step_of(received, "measures"), measures).status == 404
    assert Desk(story, "tom").get(step_of(received, "measures")).status == 404
    assert last_no(received) == before


def test_a_refusal_in_english_calls_steps_what_the_page_calls_them(story, received):
    rut, kim = Desk(story, "rut"), Desk(story, "kim")
    for desk in (rut, kim):
        desk.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    waits = rut.get(step_of(received, "close")).text
    only_the_lead = kim.get(at("name_person", received)).text

    assert (
        "Waiting for Tell the home, Talk with those concerned, Assess, Measures, Follow up."
        in waits
    )
    assert "Only the principal can do that." in only_the_lead


def test_a_mentor_reaches_only_the_steps_about_her_own_pupil(story):
    cast = story.cast
    case_id = story.report("tom", exposed=["elis", "nova"], alleged=["amir"])
    story.receive(
        "rut",
        case_id,
        homes=[("elis", "vera", "inform"), ("elis", "sten", "inform"), ("nova", "lo", "inform")],
    )
    mia = Desk(story, "mia")

    own, other = f"{cast.id('elis')}/{cast.id('vera')}", f"{cast.id('nova')}/{cast.id('lo')}"
    assert mia.get(step_of(case_id, "inform_homes", own)).status == 200
    assert mia.get(step_of(case_id, "inform_homes", other)).status == 404
    assert mia.post(step_of(case_id, "inform_homes", other), {"outcome": "phone"}).status == 404


def test_a_mentor_opens_her_own_step_again(story, received):
    instance = f"{story.cast.id('elis')}/{story.cast.id('vera')}"
    mia = Desk(story, "mia")
    mia.fill(step_of(received, "inform_homes", instance), outcome="phone")
    assert "Öppna igen" in mia.get(at("case", received)).text

    page = mia.fill(
        f"{at('reopen_step', received, 'inform_homes')}?for={instance}", reason="Fel telefon."
    )

    assert "öppnades igen" in page.text
    assert "Fel telefon." in page.text


def test_two_who_write_the_same_step_see_both_texts(story, received):
    story.receive("rut", story.report("tom", exposed=["amir"]), homes=[])
    rut, kim = Desk(story, "rut"), Desk(story, "kim")
    elis = str(story.cast.id("elis"))
    path = step_of(received, "measures")
    mine, theirs = rut.get(path).fields, kim.get(path).fields
    row = {
        "measures-0-target": "pupil",
        "measures-0-whom": elis,
        "measures-0-from": "2026-09-08",
    }

    kim.post(path, {**theirs, **row, "measures-0-what": "Ny plats i matsalen"})
    both = rut.post(path, {**mine, **row, "measures-0-what": "Vuxen i korridoren"})

    assert both.status == 409
    assert "Ny plats i matsalen" in both.text
    assert both.fields["measures-0-what"] == ["Vuxen i korridoren"]
    assert "Behåll min" in both.text

    kept = rut.post(path, both.fields)
    assert "Vuxen i korridoren" in kept.text
    assert kinds(received)[-1] == "corrected"


def test_a_note_is_dated_and_signed(story, received):
    kim = Desk(story, "kim")

    page = kim.fill(at("note", received), text="Vaktmästaren såg det.", happened_on="2026-09-04")

    assert "Vaktmästaren såg det." in page.text
    assert "Hände 4 sep" in page.text
    assert "Kim Sand, utredaren" in page.text
    tomorrow = kim.fill(at("note", received), text="I morgon", happened_on="2026-09-08")
    assert (tomorrow.status, "Dagen har inte varit än." in tomorrow.text) == (422, True)


def test_a_mentor_writes_notes_about_her_own_pupil(story, received):
    mia = Desk(story, "mia")

    page = mia.fill(at("note", received), text="Elis mår bättre.", about=str(story.cast.id("elis")))

    assert "Elis mår bättre." in page.text
    other = mia.fill(at("note", received), text="Om Amir", about=str(story.cast.id("amir")))
    assert other.status == 422


def test_a_correction_stands_beside_what_it_corrects(story, received):
    rut = Desk(story, "rut")

    report = at("correct", received, entry(received, 1))
    page = rut.fill(report, where="yard", reason="Tom såg det från skolgården.")

    assert "Skolgård" in page.text
    assert "Rättat 7 sep av Rut Holm, rektor." in page.text
    assert Desk(story, "kim").get(report).status == 409


def test_a_withdrawn_text_is_no_longer_there(story, received):
    story.later(minutes=5)
    kim = Desk(story, "kim")
    kim.fill(at("note", received), text="Gäller en annan elev.")
    no = last_no(received)
    assert kim.get(at("withdraw", received, entry(received, no))).status == 409

    page = Desk(story, "rut").fill(
        at("withdraw", received, entry(received, no)), reason="Fel elev."
    )

    assert "Texten togs tillbaka" in page.text
    assert "Gäller en annan elev." not in page.text
    assert "Gäller en annan elev." not in kim.get(at("case", received)).text


def test_stepping_out_leaves_nothing_to_see(story, received):
    kim = Desk(story, "kim")

    kim.fill(at("concerned", received))

    assert kim.get(at("case", received)).status == 404
    assert kim.get(step_of(received, "talk")).status == 404
    with arrange():
        assert MatterBar.objects.filter(matter_id=received, person_id=story.cast.id("kim")).exists()


def test_the_receiver_sees_what_may_belong_together_and_the_reporter_does_not(story):
    first = story.report("tom", exposed=["elis"], alleged=["amir"], where="corridor")
    story.later(days=1)
    second = story.report("mia", exposed=["elis"], alleged=["amir"], where="corridor")

    beside = Desk(story, "rut").get(step_of(second, "receive"))

    for words in ("Kan vara samma händelse", "Samma elever tidigare", "Samma plats tidigare"):
        assert words in beside.text
    assert at("case", first) in beside.links
    assert Desk(story, "mia").get(step_of(second, "receive")).status == 404


def test_the_lead_says_who_somebody_is(story):
    rut, tom = Desk(story, "rut"), Desk(story, "tom")
    lost = Named(ids.new(), "exposed", PersonKind.NOT_FOUND, story.cast.norra.id, "Hilda i 7C")
    case_id = story.report("tom", exposed=[], more=[lost])
    page = rut.get(at("case", case_id))
    assert "Hilda i 7C" in page.text
    (link,) = [link for link in page.links if "replaces" in link]

    named = rut.fill(link, pupil_q="Hilda")

    assert "Hilda Gömd" in named.text
    assert "Inte funnen" not in named.text
    assert "Hilda Gömd" not in tom.get(reverse("report:own", args=[case_id])).text
