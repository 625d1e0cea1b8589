"""Conditions of one definition, compiled and run."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from cel_expr_python import cel
from google.protobuf.message import Message

from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.rules.conditions.guards import unasked
from elevakt.engines.cases.rules.conditions.messages import (
    Messages,
    is_list,
    message_name,
)
from elevakt.engines.cases.rules.conditions.tree import tree
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.values import Answers, Json

_RETURNS = {
    FieldType.NUMBER: "int",
    FieldType.MONEY: "int",
    FieldType.YES_NO: "bool",
    FieldType.DATE: "timestamp",
    FieldType.DATETIME: "timestamp",
}
_STOCKHOLM = ZoneInfo("Europe/Stockholm")


class ConditionFault(ValueError):
    """A condition cannot be used; the message says why and where in it."""


class Conditions:
    """The conditions of one definition, over ``answers``, ``case`` and ``facts``.

    ``last(list)`` is the only function of our own. It needs two environments: one overload per
    list to check, so that the fields of what it gives are checked; one that takes anything to run,
    since overloads that differ by message only are one to the evaluator.
    """

    def __init__(self, definition: Definition) -> None:
        """Build the messages and environments of a definition."""
        self._definition = definition
        self._messages = Messages(definition)
        lasts = [_typed_last(step.id) for step in definition.steps if step.is_list]
        self._checking = self._environment([cel.FunctionDecl("last", lasts)] if lasts else [])
        last = cel.Overload(
            "last",
            return_type=cel.Type.DYN,
            parameters=[cel.Type.List(cel.Type.DYN)],
            impl=_last,
        )
        self._running = self._environment([cel.FunctionDecl("last", [last])])
        self._compiled: dict[str, cel.Expression] = {}

    def check(self, text: str) -> None:
        """Check that a condition can be read and is true or false.

        :raises ConditionFault: with the position in the text
        """
        self._check(text, "bool")

    def check_prefill(self, text: str, step_id: str, field_id: str) -> None:
        """Check that an expression gives what a field holds.

        :raises ConditionFault: with the position in the text
        """
        field = self._definition.step(step_id).field(field_id)
        self._check(text, "list<string>" if is_list(field) else _RETURNS.get(field.type, "string"))

    def holds(self, text: str, answers: Answers, facts: Facts) -> bool:
        """Say whether a checked condition is true."""
        return self._value(text, answers, facts) is True

    def prefilled(self, text: str, answers: Answers, facts: Facts, kind: FieldType) -> Json:
        """Return the first answer that a checked expression gives, in stored form."""
        value = self._value(text, answers, facts)
        if isinstance(value, dt.datetime):
            moment = value.astimezone(_STOCKHOLM)
            return (moment.date() if kind is FieldType.DATE else moment).isoformat()
        return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value

    def _value(self, text: str, answers: Answers, facts: Facts) -> Any:
        expression = self._compiled.get(text) or self._running.compile(text)
        self._compiled[text] = expression
        values = {
            "answers": self._messages.answers(answers),
            "case": self._messages.case(facts),
            "facts": self._messages.facts(facts),
        }
        return expression.eval(data=values).plain_value()

    def _check(self, text: str, returns: str) -> None:
        try:
            expression = self._checking.compile(text)
        except Exception as error:  # noqa: BLE001  the library raises its own status as Exception
            raise ConditionFault(_said(error)) from None
        given = expression.return_type().name().lower()
        if given != returns:
            raise ConditionFault(f"ska ge {returns}, ger {given}.")
        found = unasked(self._definition, tree(expression))
        if found:
            raise ConditionFault(f"kan saknas, fråga först med has(): {', '.join(found)}.")

    def _environment(self, functions: list[cel.FunctionDecl]) -> cel.Env:
        names = ("answers", "case", "facts")
        return cel.NewEnv(
            descriptor_pool=self._messages.pool,
            variables={name: cel.Type(f"definition.{name.capitalize()}") for name in names},
            functions=functions,
        )


@cache
def conditions_of(definition: Definition) -> Conditions:
    """Return the conditions of a definition, built once."""
    return Conditions(definition)


def _typed_last(step_id: str) -> cel.Overload:
    message = cel.Type(message_name(step_id))
    return cel.Overload(f"last_{step_id}", return_type=message, parameters=[cel.Type.List(message)])


def _last(items: Sequence[Message]) -> Message | dict[str, Any]:
    """Return the last of a list; of an empty one an empty map, in which has() is false."""
    return items[-1] if len(items) else {}


def _said(error: Exception) -> str:
    """Return the first line of the library's message, with the position in Swedish."""
    first = str(error).removeprefix("INVALID_ARGUMENT: ").removeprefix("ERROR: ").split("\n")[0]
    return re.sub(r"^<input>:1:(\d+): ", r"tecken \1: ", first)
