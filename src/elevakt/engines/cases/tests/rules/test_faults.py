"""Every fault of a definition, with the exact words that its writer reads."""

# ruff: noqa: E501  a fault stands on one line with its words

import datetime as dt

import pytest

from elevakt.engines.cases.rules.calendar import Period
from elevakt.engines.cases.rules.definition import Within
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.tests.rules.changing import FOUND, SEEN, changed, faults_of
from elevakt.engines.cases.tests.rules.small import SMALL

STEP_END = "closes = true\n"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('title = "Borttappat"', 'tittle = "Borttappat"', ["Nyckeln ”tittle” finns inte. Menas ”title”?", "”title” saknas."]),
        ('title = "Borttappat"', 'title = "Borttappat"\nxyz = 1', ["Nyckeln ”xyz” finns inte."]),
        ('title = "Borttappat"', "title = 3", ["”title” ska vara en text."]),
        ("version = 1", "version = 0", ["”version” ska vara minst 1."]),
        ("version = 1", "version = true", ["”version” ska vara ett heltal."]),
        ('id = "lost_things"', 'id = "Lost"', ["”Lost” kan inte vara ett id: a–z, siffror och _, och inget av CEL:s egna ord."]),
        ('id = "lost_things"', 'id = "for"', ["”for” kan inte vara ett id: a–z, siffror och _, och inget av CEL:s egna ord."]),
        ("2026-01-01", "2026-01-01T10:00:00", ["”applies_from” ska vara ett datum."]),
        ("applies_from = 2026-01-01", "applies_from = 2026-01-01\napplies_until = 2025-01-01", ["”applies_until” ligger före ”applies_from”."]),
        ("reviewed_by_lawyer = true", 'reviewed_by_lawyer = "ja"', ["”reviewed_by_lawyer” ska vara true eller false."]),
        ('opened_by = ["staff", "pupil"]', 'opened_by = ["stuff"]', ["”stuff” finns inte för ”opened_by”. Välj bland: staff, guardian, pupil, public, case, event, calendar."]),
        ('opened_by = ["staff", "pupil"]', "opened_by = [1]", ["”opened_by” ska vara en lista med texter."]),
        ('opened_by = ["staff", "pupil"]', 'opened_by = "staff"', ["”opened_by” ska vara en lista."]),
        ('lead_unit = { enrolment_of = "owner" }', "lead_unit = {}", ["”lead_unit” ska säga enrolment_of eller organiser = true."]),
        ('lead_unit = { enrolment_of = "owner" }', 'lead_unit = "owner"', ["”lead_unit” ska vara en tabell."]),
        ('lead_unit = { enrolment_of = "owner" }', 'lead_unit = { enrolment_of = "boss" }', ["Rollen boss i ”lead_unit” finns inte i ”people”."]),
        ('secrecy = "S1"', 'secrecy = "S3"', ["”S3” finns inte för ”secrecy”. Välj bland: S0, S1, S2, S4, S5, S6, S7."]),
        ("confidentiality = 2", "confidentiality = 5", ["”information_class” har nivåerna 1 till 4."]),
        ("information_class = { confidentiality = 2, integrity = 2, availability = 1 }", "", ["”information_class” saknas."]),
        ('home_if_opened_by = { pupil = "ask" }', 'home_if_opened_by = { dog = "ask" }', ["Nyckeln ”home_if_opened_by.dog” finns inte."]),
        ('owner = { title = "Ägare", kinds = ["pupil"], min = 1 }', 'Owner = { title = "Ägare", kinds = ["pupil"] }', ["”Owner” kan inte vara ett id: a–z, siffror och _, och inget av CEL:s egna ord."]),
        ('owner = { title = "Ägare", kinds = ["pupil"], min = 1 }', 'owner = "Ägare"', ["”people.owner” ska vara en tabell."]),
        ('[assignments]\n', '[assignments]\nprincipal = { title = "P", among = "mentors" }\n', ["Uppdraget principal heter som en roll. Välj ett annat namn."]),
        ("[narrow_circles]\n", '[narrow_circles]\nwork = { title = "A" }\n', ["Kretsen work finns redan. Välj ett annat namn."]),
        ('[[limit]]\nid = "week"', '[[limit]]\nid = "twice"', ["Två gränser heter twice."]),
        ('id = "hours"\n', 'id = "places"\n', ["Två mått heter places."]),
        ('[[step]]\nid = "post"', '[[step]]\nid = "call"', ["Två steg heter call."]),
        ('series = "elevakt"', 'series = "elevakt"\nplace = "what"', ["”place” pekar på what, som inte är ett val i första steget."]),
        ('series = "elevakt"', 'series = "elevakt"\nplace = "nowhere"', ["”place” pekar på nowhere, som inte är ett val i första steget."]),
        ("[people]", "[people2]", ["Nyckeln ”people2” finns inte. Menas ”people”?"]),
    ],
)  # fmt: skip
def test_the_whole(old, new, fault):
    assert faults_of(changed((old, new))) == [f"small.toml: {why}" for why in fault]


