"""Words that are not sent yet: kept for their writer alone, whatever happens around them."""

import pytest
from django.urls import reverse

from elevakt.engines.cases.actions.drafts import WrittenElsewhere, clear_draft, save_draft
from elevakt.engines.cases.models import Draft
from elevakt.engines.cases.queries.drafts import DraftKey, draft, unsent
from elevakt.engines.cases.tests.browsing import Desk, release
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side

KEY = DraftKey("talk")
REPORT = "/rapportera/om/degrading_treatment/"


def test_what_is_kept_comes_back(story):
    with story.as_("kim") as kim:
        at = save_draft(kim, KEY, {"facts": ["Han blev"], "kinds": ["a", "b"]}, page="one")
        kept = draft(kim, KEY)
    assert kept.values == {"facts": ["Han blev"], "kinds": ["a", "b"]}
    assert (kept.revision, kept.saved_at) == (1, at)


def test_a_draft_is_its_writers_alone(story):
    with story.as_("kim") as kim:
        save_draft(kim, KEY, {"facts": ["Han blev"]}, page="one")
    with story.as_("rut") as rut:
        assert draft(rut, KEY).values == {}
        assert not Draft.objects.exists()
    with story.as_("vera", Side.FAMILY) as vera:
        assert draft(vera, KEY).values == {}


def test_what_is_written_at_work_is_not_there_at_home(story):
    release(story)
    at_work, at_home = Desk(story, "lo"), Desk(story, "lo", Side.FAMILY)
    said = {"draft_field": ["what_happened"], "draft_page": "one"}
    at_work.post(f"{REPORT}utkast/", {**said, "what_happened": "Hedda grät i omklädningsrummet."})

    assert at_home.get(REPORT).fields["what_happened"] == [""]
    at_home.post(f"{REPORT}utkast/", {**said, "what_happened": "Nova vill inte gå dit."})

    words = [desk.get(REPORT).fields["what_happened"] for desk in (at_work, at_home)]
    assert words == [["Hedda grät i omklädningsrummet."], ["Nova vill inte gå dit."]]
    with story.as_("lo", Side.FAMILY):
        assert Draft.objects.count() == 1


def test_the_same_page_writes_over_its_own_words(story):
    with story.as_("kim") as kim:
        for text in ("Han", "Han blev", "Han blev knuffad"):
            save_draft(kim, KEY, {"facts": [text]}, page="one", based_on=0)
        kept = draft(kim, KEY)
    assert (kept.values, kept.revision) == ({"facts": ["Han blev knuffad"]}, 3)


def test_another_page_never_writes_over_words_it_has_not_seen(story):
    with story.as_("kim") as kim:
        save_draft(kim, KEY, {"facts": ["På datorn"]}, page="desk", based_on=0)
        with pytest.raises(WrittenElsewhere) as other:
            save_draft(kim, KEY, {"facts": ["På telefonen"]}, page="phone", based_on=0)
        assert (other.value.revision, other.value.texts) == (1, {"facts": "På datorn"})
        save_draft(kim, KEY, {"other": ["Annat fält"]}, page="phone", based_on=0)
        save_draft(kim, KEY, {"facts": ["Båda"]}, page="phone", based_on=other.value.revision)
        assert draft(kim, KEY).values == {"facts": ["Båda"], "other": ["Annat fält"]}


def test_what_was_written_and_which_page_wrote_it_lie_apart(story):
    with story.as_("kim") as kim:
        save_draft(kim, KEY, {"kinds": ["a", "b"]}, page="one")
        assert list(Draft.objects.values_list("said", "page")) == [(["a", "b"], "one")]
        save_draft(kim, KEY, {"kinds": []}, page="x" * 5000)
        assert list(Draft.objects.values_list("said", "page")) == [([], "x" * 100)]
        assert draft(kim, KEY).values == {}


def test_what_is_sent_is_cleared_and_an_old_page_begins_anew(story):
    with story.as_("kim") as kim:
        save_draft(kim, KEY, {"facts": ["Ett"]}, page="one")
        save_draft(kim, KEY, {"facts": ["Två"]}, page="one")
        clear_draft(kim, KEY)
        assert (draft(kim, KEY).values, draft(kim, KEY).revision) == ({}, 0)
        save_draft(kim, KEY, {"facts": ["Nytt"]}, page="new", based_on=0)
        with pytest.raises(WrittenElsewhere):
            save_draft(kim, KEY, {"facts": ["Gammalt"]}, page="old", based_on=2)


