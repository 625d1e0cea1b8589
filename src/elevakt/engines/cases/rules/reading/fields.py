"""Fields of a step and columns of its tables."""

from dataclasses import dataclass

from elevakt.engines.cases.enums import AtClose, Barred, FieldType, From, Precision, Role
from elevakt.engines.cases.rules.fields import AnswerIs, Column, EarlierRows, Field, IfYes, Wording
from elevakt.engines.cases.rules.reading.tables import Table

_CHOSEN = frozenset({FieldType.CHOICE, FieldType.CHOICES})
_COUNTED = frozenset({FieldType.NUMBER, FieldType.MONEY})
_PICKED = frozenset(
    {
        FieldType.PUPIL,
        FieldType.STAFF,
        FieldType.GUARDIAN,
        FieldType.PERSON,
        FieldType.UNIT,
        FieldType.FILE,
    }
)
# What is in force around a pupil is made from these columns, and from the one that says about whom.
_CREATING = frozenset({"instruction", "owner", "from", "until"})
_AMONG = {
    From.MAY_INVITE: (FieldType.STAFF,),
    From.TEACHES: (FieldType.STAFF,),
    From.TOLD: (FieldType.GUARDIAN, FieldType.PERSON),
}
_NOT_IN_A_TABLE = frozenset({FieldType.TABLE, FieldType.HOME_DECISION})


def read_field(table: Table) -> Field:
    """Return what a ``[[step.field]]`` says."""
    table.at(field=table.word("id") or "")
    first = _prefill_from(table)
    field = Field(
        id=table.identity(),
        type=table.one_of("type", FieldType, required=True) or FieldType.TEXT,
        label=table.text("label"),
        hint=table.text_or_none("hint"),
        required=table.flag("required"),
        later=table.flag("later"),
        many=table.flag("many"),
        figure=table.flag("figure"),
        sensitive=table.flag("sensitive"),
        law=table.word("law"),
        circle=table.word("circle"),
        options=table.texts("options"),
        precision=table.some_of("precision", Precision),
        least=table.number("min"),
        most=table.number("max"),
        shown_when=table.word("shown_when"),
        prefill=table.word("prefill"),
        prefill_assignment=first.assignment,
        prefill_rows=first.rows,
        prefill_in_force=first.in_force,
        if_yes=_if_yes(table),
        bars=frozenset(table.some_of("not", Barred)),
        joins_as=table.one_of("joins_as", Role),
        among=table.one_of("from", From),
        keeps_open=table.words("keeps_open"),
        per_person=table.word("per_person"),
        columns=tuple(_column(one) for one in table.inners("column")),
        must_hold=table.words("must_hold"),
        one_of=table.words("one_of"),
        about=table.word("about"),
        creates=table.word("creates"),
        at_close=table.one_of("at_close", AtClose),
        at_home=_at_home(table),
    )
    _check(field, table)
    table.done()
    return field


def _check(field: Field, table: Table) -> None:
    """Tell what does not go with the field's type."""
    if (field.type in _CHOSEN) != bool(field.options):
        table.fault("”options” hör till typerna choice och choices, och måste finnas där.")
    if (field.type is FieldType.TABLE) != bool(field.columns):
        table.fault("”column” hör till typen table, och måste finnas där.")
    if field.type is not FieldType.TABLE and (field.must_hold or field.one_of or field.about):
        table.fault("”must_hold”, ”one_of” och ”about” hör till typen table.")
    if field.precision and field.type is not FieldType.DATETIME:
        table.fault("”precision” hör till typen datetime.")
    if (field.least is not None or field.most is not None) and field.type not in _COUNTED:
        table.fault("”min” och ”max” hör till typerna number och money.")
    if field.many and field.type not in _PICKED:
        table.fault("”many” hör till personer, enheter och filer.")
    if field.if_yes != IfYes() and field.type is not FieldType.YES_NO:
        table.fault("”if_yes” hör till typen yes_no.")
    picks_staff = field.joins_as or field.bars or field.prefill_assignment
    if picks_staff and field.type is not FieldType.STAFF:
        table.fault("”joins_as”, ”not” och ”prefill_from” hör till typen staff.")
    if field.among and field.type not in _AMONG[field.among]:
        table.fault(f"”from” = {field.among} hör till {' och '.join(_AMONG[field.among])}.")
    if field.prefill_rows and field.type is not FieldType.TABLE:
        table.fault("”prefill_from” med step och field hör till typen table.")
    if field.prefill_in_force and "instruction" not in {column.id for column in field.columns}:
        table.fault("”prefill_from” med in_force behöver en tabell med kolumnen instruction.")
    if field.per_person and field.type in _NOT_IN_A_TABLE:
        table.fault("”per_person” går inte för table och home_decision.")
    for code in sorted(field.at_home.options.keys() - field.options.keys()):
        table.fault(f"”at_home” nämner {code}, som inte är ett svar.")
    if field.at_home.say and not field.if_yes.say:
        table.fault("”at_home.say” säger något annat än ”if_yes.say”, som inte finns.")
    if field.required and field.later:
        table.fault("Det som fylls i senare kan inte vara obligatoriskt nu.")
    for code in field.keeps_open:
        if code not in field.options:
            table.fault(f"”keeps_open” nämner {code}, som inte är ett svar.")
    if field.options and set(field.keeps_open) == set(field.options):
        table.fault("Steget kan aldrig bli klart: alla svar håller det öppet.")
    _check_columns(field, table)


