"""What conditions may read, as protobuf messages: that is what CEL checks names and types against.

A definition gives one message per step. ``case`` and ``facts`` are the same for all.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, timestamp_pb2
from google.protobuf.message import Message

from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.rules.values import Answers, Json

_Proto = descriptor_pb2.FieldDescriptorProto
_TIMESTAMP = ".google.protobuf.Timestamp"

# Days and moments are timestamps, money is öre; what is not here is text: ids and codes too.
_KINDS = {
    FieldType.NUMBER: _Proto.TYPE_INT64,
    FieldType.MONEY: _Proto.TYPE_INT64,
    FieldType.YES_NO: _Proto.TYPE_BOOL,
    FieldType.DATE: _Proto.TYPE_MESSAGE,
    FieldType.DATETIME: _Proto.TYPE_MESSAGE,
}
_LISTS = frozenset({FieldType.CHOICES, FieldType.TABLE, FieldType.HOME_DECISION})

CASE = {
    "opened_by": _Proto.TYPE_STRING,
    "school_form": _Proto.TYPE_STRING,
    "roles": _Proto.TYPE_STRING,
}
"""What ``case`` holds: who told us, the school form, and the role of each person it is about."""

FACTS = {
    "accused_staff": _Proto.TYPE_BOOL,
    "lead_passed": _Proto.TYPE_BOOL,
    "adults": _Proto.TYPE_BOOL,
}
"""What ``facts`` holds: is staff accused, has the lead passed on, is any pupil of age."""


def is_list(field: Field) -> bool:
    """Say whether a field's answer is a list to a condition. Rows can only be counted."""
    return field.many or field.type in _LISTS


def readable(fields: tuple[Field, ...]) -> Iterator[Field]:
    """Give the fields that a condition may read: not those with an answer for each person."""
    return (field for field in fields if field.per_person is None)


def message_name(step_id: str) -> str:
    """Return the name of a step's message."""
    return f"definition.Step_{step_id}"


class Messages:
    """The messages of one definition."""

    def __init__(self, definition: Definition) -> None:
        """Build the messages from the definition's steps and fields."""
        self._definition = definition
        self.pool = descriptor_pool.DescriptorPool()
        stamp = descriptor_pb2.FileDescriptorProto()
        timestamp_pb2.DESCRIPTOR.CopyToProto(stamp)
        self.pool.AddSerializedFile(stamp.SerializeToString())
        self.pool.AddSerializedFile(_file(definition).SerializeToString())
        self._answers = self._message("definition.Answers")
        self._case = self._message("definition.Case")
        self._facts = self._message("definition.Facts")

    def answers(self, answers: Answers) -> Message:
        """Return stored answers as a message; what has not been answered is absent."""
        whole = self._answers()
        for step in self._definition.steps:
            for given in answers.get(step.id, {}).values():
                place = getattr(whole, step.id)
                message = place.add() if step.is_list else place
                message.SetInParent()
                for field in readable(step.fields):
                    _put(message, field, given.get(field.id))
        return whole

    def case(self, facts: Facts) -> Message:
        """Return what is known of the case."""
        return self._case(
            opened_by=facts.opened_by,
            school_form=facts.school_form,
            roles=[role for _, role in dict.fromkeys((one.id, one.role) for one in facts.persons)],
        )

    def facts(self, facts: Facts) -> Message:
        """Return what is known around the case."""
        return self._facts(
            accused_staff=facts.staff_accused,
            lead_passed=facts.lead_passed,
            adults=any(person.is_adult for person in facts.persons),
        )

    def _message(self, name: str) -> type[Message]:
        return message_factory.GetMessageClass(self.pool.FindMessageTypeByName(name))


def _file(definition: Definition) -> descriptor_pb2.FileDescriptorProto:
    file = descriptor_pb2.FileDescriptorProto(
        name="definition.proto",
        package="definition",
        syntax="proto3",
        dependency=["google/protobuf/timestamp.proto"],
    )
    answers = descriptor_pb2.DescriptorProto(name="Answers")
    for number, step in enumerate(definition.steps, 1):
        message = file.message_type.add(name=message_name(step.id).removeprefix("definition."))
        for place, field in enumerate(readable(step.fields), 1):
            _add(
                message,
                field.id,
                place,
                _KINDS.get(field.type, _Proto.TYPE_STRING),
                many=is_list(field),
            )
        answers.field.add(
            name=step.id,
            number=number,
            type=_Proto.TYPE_MESSAGE,
            type_name=f".{message_name(step.id)}",
            label=_Proto.LABEL_REPEATED if step.is_list else _Proto.LABEL_OPTIONAL,
        )
    file.message_type.append(answers)
    for name, kinds in (("Case", CASE), ("Facts", FACTS)):
        message = file.message_type.add(name=name)
        for place, (key, kind) in enumerate(kinds.items(), 1):
            label = _Proto.LABEL_REPEATED if key == "roles" else _Proto.LABEL_OPTIONAL
            message.field.add(name=key, number=place, type=kind, label=label)
    return file


def _add(
    message: descriptor_pb2.DescriptorProto,
    name: str,
    number: int,
    kind: "_Proto.Type.ValueType",
    *,
    many: bool,
) -> None:
    if many:
        message.field.add(
            name=name, number=number, type=_Proto.TYPE_STRING, label=_Proto.LABEL_REPEATED
        )
        return
    field = message.field.add(name=name, number=number, type=kind, label=_Proto.LABEL_OPTIONAL)
    if kind == _Proto.TYPE_MESSAGE:
        field.type_name = _TIMESTAMP  # a message knows by itself whether it is there
    else:
        # proto3 "optional" is a one-field oneof; without it has() cannot tell 0 from not answered.
        field.proto3_optional, field.oneof_index = True, len(message.oneof_decl)
        message.oneof_decl.add(name=f"_{name}")


def _put(message: Message, field: Field, value: Json) -> None:
    if value is None:
        return
    if is_list(field):
        rows = value if isinstance(value, list) else [value]
        getattr(message, field.id).extend(row if isinstance(row, str) else "" for row in rows)
    elif field.type in (FieldType.DATE, FieldType.DATETIME):
        getattr(message, field.id).FromDatetime(_moment(value))
    else:
        setattr(message, field.id, value)


def _moment(value: Json) -> dt.datetime:
    """Return the first moment that a stored date or time says."""
    if isinstance(value, Mapping):
        value = value.get("at") or value.get("on")
    return dt.datetime.fromisoformat(str(value))
