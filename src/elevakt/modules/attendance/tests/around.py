"""Around whom the stories of the module are told: pupils with both their guardians."""

from elevakt.engines.cases.enums import OpenedBy
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.tests.playing import key
from elevakt.trust.access.enums import HomeAnswer

ELIS, TUVA, VERA, STEN, KIM, MIA = map(key, ("elis", "tuva", "vera", "sten", "kim", "mia"))


def around(*, form="GR", opened_by="staff", adult=False, pupils=(ELIS,), sten="inform"):
    """Return the facts: each pupil with both guardians."""
    return Facts(
        persons=tuple(PersonInCase(one, "pupil", is_adult=adult) for one in pupils),
        guardians=tuple(
            GuardianInCase(pupil, guardian, HomeAnswer(answer))
            for pupil in pupils
            for guardian, answer in ((VERA, "inform"), (STEN, sten))
        ),
        opened_by=OpenedBy(opened_by),
        assignments={"talks": MIA, "calls_home": MIA, "follows_up": MIA},
        school_form=form,
    )