def test_what_is_no_toml():
    assert faults_of("title =") == [
        "small.toml: Filen går inte att läsa: Invalid value (at end of document)."
    ]


def test_a_case_about_pupils_has_roles():
    before, after = SMALL.split("[people]")[0], SMALL.split("onlooker = ")[1].split("\n", 1)[1]

    assert "small.toml: Ett ärende om elever behöver roller i ”people”." in faults_of(
        before + after
    )


@pytest.mark.parametrize(
    ("step", "old", "new", "fault"),
    [
        ("look", 'by = "principal"\nor_by = ["delegate"]', 'by = "boss"', "Rollen boss finns varken bland rollerna eller i ”assignments”."),
        ("look", 'by = "principal"\nor_by = ["delegate"]', "", "”by” saknas."),
        ("call", 'by = { assignment = "calls_home" }', "by = {}", "”by.assignment” saknas."),
        ("look", 'after = [{ step = "report" }]\nwithin = { school_days = 2', 'after = [{ step = "rapport" }]\nwithin = { school_days = 2', "Steget rapport i ”after” finns inte."),
        ("look", 'after = [{ step = "report" }]\nwithin = { school_days = 2', 'after = ["report"]\nwithin = { school_days = 2', "”after” ska vara en lista med tabeller."),
        ("look", 'school_days = 2, from = "report"', 'school_days = 2, from = "rapport"', "Steget rapport i ”within.from” finns inte."),
        ("talk", 'with = "judge"', 'with = "jugde"', "Steget jugde i ”within.with” finns inte."),
        ("post", 'done_with = "look"', 'done_with = "luck"', "Steget luck i ”done_with” finns inte."),
        ("ask", 'reopens = { step = "talk"', 'reopens = { step = "walk"', "Steget walk i ”reopens” finns inte."),
        ("look", "school_days = 2", "school_days = -1", "”within.school_days” ska vara minst 0."),
        ("look", "school_days = 2, ", "", "”within” ska säga precis ett av same_day, school_days, working_days, period, with."),
        ("look", "within = { school_days", 'shows = ["earlier_for_place"]\nwithin = { school_days', "”shows” = earlier_for_place behöver ”place”."),
        ("look", "at = 15:00:00", 'at = "15"', "”within.at” ska vara ett klockslag."),
        ("talk", 'with = "judge"', 'with = "judge", from = "look"', "”within” kan bara ha ett av ”with”, ”from” och ”from_answer”."),
        ("ask", 'within = { period = "P1W" }', 'within = { period = "1 vecka" }', "”within.period” ska vara en tidsrymd enligt ISO 8601, till exempel P2W."),
        ("call", 'per = { guardian_of = ["owner"] }', "per = {}", "”per” ska säga precis ett av person, guardian_of, joined och asked."),
        ("judge", 'id = "judge"', 'id = "judge"\nmeets = ["found"]', "”meets” nämner found, som inte är en dag eller ett val."),
        ("call", 'guardian_of = ["owner"]', 'guardian_of = ["owners"]', "Rollen owners i ”per” finns inte i ”people”."),
        ("ask", 'per = { person = "owner" }\nrepeat', 'per = { person = "boss" }\nrepeat', "Rollen boss i ”per” finns inte i ”people”."),
        ("ask", "until = { answer", "ending = { answer", "”repeat.until” saknas."),
        ("ask", 'answer = "well", is = true, times', 'answer = "good", is = true, times', "Fältet good i ”repeat” finns inte."),
        ("ask", "when_answer = \"well\", is = false", "when_answer = \"well\", is = []", "”reopens.is” ska vara ett svar eller en lista med svar."),
        ("post", "within = { working_days = 1 }", "", "”done_when_due” behöver ”within”."),
        ("call", 'guardian_of = ["owner"]', 'person = "owner"', "”call” behöver ”per” med guardian_of: ett samtal är med en vårdnadshavare."),
        ("call", 'outcome = "outcome"', 'outcome = "answer"', "”call.outcome” ska vara en fråga av typen choice med ”keeps_open”."),
        ("call", 'keeps_open = ["not_reached"]\n', "", "”call.outcome” ska vara en fråga av typen choice med ”keeps_open”."),
        ("call", '[[step.field]]\n  id = "outcome"', '[[step.field]]\n  id = "said"\n  type = "text"\n  label = "Sagt"\n  [[step.field]]\n  id = "outcome"', "Ett steg med ”call” kan bara fråga mer i frivilliga fält av typen long_text."),
        ("call", '[[step.field]]\n  id = "outcome"', '[[step.field]]\n  id = "said"\n  type = "long_text"\n  label = "Sagt"\n  required = true\n  [[step.field]]\n  id = "outcome"', "Ett steg med ”call” kan bara fråga mer i frivilliga fält av typen long_text."),
        ("call", "again_school_days = 1", "again_school_days = 0", "”call.again_school_days” ska vara minst 1."),
        ("call", 'began = "Jag ringer från skolan."', "", "”call.words” säger inget."),
        ("post", "within = { working_days = 1 }", 'within = { working_days = 1 }\ncircle = "close"', "Kretsen close finns inte."),
        ("judge", 'by = ["principal"], delegable', 'by = ["boss"], delegable', "”boss” finns inte för ”decision.by”. Välj bland: opener, principal, deputy, delegate, organiser, registrar, investigator, decider, owner, invited, writer, asked."),
        ("end", STEP_END, f'{STEP_END}informs = [{{ who = "dog" }}]\n', "”dog” finns inte för ”informs.who”. Välj bland: guardians, pupil, organiser, reporter, home_municipality, authority."),
        ("report", "starts = true", 'starts = true\nafter = [{ step = "look" }]', "Steget som öppnar ärendet kan inte vänta på ett annat."),
        ("report", "starts = true", 'starts = true\nper = { person = "owner" }', "Steget som öppnar eller avslutar görs en gång: ”per” och ”repeat” går inte."),
        ("end", STEP_END, f'{STEP_END}when = "true"\n', "Steget som öppnar eller avslutar gäller alltid och görs av någon."),
        ("", "starts = true", "", "Precis ett steg ska öppna: starts = true, nu är det 0."),
        ("", STEP_END, "", "Precis ett steg ska avsluta: closes = true, nu är det 0."),
        ("post", 'after = [{ step = "report" }]\nwithin = { working_days', "within = { working_days", "Steget kan aldrig öppnas: ingen väg leder hit från det första steget."),
        ("look", 'after = [{ step = "report" }]\nwithin = { school_days = 2', 'after = [{ step = "report" }, { step = "talk" }]\nwithin = { school_days = 2', "Stegen väntar på varandra: look, talk."),
        ("talk", 'within = { with = "judge" }', 'within = { with = "look" }', "Tiden går ut före start: look är klart innan steget öppnar."),
        ("talk", 'within = { with = "judge" }', 'within = { school_days = 1, from = "ask" }', "Tiden räknas från ask, som inte kommer före."),
        ("ask", 'within = { period = "P1W" }', 'within = { period = "P1W", from_answer = { step = "jugde", field = "ends_on" } }', "Steget jugde i ”within.from_answer” finns inte."),
        ("ask", 'within = { period = "P1W" }', 'within = { period = "P1W", from_answer = { step = "judge", field = "found" } }', "Fältet found i ”within.from_answer” är ingen dag i judge."),
        ("talk", 'within = { with = "judge" }', 'within = { same_day = true, from_answer = { step = "judge", field = "ends_on" } }', "Tiden räknas från judge, som inte kommer före."),
        ("talk", 'with = "judge"', 'with = "judge", from_answer = { step = "look" }', "”within.from_answer.field” saknas."),
        ("judge", 'school_days = 10, from = "report"', 'school_days = 1, from = "report"', "Tiden går ut före start: look får ta längre tid."),
        ("ask", "{ step = \"talk\", when_answer", "{ step = \"end\", when_answer", "”reopens” pekar på end, som inte kommer före."),
        ("end", '{ step = "ask", if_applies = true }', '{ step = "ask" }', "Ärendet kan aldrig avslutas om ask inte gäller. Skriv if_applies = true."),
        ("end", '{ step = "judge" }, { step = "call" }', '{ step = "judge", unless_skipped = true }, { step = "call" }', "Ärendet kan aldrig avslutas om steget hoppas över: unless_skipped går inte här."),
    ],
)  # fmt: skip
def test_a_step(step, old, new, fault):
    where = f", steg {step}" if step else ""

    assert f"small.toml{where}: {fault}" in faults_of(changed((old, new)))


