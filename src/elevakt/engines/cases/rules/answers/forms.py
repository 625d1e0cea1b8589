"""One posted value of each field type as it is stored, and a stored one as a form shows it.

Stored: days and moments in ISO 8601, money in öre, persons, units and files by id, choices by code.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from elevakt.engines.cases.enums import Barred, FieldType, From, Precision
from elevakt.engines.cases.rules.asking import may_be_asked
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.fields import Column, Field
from elevakt.engines.cases.rules.sentences import Sentence, say
from elevakt.engines.cases.rules.values import Json

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MOST_SIGNS = {FieldType.TEXT: 500, FieldType.LONG_TEXT: 50_000}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HOUR = re.compile(r"\d{2}:\d{2}")
_AMOUNT = re.compile(r"(-?)(\d+)(?:,(\d{1,2}))?")
_YES_NO = {"yes": True, "no": False, True: True, False: False}


class NotAnAnswer(ValueError):
    """A posted value cannot be an answer to the field."""

    def __init__(self, why: Sentence) -> None:
        """Keep the reason for whoever answered."""
        self.why = why
        super().__init__(str(why))


def is_blank(posted: object) -> bool:
    """Say whether nothing was answered."""
    if isinstance(posted, str):
        return not posted.strip()
    if isinstance(posted, Mapping):
        return all(is_blank(value) for key, value in posted.items() if key != "precision")
    if isinstance(posted, list | tuple):
        return all(is_blank(value) for value in posted)
    return posted is None


def stored(asked: Field | Column, posted: object, facts: Facts) -> Json:
    """Return what is stored for an answer that is not blank. Tables are read elsewhere.

    :raises NotAnAnswer: with a sentence for whoever answered
    """
    if isinstance(asked, Field) and asked.many:
        several = posted if isinstance(posted, list | tuple) else [posted]
        return list(
            dict.fromkeys(_picked(asked, one, facts) for one in several if not is_blank(one))
        )
    return _STORED.get(asked.type, _picked)(asked, posted, facts)


def shown(asked: Field | Column, value: Json) -> object:
    """Return a stored answer as a form takes it."""
    if value is None:
        return None
    match asked.type:
        case FieldType.YES_NO:
            return "yes" if value else "no"
        case FieldType.NUMBER:
            return str(value)
        case FieldType.MONEY:
            assert isinstance(value, int)
            crowns, ore = divmod(abs(value), 100)
            return f"{'-' if value < 0 else ''}{crowns}{f',{ore:02}' if ore else ''}"
        case FieldType.DATETIME if isinstance(value, dict):
            return _shown_moment(value)
        case FieldType.DATETIME:
            return (
                dt.datetime.fromisoformat(str(value))
                .astimezone(STOCKHOLM)
                .strftime("%Y-%m-%dT%H:%M")
            )
        case FieldType.TABLE:
            columns = {column.id: column for column in getattr(asked, "columns", ())}
            rows = value if isinstance(value, list) else []
            return [_shown_row(columns, row) for row in rows if isinstance(row, dict)]
        case _:
            return value


def _shown_moment(value: Mapping[str, Json]) -> dict[str, object]:
    shown_value: dict[str, object] = dict(value)
    if value["precision"] == Precision.EXACT:
        moment = dt.datetime.fromisoformat(str(value["at"])).astimezone(STOCKHOLM)
        shown_value |= {"on": moment.date().isoformat(), "at": moment.strftime("%H:%M")}
    return shown_value


def _shown_row(columns: Mapping[str, Column], row: Mapping[str, Json]) -> dict[str, object]:
    return {name: shown(columns[name], value) for name, value in row.items() if name in columns}


def _text(asked: Field | Column, posted: object, facts: Facts) -> Json:
    # PostgreSQL keeps no NUL in jsonb, and a text from another system may hold Windows line ends.
    text = str(posted).replace("\x00", "").replace("\r\n", "\n").strip()
    most = MOST_SIGNS[asked.type]
    if len(text) > most:
        raise NotAnAnswer(say("Texten är för lång: högst {most} tecken.", most=most))
    return text


def _day(posted: object) -> dt.date:
    text = str(posted).strip()
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise NotAnAnswer(say("Skriv dagen så här: 2026-09-01."))


def _hour(posted: object) -> dt.time:
    text = str(posted).strip()
    try:
        if _HOUR.fullmatch(text):
            return dt.time.fromisoformat(text)
    except ValueError:
        pass
    raise NotAnAnswer(say("Skriv klockslaget så här: 08:30."))


def _date(asked: Field | Column, posted: object, facts: Facts) -> Json:
    return _day(posted).isoformat()


def _time(asked: Field | Column, posted: object, facts: Facts) -> Json:
    return _hour(posted).strftime("%H:%M")


def _moment(day: object, hour: object) -> str:
    return dt.datetime.combine(_day(day), _hour(hour), STOCKHOLM).isoformat()


def _datetime(asked: Field | Column, posted: object, facts: Facts) -> Json:
    allowed = asked.precision if isinstance(asked, Field) else ()
    if not isinstance(posted, Mapping):
        day, _, hour = str(posted).strip().partition("T")
        moment = _moment(day, hour)
        return {"precision": Precision.EXACT.value, "at": moment} if allowed else moment
    precision = posted.get("precision") or Precision.EXACT
    if precision not in (allowed or (Precision.EXACT,)):
        raise NotAnAnswer(say("Välj hur säkert du vet när det var."))
    if precision == Precision.EXACT:
        moment = _moment(posted.get("on") or "", posted.get("at") or "")
        return {"precision": Precision.EXACT.value, "at": moment} if allowed else moment
    first = _day(posted.get("on") or "")
    answer: dict[str, Json] = {"precision": str(precision), "on": first.isoformat()}
    if precision == Precision.REPEATEDLY and not is_blank(posted.get("until")):
        last = _day(posted.get("until"))
        if last < first:
            raise NotAnAnswer(say("Sista dagen ligger före den första."))
        answer["until"] = last.isoformat()
    return answer


def _yes_no(asked: Field | Column, posted: object, facts: Facts) -> Json:
    if isinstance(posted, str | bool) and posted in _YES_NO:
        return _YES_NO[posted]
    raise NotAnAnswer(say("Svara ja eller nej."))


def _number(asked: Field | Column, posted: object, facts: Facts) -> Json:
    text = _without_spaces(posted)
    if not re.fullmatch(r"-?\d{1,15}", text):
        raise NotAnAnswer(say("Skriv ett heltal."))
    return _within(asked, int(text), 1)


def _money(asked: Field | Column, posted: object, facts: Facts) -> Json:
    found = _AMOUNT.fullmatch(_without_spaces(posted).replace(".", ","))
    if not found or len(found[2]) > 12:
        raise NotAnAnswer(say("Skriv beloppet i kronor så här: 1250 eller 99,50."))
    ore = int(found[2]) * 100 + int((found[3] or "0").ljust(2, "0"))
    return _within(asked, -ore if found[1] else ore, 100)


def _within(asked: Field | Column, value: int, one: int) -> int:
    """Return a number if it lies within the field's bounds, which for money are whole crowns."""
    if isinstance(asked, Field):
        if asked.least is not None and value < asked.least * one:
            raise NotAnAnswer(say("Minst {least}.", least=asked.least))
        if asked.most is not None and value > asked.most * one:
            raise NotAnAnswer(say("Högst {most}.", most=asked.most))
    return value


