"""What is answered in each step of a story, as the forms would post it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from elevakt.doors.demo.rules import play_words as words
from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.play_days import STOCKHOLM
from elevakt.doors.demo.rules.play_events import PLACES
from elevakt.doors.demo.rules.play_story import Care, Character, Story
from elevakt.engines.cases.enums import OpenedBy, PersonKind
from elevakt.engines.cases.rules.instances import Instance

Posted = dict[str, object]

NOT_TO_BE_TALKED_WITH = (PersonKind.UNKNOWN, PersonKind.NOT_FOUND, PersonKind.OUTSIDER)
DANGER, LATER_FIELDS, TOLD_BY = 0.04, 0.75, {"staff": ("saw", "exposed", "other_pupil", "staff")}
GROUNDS = {
    "harassment": ("ethnicity", "religion", "disability", "orientation"),
    "sexual_harassment": ("sex",),
}
SECOND_READER, NOT_REACHED, DECLINED = 0.35, 0.15, 0.06


def report(story: Story, dice: Dice) -> Posted:
    """Return the report."""
    event = story.event
    texts = {OpenedBy.GUARDIAN: event.home, OpenedBy.PUPIL: event.own}.get(
        story.opened_by, event.seen
    )
    posted: Posted = {
        "danger": "yes" if dice.chance(DANGER) else "no",
        "what_happened": words.written(dice, texts, _places(story)),
    }
    if story.opened_by is OpenedBy.STAFF and dice.chance(0.7):
        posted["done_so_far"] = dice.pick(words.DONE_SO_FAR)
    elif story.opened_by is OpenedBy.GUARDIAN:
        posted["done_so_far"] = dice.pick(words.AT_HOME)
    if dice.chance(LATER_FIELDS):
        posted |= {"where": story.place, "kinds": list(event.kinds), "when": _when(story, dice)}
        if story.opened_by is OpenedBy.STAFF:
            posted["told_by"] = dice.pick(TOLD_BY["staff"])
    return posted


def answers(story: Story, step: str, instance: str, *, day: date, tries: int, dice: Dice) -> Posted:
    """Return the answers of a step.

    :param day: when it is done
    :param tries: how many times it has been answered before without being done
    """
    return _ANSWERS[step](story, Instance.of(instance), day, tries, dice)


def correction(story: Story, step: str, dice: Dice) -> Posted:
    """Return what is corrected in a step that was done."""
    if step == "receive":
        return {"safe_now": dice.pick(words.SAFE_NOW)}
    return {"other_sources": dice.pick(words.OTHER_SOURCES)}


def _receive(story: Story, _instance: Instance, _day: date, tries: int, dice: Dice) -> Posted:
    if story.care is Care.OWN_PEOPLE and not tries:
        return {"own_people": "yes"}
    concerned = story.care is Care.CONCERNED_INVESTIGATOR
    chosen = dict.fromkeys(story.investigators)
    first, *others = chosen
    investigator = others[0] if concerned and tries and others else first
    posted: Posted = {
        "own_people": "no",
        "home": [_home(story, one, home, dice) for one in _with_part(story) for home in one.homes],
        "safe_now": dice.pick(words.SAFE_NOW),
        "investigator": str(investigator),
    }
    mentor = story.in_role("exposed")[0].mentor
    if (
        mentor
        and mentor != investigator
        and mentor in _may_read(story)
        and dice.chance(SECOND_READER)
    ):
        posted["also_reads"] = [str(mentor)]
    return posted


def _may_read(story: Story) -> set[UUID]:
    """Return the mentors who are nobody in the story and at nobody's home."""
    homes = {home for one in story.in_role("exposed", "alleged") for home in one.homes}
    everybody = {one.key for one in story.characters} | homes
    return {one.mentor for one in story.in_role("exposed") if one.mentor} - everybody


def _home(story: Story, pupil: Character, guardian: UUID, dice: Dice) -> Posted:
    row: Posted = {"pupil": str(pupil.key), "guardian": str(guardian), "answer": "inform"}
    is_exposed = pupil.role == "exposed"
    if guardian in pupil.blocked:
        row |= {"answer": "do_not_inform", "reason": "Ska inte kontaktas om eleven."}
    elif guardian in pupil.hidden:
        row |= {"answer": "ask", "reason": "Vi vet inte vem det är."}
    elif is_exposed and story.care is Care.CIRCUMSTANCES:
        blocked = dice.chance(0.5)
        row |= {
            "answer": "do_not_inform" if blocked else "ask",
            "reason": dice.pick(words.ASK_FIRST),
        }
    elif is_exposed and story.care is Care.PROTECTED:
        row |= {"answer": "ask", "reason": dice.pick(words.ASK_FIRST)}
    elif is_exposed and story.opened_by is OpenedBy.PUPIL:
        row |= {"pupil_view": dice.pick(words.PUPIL_VIEW)}
    return row


