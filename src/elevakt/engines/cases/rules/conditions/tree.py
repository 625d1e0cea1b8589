"""The checked tree of a condition, as far as we walk it.

``Expression.serialize()`` gives a ``google.protobuf.Any`` with ``cel.expr.CheckedExpr``. Its schema
does not come with the package; the numbers below are those of the CEL specification (checked.proto
and syntax.proto), and only what is walked is described.
"""

from typing import Any

from cel_expr_python import cel
from google.protobuf import any_pb2, descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import Message

_Proto = descriptor_pb2.FieldDescriptorProto
_SCHEMA: dict[str, tuple[tuple[str, int, str, bool], ...]] = {
    "Checked": (("expr", 4, "Expr", False),),
    "Expr": (
        ("ident", 4, "Ident", False),
        ("select", 5, "Select", False),
        ("call", 6, "Call", False),
        ("list", 7, "List", False),
        ("loop", 9, "Loop", False),
    ),
    "Ident": (("name", 1, "text", False),),
    "Select": (
        ("operand", 1, "Expr", False),
        ("field", 2, "text", False),
        ("test_only", 3, "flag", False),
    ),
    "Call": (
        ("target", 1, "Expr", False),
        ("function", 2, "text", False),
        ("args", 3, "Expr", True),
    ),
    "List": (("elements", 1, "Expr", True),),
    "Loop": (
        ("iter_var", 1, "text", False),
        ("iter_range", 2, "Expr", False),
        ("accu_init", 4, "Expr", False),
        ("loop_condition", 5, "Expr", False),
        ("loop_step", 6, "Expr", False),
        ("result", 7, "Expr", False),
    ),
}
_PLAIN = {"text": _Proto.TYPE_STRING, "flag": _Proto.TYPE_BOOL}


def _checked_class() -> type[Message]:
    file = descriptor_pb2.FileDescriptorProto(name="tree.proto", package="tree", syntax="proto3")
    for name, fields in _SCHEMA.items():
        message = file.message_type.add(name=name)
        for field_name, number, kind, many in fields:
            field = message.field.add(
                name=field_name,
                number=number,
                label=_Proto.LABEL_REPEATED if many else _Proto.LABEL_OPTIONAL,
                type=_PLAIN.get(kind, _Proto.TYPE_MESSAGE),
            )
            if kind not in _PLAIN:
                field.type_name = f".tree.{kind}"
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(file.SerializeToString())
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("tree.Checked"))


_Checked = _checked_class()


def tree(expression: cel.Expression) -> Any:
    """Return the root of the checked tree of an expression."""
    wrapped = any_pb2.Any.FromString(expression.serialize())
    checked: Any = _Checked.FromString(wrapped.value)
    return checked.expr
