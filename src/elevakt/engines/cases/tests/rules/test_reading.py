import datetime as dt

import pytest

from elevakt.engines.cases.enums import OpenedBy, Role
from elevakt.engines.cases.rules.definition import Within
from elevakt.engines.cases.rules.digests import changed_since_release, digest
from elevakt.engines.cases.rules.drawing import drawing
from elevakt.engines.cases.rules.faults import Fault
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.rules.reading.extending import Base
from elevakt.engines.cases.rules.translating import put_at_home
from elevakt.engines.cases.tests.rules.changing import NOT_NARROW, changed, faults_of
from elevakt.engines.cases.tests.rules.small import DEFINITION, SMALL
from elevakt.trust.access.enums import HomeAnswer


def test_a_definition_says_what_it_says():
    look = DEFINITION.step("look")

    assert DEFINITION.key == "lost_things.v1"
    assert (DEFINITION.start.id, DEFINITION.end.id) == ("report", "end")
    assert DEFINITION.step("call").by == ("calls_home", "principal")
    assert look.field("searcher").joins_as is Role.INVESTIGATOR
    assert DEFINITION.home_answer(OpenedBy.PUPIL) is HomeAnswer.ASK
    assert DEFINITION.home_answer(OpenedBy.STAFF) is HomeAnswer.INFORM


def test_whoever_opens_works_in_a_case_when_a_later_step_is_hers():
    text = changed(('or_by = ["delegate"]', 'or_by = ["opener"]'), NOT_NARROW)

    assert read_definition(text, path="small.toml").opener_works
    assert not DEFINITION.opener_works


def test_a_step_that_is_not_there_is_told():
    with pytest.raises(KeyError, match="nowhere"):
        DEFINITION.step("nowhere")


def test_the_rules_apply_between_their_days():
    text = SMALL.replace("reviewed_by", "applies_until = 2026-07-31\nreviewed_by")
    ended = read_definition(text, path="small.toml")
    first, last = dt.date(2026, 1, 1), dt.date(2026, 7, 31)

    assert [ended.applies_on(day) for day in (first, last, last.replace(month=8))] == [
        True,
        True,
        False,
    ]
    assert DEFINITION.applies_on(last.replace(year=2050))
    assert not DEFINITION.applies_on(first.replace(year=2025))


def test_comments_and_order_do_not_change_the_digest_but_a_word_does():
    head, steps = SMALL.split("[people]", 1)
    turned = "# en kommentar\n" + "\n".join(reversed(head.splitlines())) + "\n[people]" + steps

    assert digest(turned) == digest(SMALL) == DEFINITION.digest
    assert digest(SMALL.replace("Leta", "Sök")) != DEFINITION.digest


def test_a_released_version_that_was_changed_is_found():
    lock = {"lost_things.v1": DEFINITION.digest}
    other = read_definition(SMALL.replace("Leta", "Sök"), path="small.toml")

    assert changed_since_release(lock, [DEFINITION]) == ()
    assert changed_since_release(lock, [other]) == ("lost_things.v1",)
    assert changed_since_release(lock, []) == ("lost_things.v1",)


def test_what_is_worth_a_second_look_is_a_warning():
    unread = SMALL.replace("reviewed_by_lawyer = true", "reviewed_by_lawyer = false")
    definition = read_definition(unread, path="small.toml")

    assert definition.warnings == (
        Fault("small.toml", "", "", "Inte granskad av jurist. Gäller inte skarpt."),
    )


ENGLISH = """
title = "Lost"
[people]
owner = { title = "Owner" }
[[step]]
id = "report"
title = "Report"
  [[step.field]]
  id = "where"
  label = "Where?"
  options = { yard = "The yard" }
"""


def test_a_translation_gives_its_texts_and_what_it_lacks_stays_swedish():
    definition = read_definition(SMALL, path="small.toml", texts={"en": ENGLISH})
    english = definition.in_language("en")
    where = english.start.field("where")

    assert (english.title, english.title.language) == ("Lost", "en")
    assert (english.people["owner"].title, where.label) == ("Owner", "Where?")
    assert (where.options["yard"].language, where.options["bus"].language) == ("en", "sv")
    assert (english.step("look").title, english.step("look").title.language) == ("Leta", "sv")
    assert english.digest == definition.digest
    assert definition.in_language("fi") is definition


AT_HOME = [
    ('label = "Vad är borta?"', 'label = "Vad är borta?"\n  at_home = { label = "Vad saknas?" }'),
    (
        'label = "Är det stulet?"',
        'label = "Är det stulet?"\n  if_yes = { say = "Ring polisen." }'
        '\n  at_home = { hint = "Om du vet.", say = "Ring skolan." }',
    ),
    ('label = "Var?"', 'label = "Var?"\n  at_home = { options = { bus = "Vår buss" } }'),
]
ENGLISH_AT_HOME = """
[[step]]
id = "report"
  [[step.field]]
  id = "what"
  label = "What is gone?"
  at_home = { label = "What do you miss?" }
"""


def test_a_question_is_put_at_home_in_words_of_its_own_and_the_answers_are_the_same():
    definition = read_definition(changed(*AT_HOME), path="small.toml")
    asked = {field.id: field for field in put_at_home(definition).start.fields}

    assert (asked["what"].label, asked["what"].required) == ("Vad saknas?", True)
    assert (asked["stolen"].label, asked["stolen"].hint) == ("Är det stulet?", "Om du vet.")
    assert asked["stolen"].if_yes.say == "Ring skolan."
    assert asked["where"].options == {"yard": "Skolgården", "bus": "Vår buss"}
    assert definition.start.field("what").label == "Vad är borta?"
    assert put_at_home(definition).steps[1:] == definition.steps[1:]