def test_a_step_that_is_done_with_one_that_waits_for_it():
    text = changed(
        ('after = [{ step = "look" }]\nwithin = { same_day', 'after = [{ step = "post" }]\nwithin = { same_day'),
        ('done_with = "look"', 'done_with = "call"'),
    )  # fmt: skip

    assert faults_of(text) == [
        "small.toml, steg post: ”done_with” pekar på call, som väntar på steget."
    ]


def test_a_step_that_is_due_with_one_that_has_no_time_of_its_own():
    text = changed(('within = { school_days = 10, from = "report" }', ""))

    assert faults_of(text) == [
        "small.toml, steg talk: Steget judge i ”within.with” har ingen egen tid."
    ]


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("working_days = 5", "working_days = 4"),
        ('period = "P1M"', 'period = "P3W"'),
    ],
)
def test_deadlines_that_count_from_the_same_step_come_in_order(early, late):
    text = changed(
        ('school_days = 2, from = "report"', f'{early}, from = "report"'),
        ('school_days = 10, from = "report"', f'{late}, from = "report"'),
    )

    assert faults_of(text) == [
        "small.toml, steg judge: Tiden går ut före start: look får ta längre tid."
    ]


def test_deadlines_in_different_days_are_not_compared():
    text = changed(('school_days = 2, from = "report"', 'period = "P1Y", from = "report"'))

    within = read_definition(text, path="small.toml").step("look").within

    assert within == Within(period=Period(months=12), origin="report", at=dt.time(15))


