"""What may happen in a school to what is given by an act: one part of the state machine."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from elevakt.trust.access.models import Grant, PutOn, StandIn
from elevakt.trust.access.testing.people import Organiser
from elevakt.trust.access.tests.building import between
from elevakt.trust.access.tests.worlds import NOW, ends, periods
from elevakt.trust.people.models import Group, Person, SchoolUnit

nth = st.integers(0, 5)


def pick(model, number):
    """Return one of the rows of a table; the number goes round."""
    found = list(model.objects.order_by("id"))
    return found[number % len(found)] if found else None


def change(model, number, **values):
    """Change one of the rows of a table, if there is any."""
    row = pick(model, number)
    if row is not None:
        model.objects.filter(id=row.id).update(**values)


class Giving(RuleBasedStateMachine):
    """Grants, covering, assisting, standing in and emergencies come and go."""

    organiser: Organiser
    schools: list[SchoolUnit]
    groups: list[Group]
    staff: list[Person]
    pupils: list[Person]

    @rule(who=nth, scope=st.sampled_from(["bullying", "absence"]), when=periods)
    def an_officer_is_appointed(self, who, scope, when):
        Grant.objects.create(
            organiser_id=self.organiser.id,
            person=self.staff[who % 3],
            basis="officer",
            scope=scope,
            valid_during=between(when),
            given_by_id=self.organiser.id,
        )

    @rule(number=nth, when=ends)
    def what_was_given_is_over(self, number, when):
        change(Grant, number, valid_during=between(when))

    @rule(who=nth, group=nth, when=ends)
    def somebody_covers_a_group(self, who, group, when):
        self._lend(who, "covers", when, group=self.groups[group % 2])

    @rule(who=nth, pupil=nth, when=ends)
    def somebody_assists_a_pupil(self, who, pupil, when):
        self._lend(who, "assists", when, pupil=self.pupils[pupil % 2])

    @rule(who=nth, unit=nth, scope=st.sampled_from(["bullying", "absence"]), when=ends)
    def somebody_decides_in_the_principals_place(self, who, unit, scope, when):
        self._lend(who, "decides", when, unit=self.schools[unit % 2], scope=scope)

    def _lend(self, who, basis, when, **what):
        Grant.objects.create(
            organiser_id=self.organiser.id,
            person=self.staff[who % 3],
            basis=basis,
            valid_during=between(when),
            given_by_id=self.organiser.id,
            **what,
        )

    @rule(number=nth)
    def that_it_was_given_was_a_mistake(self, number):
        row = pick(Grant, number)
        if row is not None:
            row.delete()

    @rule(who=nth, away=nth, when=ends)
    def somebody_stands_in(self, who, away, when):
        if who % 3 != away % 3:
            StandIn.objects.create(
                organiser_id=self.organiser.id,
                person=self.staff[who % 3],
                for_person=self.staff[away % 3],
                valid_during=between(when),
                given_by_id=self.staff[away % 3].id,
                given_at=NOW,
            )

    @rule(number=nth, when=ends)
    def somebody_comes_back(self, number, when):
        change(StandIn, number, valid_during=between(when))

    @rule(number=nth)
    def that_somebody_stands_in_was_a_mistake(self, number):
        row = pick(StandIn, number)
        if row is not None:
            row.delete()

    @rule(who=nth, pupil=nth, when=ends)
    def somebody_opens_in_an_emergency(self, who, pupil, when):
        PutOn.objects.create(
            organiser_id=self.organiser.id,
            person=self.staff[who % 3],
            pupil=self.pupils[pupil % 2],
            basis="break_glass",
            reason="Brådskar",
            valid_during=between(when),
        )

    @rule(number=nth, when=ends)
    def an_emergency_is_over(self, number, when):
        change(PutOn, number, valid_during=between(when))
