"""Casts the stories of the play: who meets whom, at which school, on which day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.play_days import AFTERNOON, EVENING, MORNING, at
from elevakt.doors.demo.rules.play_events import EVENTS, STAFF_EVENT, WHEN
from elevakt.doors.demo.rules.play_stage import Stage
from elevakt.doors.demo.rules.play_story import Aside, Care, Character, Happening, Pace, Story
from elevakt.engines.cases.enums import OpenedBy, PersonKind
from elevakt.engines.cases.rules.definition import Definition, PersonRole
from elevakt.engines.cases.rules.people import Named
from elevakt.trust.people.enums import DutyRole
from elevakt.trust.people.rules.roster import Group, Person

FINDINGS = ("degrading",) * 8 + ("conflict",) * 3 + ("not_found",) * 6 + ("harassment", "unclear")
STOPPED = (
    *(("yes", "yes"),) * 6,
    *(("partly", "yes", "yes"),) * 2,
    ("no", "yes", "yes"),
    ("yes", "no", "yes", "yes"),
)
PACES = (*(Pace.PROMPT,) * 5, *(Pace.USUAL,) * 13, Pace.SLOW)
ASIDES = {
    "receive": (*(None,) * 16, *(Aside.NOTE,) * 3, Aside.CORRECT),
    "talk": (
        *(None,) * 13,
        *(Aside.NOTE,) * 4,
        Aside.CORRECT,
        Aside.NAME_WITNESS,
        Aside.WITHDRAW,
        Aside.REOPEN_STEP,
    ),
    "measures": (*(None,) * 9, Aside.NOTE),
    "follow_up": (*(None,) * 9, Aside.NOTE),
    "close": (*(None,) * 24, Aside.REOPEN_CASE),
}
SEVERAL = 4
SEVERAL_ROLES = 0.5
BY_GUARDIAN, BY_PUPIL, BY_OTHER_STAFF = 0.13, 0.07, 0.15


class NobodyThere(LookupError):
    """The school has nobody to play such a story."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a story is to be, where chance does not decide.

    :param days_back: how many school days before the last one it is reported
    :param pupil: who is exposed
    :param against: who is said to have done it
    :param is_plain: whether nothing is done beside the steps
    :param at: the moment of the report, on its day
    """

    care: Care = Care.NONE
    days_back: int = 0
    opened_by: OpenedBy | None = None
    pupil: UUID | None = None
    against: UUID | None = None
    reporter: UUID | None = None
    pace: Pace | None = None
    rests: frozenset[str] = frozenset()
    draft_by: UUID | None = None
    finding: str | None = None
    stopped: tuple[str, ...] | None = None
    is_plain: bool = False
    at: datetime | None = None


class Casting:
    """Casts stories at one school unit."""

    def __init__(self, stage: Stage, unit: UUID, dice: Dice) -> None:
        """Take the stage, and chance of this unit's own."""
        self._stage, self._unit, self._dice = stage, unit, dice

    def story(self, key: str, day: date, wish: Wish) -> Story:
        """Return a story that begins on a day.

        :raises NobodyThere: if such a story cannot be played there then
        """
        stage, dice = self._stage, self._dice
        exposed = self._exposed(day, wish)
        group = stage.class_of(exposed[0].id, day)
        if group is None:
            raise NobodyThere(key)
        opened_by = wish.opened_by or self._opened_by(exposed[0].id, day, wish)
        alleged = tuple(self._alleged(key, day, group, exposed, wish))
        is_staff = any(one.kind is PersonKind.STAFF for one in alleged)
        event = STAFF_EVENT if is_staff else dice.pick(EVENTS)
        characters = [
            *(self._pupil(person, "exposed", day) for person in exposed),
            *alleged,
            *self._witnesses(day, group, exposed, alleged),
        ]
        found = None
        if wish.care is Care.NOT_FOUND:
            found = characters[0]
            characters[0] = self._not_found(key, found, group)
        people = {one.key for one in characters} | {one.id for one in exposed}
        shut_out = people | stage.kin(one.id for one in exposed) | stage.kin(people)
        finding = wish.finding or dice.pick(FINDINGS)
        if event.kinds == ("sexual",) and finding == "harassment":
            finding = "sexual_harassment"
        return Story(
            key=key,
            care=wish.care,
            unit=self._unit,
            event=event,
            place=dice.pick(event.places),
            when=dice.pick(WHEN),
            opened_by=opened_by,
            reporter=wish.reporter or self._reporter(opened_by, exposed[0].id, day, shut_out, wish),
            opens_at=wish.at or at(day, _HOURS[opened_by], dice),
            characters=tuple(characters),
            principals=frozenset(stage.ever(self._unit, DutyRole.PRINCIPAL)),
            deputies=frozenset(stage.ever(self._unit, DutyRole.DEPUTY_PRINCIPAL)),
            investigators=self._investigators(day, shut_out),
            pace=wish.pace or dice.pick(PACES),
            finding=finding,
            stopped=wish.stopped or dice.pick(STOPPED),
            asides={} if wish.is_plain else dict(self._asides()),
            rests=wish.rests,
            found=found,
            later=self._later(day, group, people),
            draft_by=wish.draft_by,
        )

    def happening(self, key: str, day: date, process: Definition) -> Happening:
        """Return something that happens on a day to ordinary pupils, and becomes such a case.

        :raises NobodyThere: if it cannot happen there then
        """
        stage, dice = self._stage, self._dice
        group = self._class(self._unit, day)
        there = dice.shuffled(self._ordinary(group, day))
        roles = [one for one in process.people.values() if _may_be_a_pupil(one)]
        named = [one for one in roles if one.least or (one.part and dice.chance(SEVERAL_ROLES))]
        if not named:
            named = roles[:1]
        pupils = [person.id for person, _ in zip(there, named, strict=False)]
        opened_by = self._told_by(process, pupils[0], day)
        shut_out = {*pupils, *stage.kin(pupils)}
        return Happening(
            key=key,
            process=process.id,
            version=process.version,
            unit=self._unit,
            opened_by=opened_by,
            reporter=self._reporter(opened_by, pupils[0], day, shut_out, Wish()),
            opens_at=at(day, _HOURS[opened_by], dice),
            people=tuple(
                Named(pupil, role.id, PersonKind.PUPIL)
                for pupil, role in zip(pupils, named, strict=True)
            ),
            staff=self._investigators(day, shut_out),
            pace=dice.pick(PACES),
        )

    def _told_by(self, process: Definition, pupil: UUID, day: date) -> OpenedBy:
        """Return who opens a case: mostly staff, where they may."""
        from_home = [one for one in (OpenedBy.GUARDIAN, OpenedBy.PUPIL) if one in process.opened_by]
        if self._stage.is_adult(pupil, day) or not self._tellers(pupil):
            from_home = [one for one in from_home if one is OpenedBy.PUPIL]
        is_by_staff = OpenedBy.STAFF in process.opened_by
        if is_by_staff and not (from_home and self._dice.chance(BY_GUARDIAN + BY_PUPIL)):
            return OpenedBy.STAFF
        if not from_home:
            raise NobodyThere
        return self._dice.pick(from_home)

    def is_led_past(self, story: Story) -> bool:
        """Say whether the organiser numbers it, since the unit's lead is accused or close."""
        leads = story.principals | story.deputies
        pupils = [one.key for one in story.characters if one.kind is PersonKind.PUPIL]
        accused = {one.key for one in story.in_role("alleged")}
        return bool(leads & (accused | self._stage.kin(pupils)))

    def _exposed(self, day: date, wish: Wish) -> list[Person]:
        stage, dice = self._stage, self._dice
        if wish.pupil:
            return [stage.people[wish.pupil]]
        if wish.care in _CARED_FOR:
            return [self._cared_for(day, wish.care)]
        there = self._ordinary(self._class(self._unit, day), day)
        return dice.shuffled(there)[: 2 if wish.care is Care.TWO_EXPOSED else 1]

    def _cared_for(self, day: date, care: Care) -> Person:
        """Return a pupil of the unit who asks for such care today and was there then."""
        extras = self._stage.extras
        blocked = {one.pupil_id for one in extras.blocked_guardians}
        if care is Care.PROTECTED:
            wanted = sorted({one.protected_person_id for one in extras.circle})
        elif care is Care.BLOCKED:
            wanted = sorted(blocked)
        elif care is Care.CIRCUMSTANCES:
            wanted = sorted({one.pupil_id for one in extras.circumstances} - blocked)
        else:
            wanted = sorted(self._stage.children_of_staff())
        there = [
            pupil
            for pupil in wanted
            if (group := self._stage.class_of(pupil, day)) and group.school_unit_id == self._unit
        ]
        if not there:
            raise NobodyThere
        return self._stage.people[self._dice.pick(there)]

    def _alleged(
        self, key: str, day: date, group: Group, exposed: Sequence[Person], wish: Wish
    ) -> Iterator[Character]:
        stage, dice = self._stage, self._dice
        if wish.against:
            yield self._pupil(stage.people[wish.against], "alleged", day)
        elif wish.care is Care.ACCUSED_PRINCIPAL:
            yield self._colleague(dice.pick(stage.principals(self._unit, day)), "alleged")
        elif wish.care is Care.ACCUSED_STAFF:
            leads = {*stage.principals(self._unit, day), *stage.deputies(self._unit, day)}
            cast = set(stage.extras.people.values())
            teachers = [
                one for one in stage.teachers(exposed[0].id, day) if one not in leads | cast
            ]
            if not teachers:
                raise NobodyThere
            yield self._colleague(dice.pick(teachers), "alleged")
        elif wish.care is Care.OTHER_UNIT:
            units = [unit for unit in stage.unit_names if unit != self._unit]
            unit = dice.pick(sorted(units, key=lambda one: stage.unit_names[one]))
            there = self._ordinary(self._class(unit, day), day)
            yield self._pupil(dice.pick(there), "alleged", day)
        elif dice.chance(0.12):
            unknown = uuid5(exposed[0].id, f"{key}/unknown")
            words = "Äldre elever, vet inte vilka"
            yield Character(
                unknown, "alleged", PersonKind.UNKNOWN, "några äldre elever", words=words
            )
        elif dice.chance(0.8):
            near = group if dice.chance(0.75) else self._class(self._unit, day)
            others = [one for one in self._ordinary(near, day) if one not in exposed]
            for person in dice.shuffled(others)[: dice.pick((1, 1, 1, 1, 2))]:
                yield self._pupil(person, "alleged", day)

    def _witnesses(
        self, day: date, group: Group, exposed: Sequence[Person], alleged: Iterable[Character]
    ) -> Iterator[Character]:
        taken = {person.id for person in exposed} | {one.key for one in alleged}
        others = [one for one in self._ordinary(group, day) if one.id not in taken]
        if others and self._dice.chance(0.25):
            yield self._pupil(self._dice.pick(others), "witness", day)

    def _later(self, day: date, group: Group, people: set[UUID]) -> Character | None:
        others = [one for one in self._ordinary(group, day) if one.id not in people]
        return self._pupil(self._dice.pick(others), "witness", day) if others else None

    def _class(self, unit: UUID, day: date) -> Group:
        """Return a class in which there are several who may be in any story."""
        classes = [
            group
            for group in self._stage.classes(unit, day)
            if len(self._ordinary(group, day)) >= SEVERAL
        ]
        if not classes:
            raise NobodyThere
        return self._dice.pick(classes)

    def _ordinary(self, group: Group, day: date) -> list[Person]:
        there = self._stage.pupils(group, day)
        return [person for person in there if self._stage.is_ordinary(person.id)]

    def _pupil(self, person: Person, role: str, day: date) -> Character:
        stage = self._stage
        group = stage.class_of(person.id, day)
        mentors = stage.mentors(group, day) if group else []
        homes = () if stage.is_adult(person.id, day) else tuple(stage.guardians(person.id))
        return Character(
            key=person.id,
            role=role,
            kind=PersonKind.PUPIL,
            given_name=stage.given_name(person.id),
            sex=person.sex,
            unit=group.school_unit_id if group else None,
            homes=homes,
            blocked=frozenset(
                one.guardian_id
                for one in stage.extras.blocked_guardians
                if one.pupil_id == person.id
            ),
            hidden=frozenset(one for one in homes if stage.people[one].is_protected),
            mentor=mentors[0] if mentors else None,
        )

    def _colleague(self, person_id: UUID, role: str) -> Character:
        person = self._stage.people[person_id]
        return Character(person_id, role, PersonKind.STAFF, person.name, person.sex)

    def _not_found(self, key: str, found: Character, group: Group) -> Character:
        words = f"{found.given_name} i {group.name}, vet inte efternamnet"
        unknown = uuid5(found.key, f"{key}/not found")
        return Character(
            unknown, "exposed", PersonKind.NOT_FOUND, found.given_name, found.sex, self._unit, words
        )

    def _opened_by(self, pupil: UUID, day: date, wish: Wish) -> OpenedBy:
        throw = self._dice.between(0, 99) / 100
        if wish.care in _TOLD_BY_STAFF or wish.reporter:
            return OpenedBy.STAFF
        if throw < BY_GUARDIAN and not self._stage.is_adult(pupil, day):
            return OpenedBy.GUARDIAN if self._tellers(pupil) else OpenedBy.STAFF
        return OpenedBy.PUPIL if throw > 1 - BY_PUPIL else OpenedBy.STAFF

    def _tellers(self, pupil: UUID) -> list[UUID]:
        blocked = {one.guardian_id for one in self._stage.extras.blocked_guardians}
        return [one for one in self._stage.guardians(pupil) if one not in blocked]

    def _reporter(
        self, opened_by: OpenedBy, pupil: UUID, day: date, shut_out: set[UUID], wish: Wish
    ) -> UUID:
        if opened_by is OpenedBy.PUPIL:
            return pupil
        if opened_by is OpenedBy.GUARDIAN:
            return self._dice.pick(self._tellers(pupil))
        near = self._stage.teachers(pupil, day)
        if wish.care is not Care.PROTECTED and self._dice.chance(BY_OTHER_STAFF):
            near = []
        leads = {*self._stage.principals(self._unit, day), *self._stage.deputies(self._unit, day)}
        for who in (near, self._stage.staff(self._unit, day)):
            there = [one for one in who if one not in shut_out and one not in leads]
            if there:
                return self._dice.pick(there)
        raise NobodyThere

    def _investigators(self, day: date, shut_out: set[UUID]) -> tuple[UUID, ...]:
        here = self._stage.staff(self._unit, day)
        leads = {*self._stage.principals(self._unit, day), *self._stage.deputies(self._unit, day)}
        chosen = [one for one in self._stage.team(self._unit, "safety") if one in here]
        everybody = dict.fromkeys((*chosen, *here))
        return tuple(one for one in everybody if one not in shut_out and one not in leads)[:4]

    def _asides(self) -> Iterator[tuple[str, Aside]]:
        for step, throws in ASIDES.items():
            aside = self._dice.pick(throws)
            if aside is not None:
                yield step, aside


def _may_be_a_pupil(role: PersonRole) -> bool:
    return PersonKind.PUPIL in role.kinds and (role.part or role.least > 0)


_CARED_FOR = (Care.PROTECTED, Care.BLOCKED, Care.CIRCUMSTANCES, Care.STAFF_AT_HOME)
_TOLD_BY_STAFF = (Care.PROTECTED, Care.NOT_FOUND, Care.CIRCUMSTANCES)
_HOURS = {
    OpenedBy.STAFF: (MORNING, AFTERNOON),
    OpenedBy.GUARDIAN: ((7, 0), EVENING),
    OpenedBy.PUPIL: ((9, 0), EVENING),
}