def test_a_role_that_nobody_is_given():
    text = changed(('joins_as = "investigator"\n', ""))

    assert faults_of(text) == [
        f"small.toml, steg {step}: Rollen investigator ges aldrig:"
        " inget fält har joins_as = ”investigator”."
        for step in ("ask", "talk")
    ]


def test_a_later_step_of_the_opener_when_nobody_of_the_staff_may_have_opened():
    late = ('by = "principal"\nor_by = ["delegate"]', 'by = "opener"')

    assert faults_of(changed(late)) == [
        "small.toml, steg look: Ingen kan göra steget om ingen i personalen öppnade: skriv or_by."
    ]


def test_a_role_that_is_given_too_late():
    text = changed(
        ('by = "principal"\nor_by = ["delegate"]', 'by = "investigator"'),
    )

    assert faults_of(text) == [
        "small.toml, steg look: Ingen kan göra steget: rollen investigator ges först efter det."
    ]


@pytest.mark.parametrize(
    ("where", "old", "new", "fault"),
    [
        ("report, fält what", 'label = "Vad är borta?"', 'label = "Vad är borta?"\n  at_home = {}', "”at_home” säger inget."),
        ("report, fält what", 'label = "Vad är borta?"', 'label = "Vad är borta?"\n  at_home = { title = "Vad?" }', "Nyckeln ”at_home.title” finns inte."),
        ("report, fält stolen", 'label = "Är det stulet?"', 'label = "Är det stulet?"\n  at_home = { say = "Ring." }', "”at_home.say” säger något annat än ”if_yes.say”, som inte finns."),
        ("report, fält where", 'label = "Var?"', 'label = "Var?"\n  at_home = { options = { moon = "Månen" } }', "”at_home” nämner moon, som inte är ett svar."),
        ("look, fält searcher", 'label = "Letar"', 'label = "Letar"\n  at_home = { label = "Söker" }', "”at_home” hör till det första steget, när någon hemma får öppna."),
        ("report, fält what", 'type = "text"\n  label = "Vad är borta?"', 'type = "words"\n  label = "Vad är borta?"', "”words” finns inte för ”type”. Välj bland: text, long_text, date, time, datetime, yes_no, choice, choices, number, money, pupil, staff, guardian, person, unit, file, table, home_decision."),
        ("report, fält what", 'label = "Vad är borta?"', "", "”label” saknas."),
        ("report, fält what", 'id = "worth"', 'id = "what"', "Två fält har samma id."),
        ("report, fält where", 'options = { yard = "Skolgården", bus = "Bussen" }', "", "”options” hör till typerna choice och choices, och måste finnas där."),
        ("report, fält where", 'bus = "Bussen"', "bus = 1", "”options.bus” ska vara en text."),
        ("report, fält what", 'label = "Vad är borta?"', 'label = "V"\n  about = "with"', "”must_hold”, ”one_of” och ”about” hör till typen table."),
        ("report, fält what", 'label = "Vad är borta?"', 'label = "V"\n  precision = ["day"]', "”precision” hör till typen datetime."),
        ("report, fält what", 'label = "Vad är borta?"', 'label = "V"\n  max = 3', "”min” och ”max” hör till typerna number och money."),
        ("report, fält what", 'label = "Vad är borta?"', 'label = "V"\n  many = true', "”many” hör till personer, enheter och filer."),
        ("report, fält what", 'label = "Vad är borta?"', 'label = "V"\n  if_yes = { acute = true }', "”if_yes” hör till typen yes_no."),
        ("report, fält what", 'label = "Vad är borta?"', 'label = "V"\n  joins_as = "owner"', "”joins_as”, ”not” och ”prefill_from” hör till typen staff."),
        ("report, fält what", 'label = "Vad är borta?"', 'label = "V"\n  circle = "nowhere"', "Kretsen nowhere finns inte."),
        ("report, fält what", 'label = "Vad är borta?"', 'label = "V"\n  per_person = "boss"', "Rollen boss i ”per_person” finns inte i ”people”."),
        ("report, fält what", 'label = "Vad är borta?"', 'label = "V"\n  later = true', "Det som fylls i senare kan inte vara obligatoriskt nu."),
        ("look, fält home", 'label = "Får hemmet kontaktas?"', 'label = "H"\n  per_person = "owner"', "”per_person” går inte för table och home_decision."),
        ("look, fält concerned", '["deputy", "organiser"]', '["delegate"]', "Ett steg kan inte gå vidare till delegate."),
        ("look, fält searcher", '{ assignment = "calls_home" }', '{ assignment = "calls" }', "Uppdraget calls finns inte i ”assignments”."),
        ("look, fält searcher", 'prefill_from = { assignment = "calls_home" }', 'prefill_from = { step = "report", field = "what" }', "”prefill_from” med step och field hör till typen table."),
        ("look, fält searcher", "prefill_from = { assignment", "prefill_from = { task", "”prefill_from” ska säga ett av assignment, in_force, eller step och field."),
        ("look, fält searcher", 'joins_as = "investigator"', 'joins_as = "principal"', "Rollen principal ges av uppdrag, inte i ett ärende."),
        ("look, fält helpers", 'from = "may_invite"', 'from = "everybody"', "”everybody” finns inte för ”from”. Välj bland: may_invite, teaches, told."),
        ("look, fält helpers", 'joins_as = "invited"', 'bares = true', "Nyckeln ”bares” finns inte."),
        ("call, fält outcome", 'keeps_open = ["not_reached"]', 'keeps_open = ["lost"]', "”keeps_open” nämner lost, som inte är ett svar."),
        ("call, fält outcome", 'keeps_open = ["not_reached"]', 'keeps_open = ["not_reached", "reached"]', "Steget kan aldrig bli klart: alla svar håller det öppet."),
        ("talk, fält talks", 'must_hold = ["owner"]', 'must_hold = ["boss"]', "Rollen boss i ”must_hold” finns inte i ”people”."),
        ("talk, fält talks", 'about = "with"\n', "", "”must_hold” behöver ”about”."),
        ("talk, fält talks", 'about = "with"', 'about = "account"', "”about” ska vara en kolumn av typen person."),
        ("talk, fält talks", 'about = "with"', 'about = "whom"', "Kolumnen whom finns inte."),
        ("talk, fält talks", 'one_of = ["account", "no_talk"]', 'one_of = ["accounts"]', "Kolumnen accounts finns inte."),
        ("talk, fält talks", 'answer = "no_talk", is = "declined"', 'answer = "no", is = "declined"', "Kolumnen no finns inte."),
        ("talk, fält talks", 'circle = "instruction"', 'circle = "instructions"', "Kretsen instructions finns inte."),
        ("talk, fält talks", 'id = "until"\n    type = "date"', 'id = "from"\n    type = "date"', "Två kolumner har samma id."),
        ("talk, fält talks", 'id = "until"\n    type = "date"', 'id = "till"\n    type = "date"', "”creates” behöver kolumnerna from, instruction, owner, until."),
        ("talk, fält talks", 'id = "until"\n    type = "date"', 'id = "until"\n    type = "table"', "Kolumnen until kan inte vara table."),
        ("talk, fält talks", 'id = "until"\n    type = "date"', 'id = "until"\n    type = "choice"', "”options” hör till typerna choice och choices, och måste finnas där."),
        ("talk, fält talks", 'label = "Till"', 'labels = "Till"', "”column until.label” saknas."),
        ("talk, fält talks", 'type = "table"', 'type = "text"', "”column” hör till typen table, och måste finnas där."),
        ("ask, fält well", 'type = "yes_no"\n  label = "Är allt bra?"', 'type = "text"\n  label = "Är allt bra?"', "”repeat” kan bara läsa ett val eller ja och nej."),
        ("ask, fält well", 'answer = "well", is = true, times', 'answer = "well", is = "yes", times', "”repeat” väntar på svaret yes, som inte går att ge."),
        ("look, fält searcher", 'required = true\n  law = "regel 3"\n  [[step.field]]\n  id = "helpers"', 'required = true\n  [[step.field]]\n  id = "helpers"', "Ingen lag kräver svaret: skriv law, eller gör frågan frivillig."),
        ("ask, fält well", 'label = "Är allt bra?"', 'label = "Är allt bra?"\n  shown_when = "yes"', "”shown_when” = 'yes': tecken 1: undeclared reference to 'yes' (in container '')"),
    ],
)  # fmt: skip
def test_a_field(where, old, new, fault):
    assert f"small.toml, steg {where}: {fault}" in faults_of(changed((old, new)))