def _check_columns(field: Field, table: Table) -> None:
    """Tell what columns are named that do not exist, or are of the wrong type."""
    columns = {column.id: column for column in field.columns}
    if len(columns) < len(field.columns):
        table.fault("Två kolumner har samma id.")
    named = {*field.one_of, *([field.about] if field.about else [])}
    named |= {column.shown_if.answer for column in field.columns if column.shown_if}
    for name in sorted(named - columns.keys()):
        table.fault(f"Kolumnen {name} finns inte.")
    about = columns.get(field.about or "")
    if about and about.type is not FieldType.PERSON:
        table.fault("”about” ska vara en kolumn av typen person.")
    if field.must_hold and not field.about:
        table.fault("”must_hold” behöver ”about”.")
    if field.at_close and not field.creates:
        table.fault("”at_close” behöver ”creates”.")
    if field.creates and not columns.keys() >= _CREATING:
        table.fault(f"”creates” behöver kolumnerna {', '.join(sorted(_CREATING))}.")


def _column(table: Table) -> Column:
    column = Column(
        id=table.identity(),
        type=table.one_of("type", FieldType, required=True) or FieldType.TEXT,
        label=table.text("label"),
        hint=table.text_or_none("hint"),
        required=table.flag("required"),
        options=table.texts("options"),
        circle=table.word("circle"),
        phrases=table.word("phrases"),
        shown_if=_shown_if(table),
    )
    if column.type in _NOT_IN_A_TABLE:
        table.fault(f"Kolumnen {column.id} kan inte vara {column.type}.")
    if (column.type in _CHOSEN) != bool(column.options):
        table.fault("”options” hör till typerna choice och choices, och måste finnas där.")
    table.done()
    return column


def _if_yes(table: Table) -> IfYes:
    inner = table.inner("if_yes")
    if inner is None:
        return IfYes()
    if_yes = IfYes(
        say=inner.text_or_none("say"),
        acute=inner.flag("acute"),
        passes_to=inner.some_of("passes_to", Role),
    )
    inner.done()
    return if_yes


def _at_home(table: Table) -> Wording:
    inner = table.inner("at_home")
    if inner is None:
        return Wording()
    wording = Wording(
        label=inner.text_or_none("label"),
        hint=inner.text_or_none("hint"),
        say=inner.text_or_none("say"),
        options=inner.texts("options"),
    )
    if wording == Wording():
        inner.fault("”at_home” säger inget.")
    inner.done()
    return wording


@dataclass(frozen=True)
class _First:
    """From where a first answer comes, if not from an expression."""

    assignment: str | None = None
    rows: EarlierRows | None = None
    in_force: str | None = None


def _prefill_from(table: Table) -> _First:
    """Read whose or which the first answer is: of an assignment, a table, or what is in force."""
    inner = table.inner("prefill_from")
    if inner is None:
        return _First()
    assignment, in_force = inner.word("assignment"), inner.word("in_force")
    step, field = inner.word("step"), inner.word("field")
    inner.done()
    rows = EarlierRows(step, field) if step and field else None
    if sum(map(bool, (assignment, in_force, rows))) != 1:
        inner.fault("”prefill_from” ska säga ett av assignment, in_force, eller step och field.")
        return _First()
    return _First(assignment, rows, in_force)


def _shown_if(table: Table) -> AnswerIs | None:
    inner = table.inner("shown_if")
    if inner is None:
        return None
    shown_if = AnswerIs(inner.word("answer", required=True) or "", inner.values("is"))
    inner.done()
    return shown_if