def test_drafts_of_two_cases_and_two_instances_are_apart(story):
    case, other = story.report("tom", exposed=["elis"]), story.report("tom", exposed=["amir"])
    keys = [DraftKey("assess", case, "a"), DraftKey("assess", case, "b"), DraftKey("assess", other)]
    with story.as_("rut") as rut:
        for number, key in enumerate(keys):
            save_draft(rut, key, {"facts": [f"Text {number}"]}, page="one")
        assert [draft(rut, key).values["facts"] for key in keys] == [
            ["Text 0"],
            ["Text 1"],
            ["Text 2"],
        ]


def test_a_draft_outlives_the_access_to_its_case(story):
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"])
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "ask")])
    kim = Desk(story, "kim")
    step = reverse("cases:step", args=[case_id, "talk"])
    sent = {"draft_field": "talks-0-account", "talks-0-account": "Han blev knuffad vid skåpen."}
    kim.post(f"{step}utkast/", sent)
    kim.fill(reverse("cases:concerned", args=[case_id]))

    assert kim.get(step).status == 404
    assert kim.post(f"{step}utkast/", {**sent, "draft_base": "1"}).status == 200
    with story.as_("kim") as actor:
        assert [one.text for one in unsent(actor)] == ["Han blev knuffad vid skåpen."]
    assert "Han blev knuffad vid skåpen." in kim.get(reverse("cases:drafts")).text


def test_a_script_is_told_when_it_was_saved_and_who_wrote_elsewhere(story):
    release(story)
    tom = Desk(story, "tom")
    one = {"draft_page": "one", "draft_base": "0", "draft_field": "what_happened"}

    saved = tom.post(f"{REPORT}utkast/", {**one, "what_happened": "En knuff"})
    assert saved.response.json() == {"saved": "10:15"}
    clash = tom.post(f"{REPORT}utkast/", {**one, "draft_page": "two", "what_happened": "Två"})
    assert clash.status == 409
    assert clash.response.json() == {"revision": 1, "texts": {"what_happened": "En knuff"}}

    page = tom.get(REPORT)
    assert page.fields["what_happened"] == ["En knuff"]
    assert "Sparat 10:15" in page.text
    assert 'data-draft-revision="1"' in page.html


def test_a_form_that_cannot_be_is_not_there_and_a_revision_that_cannot_be_is_none(story):
    tom = Desk(story, "tom")
    kept = {"draft_field": "seen", "seen": "Ord", "draft_base": "9" * 5000}

    answers = [
        tom.client.post(reverse("report:draft", args=[form]), kept).status_code
        for form in ("x" * 94, "x" * 93)
    ]

    assert answers == [404, 200]


def test_words_are_never_saved_as_another_persons(story):
    release(story)
    tom = Desk(story, "tom")
    sent = {"draft_field": "what_happened", "what_happened": "En knuff"}

    answer = tom.client.post(f"{REPORT}utkast/", sent, headers={"X-Person": "somebody-else"})

    assert answer.status_code == 401
    with arrange():
        assert not Draft.objects.exists()


def test_without_a_script_a_draft_is_saved_by_its_button(story):
    release(story)
    tom = Desk(story, "tom")

    kept = tom.fill(REPORT, {"save_draft": "1"}, what_happened="Inte klart än", where="yard")

    assert "Sparat 10:15" in kept.text
    assert kept.fields["what_happened"] == ["Inte klart än"]
    assert kept.fields["where"] == ["yard"]
    with arrange():
        names = set(Draft.objects.values_list("field", flat=True))
    assert not names & {"csrfmiddlewaretoken", "request_key", "save_draft"}


def test_one_who_goes_on_with_a_draft_is_told_so_and_may_begin_again(story):
    release(story)
    case_id = story.report("tom", exposed=["elis"])
    rut = Desk(story, "rut")
    step, note = (
        reverse(f"cases:{name}", args=[case_id, *more])
        for name, more in (("step", ["receive"]), ("note", []))
    )
    for path, words in ((REPORT, "what_happened"), (step, "safe_now"), (note, "text")):
        assert "Börja om" not in rut.get(path).text
        kept = (
            f"{path}utkast/"
            if path != note
            else reverse("cases:step_draft", args=[case_id, "note"])
        )
        rut.post(kept, {"draft_field": words, words: "Det jag skrev"})

        begun = rut.get(path)
        assert "Du fortsätter på det du skrev i dag 10:15." in begun.text
        assert begun.fields[words] == ["Det jag skrev"]

        again = rut.post(path, {"discard_draft": "1"})
        assert again.fields[words] == [""]
        assert "Börja om" not in again.text


def test_a_sent_report_leaves_no_draft(story):
    release(story)
    tom = Desk(story, "tom")
    tom.fill(REPORT, {"save_draft": "1"}, what_happened="En knuff")

    tom.fill(REPORT, **{"who-exposed-pupils": [str(story.cast.id("elis"))]})

    assert tom.get(REPORT).fields["what_happened"] == [""]
