"""A small process with something of everything, and short words for making a ledger of it."""

import datetime as dt
import uuid

from elevakt.engines.cases.enums import EntryKind, PersonKind
from elevakt.engines.cases.rules.calendar import WorkingCalendar
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.rules.ledger import Entry, Part
from elevakt.engines.cases.rules.plan.planning import plan
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.trust.access.enums import HomeAnswer

CALL = """\
  [step.call]
  outcome = "outcome"
  again_school_days = 1
    [step.call.words]
    began = "Jag ringer från skolan."
    [step.call.avoid]
    others = "Säg inget om andra barn."
"""

SMALL = """
id = "lost_things"
version = 1
title = "Borttappat"
quiet_title = "Elevärende"
report_as = "Något är borta"
summary = "En elev har tappat något."
legal_basis = ["ordningsreglerna"]
applies_from = 2026-01-01
reviewed_by_lawyer = true
opened_by = ["staff", "pupil"]
lead_unit = { enrolment_of = "owner" }
circle = ["leads", "participates"]
may_invite = ["mentors"]
secrecy = "S1"
information_class = { confidentiality = 2, integrity = 2, availability = 1 }
series = "elevakt"
retention = "G2"
home = "inform"
home_if_opened_by = { pupil = "ask" }

[people]
owner = { title = "Ägare", kinds = ["pupil"], min = 1 }
finder = { title = "Upphittare", kinds = ["pupil", "staff"], accused = true }
onlooker = { title = "Såg på", kinds = ["pupil"], part = false }

[assignments]
calls_home = { title = "Ringer hem", among = "mentors" }

[narrow_circles]
leadership = { title = "Ledningen", bases = ["leads"], roles = ["investigator"] }

[[step]]
id = "report"
title = "Anmäl"
by = "opener"
within = { same_day = true }
law = "ordningsreglerna 1"
starts = true
  [[step.field]]
  id = "what"
  type = "text"
  label = "Vad är borta?"
  required = true
  [[step.field]]
  id = "worth"
  type = "money"
  label = "Värde"
  min = 0
  max = 5000
  [[step.field]]
  id = "stolen"
  type = "yes_no"
  label = "Är det stulet?"
  [[step.field]]
  id = "by_whom"
  type = "long_text"
  label = "Av vem?"
  shown_when = "has(answers.report.stolen) && answers.report.stolen"
  required = true
  [[step.field]]
  id = "when"
  type = "datetime"
  label = "När?"
  later = true
  precision = ["exact", "day", "repeatedly"]
  [[step.field]]
  id = "where"
  type = "choice"
  label = "Var?"
  options = { yard = "Skolgården", bus = "Bussen" }
  figure = true
  [[step.field]]
  id = "faith"
  type = "choices"
  label = "Livsåskådning"
  options = { none = "Ingen", some = "Någon" }
  sensitive = true

[[step]]
id = "look"
title = "Leta"
by = "principal"
or_by = ["delegate"]
after = [{ step = "report" }]
within = { school_days = 2, from = "report", at = 15:00:00 }
  [[step.field]]
  id = "concerned"
  type = "yes_no"
  label = "Är du berörd?"
  if_yes = { passes_to = ["deputy", "organiser"] }
  circle = "leadership"
  required = true
  law = "regel 3"
  [[step.field]]
  id = "home"
  type = "home_decision"
  label = "Får hemmet kontaktas?"
  required = true
  law = "regel 3"
  [[step.field]]
  id = "searcher"
  type = "staff"
  label = "Letar"
  prefill_from = { assignment = "calls_home" }
  not = ["accused", "own_people"]
  joins_as = "investigator"
  required = true
  law = "regel 3"
  [[step.field]]
  id = "helpers"
  type = "staff"
  label = "Hjälper"
  many = true
  from = "may_invite"
  joins_as = "invited"

[[step]]
id = "post"
title = "Anslå"
by = "principal"
after = [{ step = "report" }]
within = { working_days = 1 }
done_with = "look"
done_when_due = true

[[step]]
id = "call"
title = "Ring hem"
by = { assignment = "calls_home" }
or_by = ["principal"]
after = [{ step = "look" }]
within = { same_day = true }
per = { guardian_of = ["owner"] }
  [step.call]
  outcome = "outcome"
  again_school_days = 1
    [step.call.words]
    began = "Jag ringer från skolan."
    [step.call.avoid]
    others = "Säg inget om andra barn."
  [[step.field]]
  id = "outcome"
  type = "choice"
  label = "Hur gick det?"
  options = { reached = "Nådd", not_reached = "Inte nådd" }
  keeps_open = ["not_reached"]
  required = true
  law = "regel 3"

[[step]]
id = "talk"
title = "Prata"
by = "investigator"
after = [{ step = "look" }]
within = { with = "judge" }
may_skip_when = "has(answers.report.worth) && answers.report.worth < 1000"
  [[step.field]]
  id = "talks"
  type = "table"
  label = "Samtal"
  about = "with"
  must_hold = ["owner"]
  one_of = ["account", "no_talk"]
  creates = "reminder"
  required = true
  law = "regel 3"
    [[step.field.column]]
    id = "with"
    type = "person"
    label = "Med"
    required = true
    [[step.field.column]]
    id = "account"
    type = "long_text"
    label = "Berättelse"
    [[step.field.column]]
    id = "no_talk"
    type = "choice"
    label = "Inget samtal"
    options = { declined = "Ville inte" }
    [[step.field.column]]
    id = "why_not"
    type = "text"
    label = "Varför"
    shown_if = { answer = "no_talk", is = "declined" }
    required = true
    [[step.field.column]]
    id = "instruction"
    type = "text"
    label = "Gör så här"
    circle = "instruction"
    [[step.field.column]]
    id = "owner"
    type = "staff"
    label = "Ansvarig"
    [[step.field.column]]
    id = "from"
    type = "date"
    label = "Från"
    [[step.field.column]]
    id = "until"
    type = "date"
    label = "Till"

[[step]]
id = "judge"
title = "Bedöm"
by = "principal"
after = [{ step = "talk" }]
within = { school_days = 10, from = "report" }
per = { person = "owner" }
decision = { by = ["principal"], delegable = false, appeal = "not_possible", law = "regel 2" }
  [[step.field]]
  id = "found"
  type = "yes_no"
  label = "Är det funnet?"
  required = true
  law = "regel 3"
  [[step.field]]
  id = "starts_on"
  type = "date"
  label = "Från"
  [[step.field]]
  id = "ends_on"
  type = "date"
  label = "Till"

[[step]]
id = "ask"
title = "Fråga"
by = "investigator"
or_by = ["principal"]
after = [{ step = "judge" }, { step = "talk", unless_skipped = true }]
within = { period = "P1W" }
when = "answers.judge.exists(j, !j.found)"
per = { person = "owner" }
repeat = { every = "P2W", until = { answer = "well", is = true, times_in_a_row = 2 } }
reopens = { step = "talk", when_answer = "well", is = false }
  [[step.field]]
  id = "well"
  type = "yes_no"
  label = "Är allt bra?"
  required = true
  law = "regel 3"
  figure = true

[[step]]
id = "end"
title = "Avsluta"
by = "principal"
after = [{ step = "judge" }, { step = "call" }, { step = "ask", if_applies = true }]
within = { period = "P1W" }
closes = true

[[limit]]
id = "week"
step = "judge"
text = "Högst en vecka."
longest = "P1W"
starts = "starts_on"
ends = "ends_on"

[[limit]]
id = "twice"
step = "judge"
text = "Högst två gånger per halvår."
times_per_half_year = 2

[[figure]]
id = "places"
title = "Var"
count = "cases"
by = ["where", "month"]

[[figure]]
id = "hours"
title = "Timmar"
hours = { from = "report", to = "look" }
by = ["unit"]

[[figure]]
id = "well"
title = "Bra"
share = { step = "ask", answer = "well", is = true }
by = ["unit"]
"""

