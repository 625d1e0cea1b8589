"""Around whom the stories of the module are told: Elis and his two guardians."""

from elevakt.engines.cases.enums import Role
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.tests.playing import key
from elevakt.trust.access.enums import HomeAnswer

ELIS, VERA, STEN, KIM, MIA, TOM = map(key, ("elis", "vera", "sten", "kim", "mia", "tom"))

HOMES = [
    {"pupil": str(ELIS), "guardian": str(one), "answer": answer, "reason": "Hot"}
    for one, answer in ((VERA, "inform"), (STEN, "do_not_inform"))
]


def facts(*, is_adult=False, home=HomeAnswer.INFORM):
    """Elis and his two guardians; ``home`` is what is decided about Sten."""
    return Facts(
        persons=(PersonInCase(ELIS, "pupil", is_adult=is_adult),),
        guardians=(
            GuardianInCase(ELIS, VERA, HomeAnswer.INFORM),
            GuardianInCase(ELIS, STEN, home),
        ),
        lead=Role.PRINCIPAL,
    )