def test_somebody_invited_needs_somewhere_to_come_from():
    assert faults_of(changed(('may_invite = ["mentors"]\n', ""))) == [
        "small.toml, steg look, fält helpers: ”from” behöver ”may_invite”."
    ]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('step = "talk", f', 'step = "end", f', "”prefill_from” läser end, som inte kommer före."),
        ('field = "talks"', 'field = "told"', "”prefill_from” läser told, som inte har samma kolumner."),
        ('id = "account"', 'id = "other"', "”prefill_from” läser talks, som inte har samma kolumner."),
        ('"long_text"', '"date"', "”prefill_from” läser talks, som inte har samma kolumner."),
        (', field = "talks"', "", "”prefill_from” ska säga ett av assignment, in_force, eller step och field."),
        ("[[step.field.column]]", '[[step.field.column]]\nid = "effect"\ntype = "choice"\nlabel = "Gav"\noptions = { bad = "Inget" }\n[[step.field.column]]', "Kolumnen effect i en tabell som ser tillbaka behöver svaret none."),
    ],
)  # fmt: skip
def test_a_table_begins_with_the_rows_of_an_earlier_one(old, new, why):
    assert old in SEEN
    text = changed((FOUND, SEEN.replace(old, new) + FOUND))

    assert faults_of(text) == [f"small.toml, steg judge, fält seen: {why}"]