def _inform(story: Story, instance: Instance, _day: date, tries: int, dice: Dice) -> Posted:
    if not tries and dice.chance(NOT_REACHED):
        return {"outcome": "not_reached", "said": dice.pick(words.NOT_REACHED)}
    outcome = dice.pick(("phone", "phone", "phone", "meeting", "message"))
    return {"outcome": outcome, "said": dice.pick(words.SAID_AT_HOME)}


def _talk(story: Story, _instance: Instance, day: date, _tries: int, dice: Dice) -> Posted:
    rows = [_talk_with(story, one, day, dice) for one in story.in_role("exposed", "alleged")]
    witnesses = story.in_role("witness")
    rows += [_talk_with(story, one, day, dice) for one in witnesses]
    posted: Posted = {"talks": rows}
    if dice.chance(0.6):
        posted["other_sources"] = dice.pick(words.OTHER_SOURCES)
    return posted


def _talk_with(story: Story, one: Character, day: date, dice: Dice) -> Posted:
    if one.kind in NOT_TO_BE_TALKED_WITH:
        return {"with": str(one.key), "no_talk": "not_known"}
    if one.role == "alleged" and dice.chance(DECLINED):
        return {"with": str(one.key), "no_talk": "declined"}
    told = {"exposed": story.event.exposed, "alleged": story.event.alleged}
    account = words.written(dice, told.get(one.role, story.event.witness), _places(story))
    return {"with": str(one.key), "on": day.isoformat(), "account": account}


def _assess(story: Story, _instance: Instance, _day: date, _tries: int, dice: Dice) -> Posted:
    posted: Posted = {
        "facts": words.written(dice, story.event.found, _places(story)),
        "finding": story.finding,
        "reasons": dice.pick(words.REASONS[story.finding]),
    }
    if story.finding in GROUNDS:
        posted["ground"] = [dice.pick(GROUNDS[story.finding])]
    return posted


def _measures(story: Story, _instance: Instance, day: date, _tries: int, dice: Dice) -> Posted:
    exposed = [one for one in story.in_role("exposed") if one.kind is PersonKind.PUPIL]
    rows = [_measure(one, day, dice) for one in exposed]
    if dice.chance(0.4) or not rows:
        until = day + timedelta(weeks=dice.pick((4, 6, 8)))
        rows.append(
            {
                "target": "group",
                "what": dice.pick(words.FOR_THE_GROUP),
                "from": day.isoformat(),
                "until": until.isoformat(),
            }
        )
    return {"measures": rows}


def _measure(one: Character, day: date, dice: Dice) -> Posted:
    what, instruction = dice.pick(words.MEASURES)
    row: Posted = {
        "target": "pupil",
        "whom": str(one.key),
        "what": what,
        "instruction": instruction,
        "from": day.isoformat(),
        "until": (day + timedelta(weeks=dice.pick((6, 8, 10)))).isoformat(),
    }
    return row | ({"owner": str(one.mentor)} if one.mentor else {})


def _follow_up(story: Story, instance: Instance, _day: date, _tries: int, dice: Dice) -> Posted:
    place = instance.round - 1
    stopped = story.stopped[place] if place < len(story.stopped) else "yes"
    return {"stopped": stopped, "effect": dice.pick(words.EFFECT[stopped])}


def _close(story: Story, _instance: Instance, _day: date, _tries: int, dice: Dice) -> Posted:
    lessons = dice.pick(words.LESSONS)
    exposed = [one for one in story.in_role("exposed") if one.kind is PersonKind.PUPIL]
    letters = {str(one.key): dice.pick(words.LETTERS) for one in exposed}
    return {"to_exposed": letters, "lessons": lessons}


_ANSWERS: Mapping[str, Callable[[Story, Instance, date, int, Dice], Posted]] = {
    "receive": _receive,
    "inform_homes": _inform,
    "talk": _talk,
    "assess": _assess,
    "measures": _measures,
    "follow_up": _follow_up,
    "close": _close,
}


def _with_part(story: Story) -> tuple[Character, ...]:
    return story.in_role("exposed", "alleged")


def _when(story: Story, dice: Dice) -> Posted:
    moment = story.opens_at.astimezone(STOCKHOLM)
    precision = dice.pick(("exact", "day", "day", "repeatedly"))
    if precision == "exact":
        hour = moment - timedelta(minutes=dice.between(10, 90))
        return {"precision": precision, "on": hour.date().isoformat(), "at": f"{hour:%H:%M}"}
    if precision == "day":
        return {"precision": precision, "on": moment.date().isoformat()}
    first = moment.date() - timedelta(days=dice.between(7, 30))
    return {"precision": precision, "on": first.isoformat(), "until": moment.date().isoformat()}


def _places(story: Story) -> Mapping[str, str]:
    exposed = story.in_role("exposed")
    name = words.names(_names(exposed))
    alleged = words.names(_names(story.in_role("alleged"))) or "någon"
    return {
        "e": name,
        "e_s": words.genitive(name),
        "a": alleged,
        "place": PLACES[story.place],
        "when": story.when,
        **words.pronouns([one.sex for one in exposed]),
    }


def _names(characters: Sequence[Character]) -> list[str]:
    return [one.given_name for one in characters]