def _without_spaces(posted: object) -> str:
    return re.sub(r"\s", "", str(posted))


def _choice(asked: Field | Column, posted: object, facts: Facts) -> Json:
    if str(posted) not in asked.options:
        raise NotAnAnswer(say("Välj något i listan."))
    return str(posted)


def _choices(asked: Field | Column, posted: object, facts: Facts) -> Json:
    several: Iterable[object] = posted if isinstance(posted, list | tuple) else [posted]
    chosen = {str(one) for one in several if not is_blank(one)}
    if chosen - asked.options.keys():
        raise NotAnAnswer(say("Välj något i listan."))
    return [code for code in asked.options if code in chosen]


def _picked(asked: Field | Column, posted: object, facts: Facts) -> str:
    """Return the id of a person, unit or file. Whether one may pick it is asked of the database."""
    try:
        key = UUID(str(posted).strip())
    except ValueError:
        raise NotAnAnswer(say("Välj någon i listan.")) from None
    if asked.type is FieldType.PERSON and not facts.person(key):
        raise NotAnAnswer(say("Välj någon som är med i ärendet."))
    if isinstance(asked, Field) and asked.among in (From.TEACHES, From.TOLD):
        if key not in may_be_asked(asked, facts):
            raise NotAnAnswer(say("Välj någon i listan."))
        return str(key)
    bars = asked.bars if isinstance(asked, Field) else frozenset[Barred]()
    shut_out = facts.accused if Barred.ACCUSED in bars else frozenset[UUID]()
    shut_out |= facts.own_people if Barred.OWN_PEOPLE in bars else frozenset()
    if key in shut_out:
        # The same words for both, so that the choice tells nothing of why.
        raise NotAnAnswer(say("Välj någon annan."))
    return str(key)


_STORED: Mapping[FieldType, Callable[[Field | Column, object, Facts], Json]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.DATE: _date,
    FieldType.TIME: _time,
    FieldType.DATETIME: _datetime,
    FieldType.YES_NO: _yes_no,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
}