def test_what_is_said_at_home_is_translated_and_what_is_not_said_there_is_as_to_staff():
    texts = {"en": ENGLISH_AT_HOME}
    english = read_definition(changed(*AT_HOME), path="small.toml", texts=texts).in_language("en")

    what = put_at_home(english).start.field("what")

    assert (what.label, what.label.language) == ("What do you miss?", "en")
    assert put_at_home(english).start.field("worth") == english.start.field("worth")


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ('tittle = "Lost"', "”tittle” finns inte på svenska."),
        ('series = "other"', "”series” är ingen text som översätts."),
        ("title = 1", "”title” är ingen text som översätts."),
        ('[[step]]\nid = "looking"', "”step.looking” finns inte på svenska."),
        (
            '[[step]]\nid = "report"\n[[step.field]]\nid = "where"\noptions = { moon = "Moon" }',
            "”step.report.field.where.options.moon” finns inte på svenska.",
        ),
    ],
)
def test_a_translation_has_the_same_paths_and_texts_only(said, fault):
    assert faults_of(SMALL, texts={"en": said}) == [f"small.toml (en): {fault}"]


OWN = """
extends = "lost_things.v1"
id = "lost_things_norrvik"
[assignments]
counts = { title = "Räknar", among = "mentors" }
[[step]]
id = "look"
within = { working_days = 3 }
[[step]]
id = "count"
title = "Räkna"
by = { assignment = "counts" }
after = [{ step = "look" }]
"""


OURS = {"lost_things.v1": Base(SMALL, {"en": ENGLISH}, frozen=DEFINITION.digest)}


def test_a_municipality_lays_its_own_over_ours():
    own = read_definition(OWN, path="own.toml", others=OURS)

    assert own.key == "lost_things_norrvik.v1"
    assert [step.id for step in own.steps][-2:] == ["end", "count"]
    assert own.step("look").within == Within(working_days=3)
    assert own.assignments.keys() == {"calls_home", "counts"}
    assert own.step("look").fields == DEFINITION.step("look").fields
    assert own.digest != DEFINITION.digest
    assert '  count_["Räkna<br>counts"]' in drawing(own)


def test_an_extension_of_nothing_is_told_with_all_that_it_lacks():
    told = faults_of(OWN)

    assert told[0] == "small.toml: ”applies_from” saknas."
    assert "small.toml: ”extends” pekar på lost_things.v1, som inte finns." in told


def test_an_extension_of_an_extension_is_refused():
    chained = 'extends = "other.v1"\n' + SMALL
    base = {"lost_things.v1": Base(chained, frozen=digest(chained))}

    assert faults_of('extends = "lost_things.v1"\nid = "own"', others=base) == [
        "small.toml: ”extends” pekar på lost_things.v1, som själv bygger på en annan."
    ]


@pytest.mark.parametrize(
    ("frozen", "own", "why"),
    [
        (None, 'id = "own"', ", som inte är fastställd: den står inte i lock.toml."),
        ("0" * 64, 'id = "own"', ", som har ändrats sedan den fastställdes."),
        (DEFINITION.digest, "version = 2", ": en egen process behöver ett eget id."),
    ],
)
def test_one_stands_only_on_what_is_frozen_and_under_a_name_of_its_own(frozen, own, why):
    others = {"lost_things.v1": Base(SMALL, frozen=frozen)}

    assert faults_of(f'extends = "lost_things.v1"\n{own}', others=others) == [
        f"small.toml: ”extends” pekar på lost_things.v1{why}"
    ]


def test_a_base_that_cannot_be_read_is_told():
    others = {"lost_things.v1": Base("id = ", frozen="0" * 64)}

    assert "small.toml: ”extends” pekar på lost_things.v1, som inte går att läsa." in faults_of(
        OWN, others=others
    )


def test_what_is_wrong_in_an_extension_is_told_with_step_and_field():
    wrong = """
extends = "lost_things.v1"
id = "own"
[[step]]
id = "look"
[[step.field]]
id = "helpers"
joins_as = "helper"
"""

    assert faults_of(wrong, others=OURS) == [
        "small.toml, steg look, fält helpers: ”helper” finns inte för ”joins_as”. "
        f"Välj bland: {', '.join(Role)}."
    ]


def test_an_extension_keeps_our_english_until_it_says_something_else():
    own = read_definition(
        OWN.replace('id = "look"', 'id = "report"\ntitle = "Skriv"\n[[step]]\nid = "look"'),
        path="own.toml",
        others=OURS,
        texts={"en": '[[step]]\nid = "count"\ntitle = "Count"'},
    )
    english = own.in_language("en")

    assert (english.title, english.title.language) == ("Lost", "en")
    assert (english.step("count").title, english.step("count").title.language) == ("Count", "en")
    assert (english.step("report").title, english.step("report").title.language) == ("Skriv", "sv")
    assert english.digest == own.digest


def test_an_extension_is_not_reviewed_because_ours_was():
    assert DEFINITION.reviewed_by_lawyer
    assert not read_definition(OWN, path="own.toml", others=OURS).reviewed_by_lawyer


def test_a_definition_can_be_drawn():
    text = drawing(read_definition(SMALL.replace('"Leta"', "'Leta \"noga\"'"), path="small.toml"))

    assert text.splitlines()[:5] == [
        "flowchart TD",
        '  report_(["Anmäl<br>opener<br>samma dag"])',
        '  look_["Leta ”noga”<br>principal<br>2 skoldagar från report"]',
        '  post_["Anslå<br>principal<br>1 arbetsdagar"]',
        '  call_["Ring hem<br>calls_home<br>samma dag<br>per person"]',
    ]
    assert '  ask_ -->|"2 v"| ask_' in text
    assert '  ask_ -.->|"öppnar igen"| talk_' in text
    assert "  ask_ -.-> end_" in text
