"""What an answer opens again, and what waits until that has been done anew."""

from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.tests.rules.changing import changed
from elevakt.engines.cases.tests.rules.small import ELIS, KIM, Story
from elevakt.engines.cases.tests.rules.stories import well

RETURNED = changed(
    ("  [[step.field]]\n  id = \"well\"", """  [[step.field]]
  id = "said"
  type = "choice"
  label = "Vad sades?"
  options = { fine = "Bra", back = "Gör om" }
  keeps_open = ["back"]
  [[step.field]]
  id = "well\""""),
    (
        'reopens = { step = "talk", when_answer = "well", is = false }',
        'reopens = { step = "talk", when_answer = "said", is = "back" }',
    ),
)  # fmt: skip


def returned(text):
    story = Story(definition=read_definition(text, path="small.toml"))
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM))
    story.done("talk", talks=[])
    story.write("decision", "judge", str(ELIS), found=False)
    story.done("ask", str(ELIS), said="back", well=False)
    return story


def test_what_is_returned_waits_until_it_has_been_done_anew():
    story = returned(RETURNED)

    assert [story.at("talk").state, story.at("judge", ELIS).state] == ["open", "done"]
    assert (story.at("ask", ELIS).state, story.at("ask", ELIS).tries) == ("waiting", 1)

    story.done("talk", talks=[])

    assert story.at("ask", ELIS).state == "open"


def test_what_is_returned_may_open_all_that_was_done_since():
    story = returned(RETURNED.replace('is = "back" }', 'is = "back", and_after = true }'))

    assert story.at("look").state == "done"
    assert story.at("talk").state == "open"
    assert story.at("judge", ELIS).state == "waiting"

    story.done("talk", talks=[])

    assert story.at("judge", ELIS).state == "open"
    assert story.at("ask", ELIS).state == "waiting"


SETTLE = """
[[step]]
id = "settle"
title = "Lägg till rätta"
by = "principal"
after = [{ step = "ask" }]
law = "regel 4"
reopens = { step = "ask", when_answer = "settled", is = false }
  [[step.field]]
  id = "settled"
  type = "yes_no"
  label = "Är det tillrättalagt?"
  required = true

[[step]]
id = "end"
"""


def test_of_a_step_that_comes_again_only_the_last_time_opens_again():
    text = changed(('\n[[step]]\nid = "end"\n', SETTLE))
    story = Story(definition=read_definition(text, path="small.toml"))
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM))
    story.done("talk", talks=[])
    story.write("decision", "judge", str(ELIS), found=False)
    for round_ in (str(ELIS), f"{ELIS}#2"):
        well(story, round_, True)
    story.done("settle", settled=False)

    assert [one.state for one in story.plan.of("ask")] == ["done", "open"]

    well(story, f"{ELIS}#2", True)

    assert [one.state for one in story.plan.of("ask")] == ["done", "done"]
