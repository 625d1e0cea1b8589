"""The small process changed, and what its reader says then."""

import pytest

from elevakt.engines.cases.rules.faults import DefinitionFaults
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.tests.rules.small import SMALL


def changed(*pairs):
    """Return the small definition with texts replaced; each must be there."""
    text = SMALL
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def faults_of(text, **beside):
    with pytest.raises(DefinitionFaults) as raised:
        read_definition(text, path="small.toml", **beside)
    return [str(fault) for fault in raised.value.faults]


PER_PERSON = read_definition(
    changed(
        ('id = "worth"\n', 'id = "worth"\n  per_person = "owner"\n  required = true\n'),
        ("has(answers.report.worth) && answers.report.worth < 1000", "false"),
    ),
    path="small.toml",
)

FOUND = """  [[step.field]]
  id = "found"
"""
"""The first question of the judgement, to put another before."""

SEEN = """
  [[step.field]]
  id = "seen"
  type = "table"
  label = "Sett"
  prefill_from = { step = "talk", field = "talks" }
    [[step.field.column]]
    id = "account"
    type = "long_text"
    label = "Berättelse"
"""
"""A table of what has been seen, which begins with what was talked about."""

NOT_NARROW = ('  circle = "leadership"\n', "")
"""What whoever looks says about herself is read by all who work in the case."""
