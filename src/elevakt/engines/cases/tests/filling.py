"""Fill in any step of any definition, as a form would post it: every answer that is needed."""

from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.rules.answers.checking import is_shown
from elevakt.engines.cases.rules.answers.tables import home_rows
from elevakt.engines.cases.rules.values import Json
from elevakt.trust.access.enums import HomeAnswer

DAY = "2026-09-08"
WORDS = "Så var det."
SCHOOL = "11111111-1111-4111-8111-111111111111"


class Filler:
    """Fills in forms.

    :param choose: picks one of several, as a random draw would
    :param staff: those on the staff who may be given something to do
    """

    def __init__(self, definition, facts, *, choose, staff):
        self.definition, self.facts, self.choose = definition, facts, choose
        self.staff = [str(one) for one in staff]

    def posted(self, step, *, answers=None, instance="", whole=True):
        """Return what is posted of a step; if not the whole, only what is required."""
        given: dict[str, Json] = {}
        read: dict[str, Json] = {}
        for field in step.fields:
            asked = is_shown(
                self.definition,
                step,
                field,
                read,
                facts=self.facts,
                answers=answers,
                instance=instance,
            )
            if asked and (field.required or (whole and field.type is not FieldType.FILE)):
                given[field.id] = self._field(field)
                read[field.id] = as_read(field, given[field.id])
        return given

    def _field(self, field):
        if field.type is FieldType.HOME_DECISION:
            return [self._home(one) for one in home_rows(self.definition, self.facts)]
        if field.type is FieldType.TABLE:
            return self._rows(field)
        if field.per_person:
            return {str(one.id): self._one(field) for one in self.facts.in_role(field.per_person)}
        return [self._one(field)] if field.many else self._one(field)

    def _home(self, one):
        return {
            "pupil": str(one.pupil),
            "guardian": str(one.guardian),
            "answer": self.choose(list(HomeAnswer)),
            "reason": WORDS,
        }

    def _rows(self, field):
        held = [str(one.id) for one in self.facts.in_role(*field.must_hold)]
        return [self._row(field, whom) for whom in held or [self._person()]]

    def _row(self, field, whom):
        cells: dict[str, object] = {}
        for column in field.columns:
            if column.shown_if and not column.shown_if.holds(cells):
                continue
            cells[column.id] = whom if column.id == field.about else self._one(column)
        return cells

    def _one(self, asked):
        match asked.type:
            case FieldType.YES_NO:
                # Who says that she is concerned steps out, and the case goes past her.
                return (
                    "no"
                    if getattr(asked, "if_yes", None) and asked.if_yes.passes_to
                    else (self.choose(["yes", "no"]))
                )
            case FieldType.CHOICE:
                return self.choose(list(asked.options))
            case FieldType.CHOICES:
                return [self.choose(list(asked.options))]
            case FieldType.NUMBER | FieldType.MONEY:
                return str(getattr(asked, "least", None) or 1)
            case FieldType.DATE:
                return DAY
            case FieldType.TIME:
                return "08:30"
            case FieldType.DATETIME:
                precision = getattr(asked, "precision", ())
                return (
                    {"precision": precision[0], "on": DAY, "at": "08:30"}
                    if precision
                    else (f"{DAY}T08:30")
                )
            case FieldType.STAFF:
                return self.choose(self.staff)
            case FieldType.PUPIL | FieldType.PERSON:
                return self._person()
            case FieldType.GUARDIAN:
                return str(self.choose(self.facts.guardians).guardian)
            case FieldType.UNIT:
                return SCHOOL
            case _:
                return WORDS

    def _person(self):
        """Return one of those in the case, or nobody when every naming has been taken back."""
        return str(self.choose(self.facts.persons).id) if self.facts.persons else ""


def as_read(field, posted):
    """Return what a posted answer is read as, where a condition can ask of it."""
    if field.type is FieldType.YES_NO and isinstance(posted, str):
        return posted == "yes"
    if field.type in (FieldType.NUMBER, FieldType.MONEY) and isinstance(posted, str):
        return int(posted)
    return posted
