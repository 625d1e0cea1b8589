"""What roles and assignments are called."""

from elevakt.engines.cases.enums import Role
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.sentences import Sentence, say

_WORDS = {
    Role.OPENER: say("den som anmälde"),
    Role.PRINCIPAL: say("rektor"),
    Role.DEPUTY: say("biträdande rektor"),
    Role.DELEGATE: say("rektors delegat"),
    Role.ORGANISER: say("huvudmannen"),
    Role.REGISTRAR: say("registrator"),
    Role.INVESTIGATOR: say("utredaren"),
    Role.DECIDER: say("den som beslutar"),
    Role.OWNER: say("den som ansvarar"),
    Role.INVITED: say("den som är inbjuden"),
    Role.WRITER: say("den som är inbjuden att skriva"),
    Role.ASKED: say("den som tillfrågas"),
}


def called(definition: Definition, role: str) -> Sentence:
    """Return what a role or a standing assignment is called, as the subject of a sentence."""
    assignment = definition.assignments.get(role)
    return say("{title}", title=assignment.title) if assignment else _WORDS[Role(role)]