IN_FORCE = SEEN.replace('{ step = "talk", field = "talks" }', '{ in_force = "reminder" }')


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ([(FOUND, IN_FORCE.replace('"account"', '"instruction"') + FOUND)], "”in_force” behöver ett ärende om en enda: max = 1 i ”people”."),
        ([(FOUND, IN_FORCE + FOUND)], "”prefill_from” med in_force behöver en tabell med kolumnen instruction."),
        ([(FOUND, SEEN.replace('step = "talk"', 'in_force = "reminder", step = "talk"') + FOUND)], "”prefill_from” ska säga ett av assignment, in_force, eller step och field."),
    ],
)  # fmt: skip
def test_a_table_begins_with_what_is_in_force(changes, why):
    assert faults_of(changed(*changes)) == [f"small.toml, steg judge, fält seen: {why}"]


def test_a_column_with_a_circle_of_its_own_says_whom_it_is_about():
    text = changed(('about = "with"\n', ""), ('must_hold = ["owner"]\n', ""))

    assert faults_of(text) == [
        "small.toml, steg talk, fält talks: En kolumn med egen krets behöver ”about”."
    ]


@pytest.mark.parametrize(
    ("where", "old", "new", "fault"),
    [
        ("fält week", 'longest = "P1W"\n', "", "Gränsen säger ingenting: times_per_half_year, longest, only eller never_after."),
        ("fält week", 'starts = "starts_on"\n', "", "”longest” behöver ”starts” och ”ends”."),
        ("fält week", 'step = "judge"\ntext = "Högst en', 'step = "judges"\ntext = "Högst en', "Steget judges i gränsen finns inte."),
        ("steg judge, fält week", 'starts = "starts_on"\n', 'starts = "found"\n', "Gränsen nämner found, som inte är ett datum i steget."),
        ("steg judge, fält twice", 'per = { person = "owner" }\ndecision', 'decision', "Gränsen räknar gånger per person: steget behöver ”per” = person."),
        ("fält places", 'count = "cases"\n', "", "Måttet ska säga precis ett av count, hours och share."),
        ("fält places", 'count = "cases"\n', 'count = "persons"\n', "”count” kan bara vara cases."),
        ("fält places", '"where", "month"', '"what", "month"', "Måttet delas på what, som inte är ett fält med figure = true."),
        ("fält hours", 'to = "look"', 'to = "luck"', "Steget luck i måttet finns inte."),
        ("fält well", 'share = { step = "ask"', 'share = { step = "nowhere"', "Steget nowhere i måttet finns inte."),
    ],
)  # fmt: skip
def test_a_limit_or_a_figure(where, old, new, fault):
    assert f"small.toml, {where}: {fault}" in faults_of(changed((old, new)))


def test_all_faults_come_at_once():
    text = changed(
        ('secrecy = "S1"', 'secrecy = "S9"'),
        ('label = "Vad är borta?"', ""),
        ('type = "money"', 'type = "cash"'),
    )

    assert faults_of(text) == [
        "small.toml: ”S9” finns inte för ”secrecy”. Välj bland: S0, S1, S2, S4, S5, S6, S7.",
        "small.toml, steg report, fält what: ”label” saknas.",
        "small.toml, steg report, fält worth: ”cash” finns inte för ”type”. Välj bland: text,"
        " long_text, date, time, datetime, yes_no, choice, choices, number, money, pupil, staff,"
        " guardian, person, unit, file, table, home_decision.",
        "small.toml, steg report, fält worth: ”min” och ”max” hör till typerna number och money.",
    ]


def test_nobody_at_home_is_asked_when_only_the_staff_may_open():
    text = changed(
        ('opened_by = ["staff", "pupil"]', 'opened_by = ["staff"]'),
        ('label = "Vad är borta?"', 'label = "Vad är borta?"\n  at_home = { label = "Vad?" }'),
    )

    assert faults_of(text) == [
        "small.toml, steg report, fält what: ”at_home” hör till det första steget,"
        " när någon hemma får öppna."
    ]
