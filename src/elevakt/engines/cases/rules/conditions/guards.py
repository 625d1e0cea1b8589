"""What may be absent must be asked with ``has()``.

Protobuf answers 0 or "" for what has not been answered, without an error, so a condition that
forgot to ask would be quietly wrong. This walk over the checked tree refuses it at load.
"""

from typing import Any

from elevakt.engines.cases.rules.conditions.messages import is_list
from elevakt.engines.cases.rules.definition import Definition

_ALWAYS_THERE = frozenset({"case", "facts"})


def unasked(definition: Definition, root: Any) -> list[str]:
    """Return the paths that are read though they may be absent and no ``has()`` guards them."""
    walk = _Walk(definition)
    walk.through(root, frozenset())
    return sorted(walk.unasked)


class _Walk:
    def __init__(self, definition: Definition) -> None:
        self._fields = {
            step.id: {field.id: field for field in step.fields} for step in definition.steps
        }
        self._loops: dict[str, str | None] = {}
        self.unasked: set[str] = set()

    def through(self, here: Any, have: frozenset[str]) -> None:
        """Walk a tree, knowing what surely has been answered."""
        if here.HasField("select"):
            self._select(here, have)
        elif here.HasField("call"):
            self._call(here.call, have)
        elif here.HasField("list"):
            for element in here.list.elements:
                self.through(element, have)
        elif here.HasField("loop"):
            loop = here.loop
            self.through(loop.iter_range, have)
            self._loops[loop.iter_var] = self._step(loop.iter_range)
            for part in (loop.accu_init, loop.loop_condition, loop.loop_step, loop.result):
                self.through(part, have)

    def _select(self, here: Any, have: frozenset[str]) -> None:
        operand, path = here.select.operand, _path(here)
        root = operand.ident.name if operand.HasField("ident") else ""
        step = self._step(operand)
        if step:
            field = self._fields[step][here.select.field]
            # A loop's own row is there; a step must have been asked for.
            is_there = bool(root) or _path(operand) in have
            sure = path in have or is_list(field) or (field.required and is_there)
            if not here.select.test_only and not sure:
                self.unasked.add(path)
        elif root != "answers" and root not in _ALWAYS_THERE:
            # answers.assess[0].x or filter(…)[0].x: nothing here could tell which step it is.
            self.unasked.add(path)
        self.through(operand, have)

    def _call(self, call: Any, have: frozenset[str]) -> None:
        arguments, function = call.args, call.function
        if call.HasField("target"):
            self.through(call.target, have)
        if function in ("_&&_", "_||_"):
            first, second = arguments
            self.through(first, have)
            self.through(second, have | self._known(first, truth=function == "_&&_"))
        elif function == "_?_:_":
            condition, then, otherwise = arguments
            self.through(condition, have)
            self.through(then, have | self._known(condition, truth=True))
            self.through(otherwise, have | self._known(condition, truth=False))
        else:
            for argument in arguments:
                self.through(argument, have)

    def _known(self, here: Any, *, truth: bool) -> set[str]:
        """Return what surely is answered when an expression is true, or false."""
        if here.HasField("select") and here.select.test_only and truth:
            return {_path(here)}
        if not here.HasField("call"):
            return set()
        arguments = here.call.args
        match here.call.function:
            case "!_":
                return self._known(arguments[0], truth=not truth)
            case "_&&_" if truth:
                return self._known(arguments[0], truth=True) | self._known(arguments[1], truth=True)
            case "_||_" if not truth:
                return self._known(arguments[0], truth=False) | self._known(
                    arguments[1], truth=False
                )
            case _:
                return set()

    def _step(self, here: Any) -> str | None:
        """Return which step's answers an expression is, if any."""
        if here.HasField("select"):
            operand = here.select.operand
            is_step = operand.HasField("ident") and operand.ident.name == "answers"
            return str(here.select.field) if is_step else None
        if here.HasField("ident"):
            return self._loops.get(here.ident.name)
        if here.HasField("call") and here.call.function == "last":
            return self._step(here.call.args[0])
        return None


def _path(here: Any) -> str:
    if here.HasField("ident"):
        return str(here.ident.name)
    if here.HasField("select"):
        return f"{_path(here.select.operand)}.{here.select.field}"
    if here.HasField("call") and here.call.function == "last":
        return f"last({_path(here.call.args[0])})"
    return "…"