DEFINITION = read_definition(SMALL, path="small.toml")
MONDAY = dt.datetime(2026, 9, 7, 8, tzinfo=dt.UTC)


def person(name):
    """Return the key of somebody, the same each time."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name)


ELIS, SARA, TOM, RUT, KIM, MIA = map(person, ("elis", "sara", "tom", "rut", "kim", "mia"))
VERA, VIKTOR = map(person, ("vera", "viktor"))

FACTS = Facts(
    persons=(PersonInCase(ELIS, "owner"), PersonInCase(TOM, "finder", PersonKind.STAFF)),
    guardians=(
        GuardianInCase(ELIS, VERA, HomeAnswer.INFORM),
        GuardianInCase(ELIS, VIKTOR, HomeAnswer.DO_NOT_INFORM),
    ),
    assignments={"calls_home": MIA},
)


class Story:
    """A ledger that is written line by line, an hour apart unless days pass."""

    def __init__(self, definition=DEFINITION, facts=FACTS, calendar=None):
        self.definition, self.facts = definition, facts
        self.calendar = calendar or WorkingCalendar()
        self.ledger = []
        self.now = MONDAY

    def days(self, count):
        self.now += dt.timedelta(days=count)
        return self

    def write(
        self, kind, step=None, instance="", by=RUT, role="principal", corrects=None, **answers
    ):
        self.now += dt.timedelta(minutes=1)
        no = len(self.ledger) + 1
        entry = Entry(
            id=person(f"entry {no}"),
            no=no,
            kind=EntryKind(kind),
            at=self.now,
            by_person=by,
            by_role=role,
            step=step,
            instance=instance,
            corrects=corrects,
            parts=(Part("work", answers=answers),),
        )
        self.ledger.append(entry)
        return entry

    def opened(self, **answers):
        return self.write("opened", "report", by=MIA, role="opener", **{"what": "Mössa", **answers})

    def done(self, step, instance="", **answers):
        return self.write("step_done", step, instance, **answers)

    @property
    def plan(self):
        return plan(self.definition, self.ledger, self.facts, self.calendar)

    def at(self, step, instance=""):
        return self.plan.at(step, str(instance))

    def states(self):
        return {"/".join(filter(None, one.key)): str(one.state) for one in self.plan.steps}
