"""What tests ask of templates: which components a page uses, and whether their attributes exist."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.template import Template
from django.template.base import Node
from django.template.loader import get_template
from django_cotton.templatetags._component import (  # type: ignore[import-untyped]
    CottonComponentNode,
)
from django_cotton.templatetags._slot import CottonSlotNode  # type: ignore[import-untyped]
from django_cotton.templatetags._vars import CottonVarsNode  # type: ignore[import-untyped]

MOST_COMPONENTS = 40
"""The most component uses on one page; rows of lists are plain HTML."""


@contextmanager
def components_counted() -> Iterator[list[str]]:
    """Give a list that grows with the name of every component drawn while the block runs."""
    drawn: list[str] = []
    render = CottonComponentNode.render

    def counted(node: Any, context: Any) -> str:
        drawn.append(node.component_name)
        return str(render(node, context))

    with patch.object(CottonComponentNode, "render", counted):
        yield drawn


def house_templates() -> list[str]:
    """Return the names of all templates in the apps of the house."""
    folders = [
        Path(app.path) / "templates"
        for app in apps.get_app_configs()
        if app.name.startswith("elevakt.")
    ]
    return sorted(
        path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*.html")
    )


def undeclared_attributes(template_name: str) -> list[str]:
    """Return each attribute or slot in a template that its component does not declare.

    :raises TemplateDoesNotExist: if a component of that name does not exist
    """
    return [
        f"{template_name}: <c-{component}> has no “{name}”"
        for component, names in _uses(_compiled(template_name).nodelist)
        for name in sorted(names - declared_attributes(component))
    ]


def declared_attributes(component: str) -> frozenset[str]:
    """Return what a component takes, as its `<c-vars>` says."""
    template = _compiled(f"cotton/{component.replace('.', '/').replace('-', '_')}.html")
    declarations: list[Any] = template.nodelist.get_nodes_by_type(CottonVarsNode)
    return frozenset(
        name
        for node in declarations
        for name in [*(one.accessible_key for one in node._prepared_vars), *node.empty_vars]
    )


def _compiled(name: str) -> Template:
    template: Any = get_template(name)
    compiled = template.template
    assert isinstance(compiled, Template)
    return compiled


def _uses(nodes: Iterable[Node]) -> Iterator[tuple[str, set[str]]]:
    """Each use of a component, with the attributes and named slots that it is given."""
    for node in nodes:
        if isinstance(node, CottonComponentNode):
            given = {key.lstrip(":").replace("-", "_") for key in node.attrs}
            slots = {one.slot_name for one in _slots(node.nodelist)}
            yield node.component_name, given | slots
        for child in node.child_nodelists:
            yield from _uses(getattr(node, child, None) or ())


def _slots(nodes: Iterable[Node]) -> Iterator[Any]:
    """The named slots of one component, not those of the components inside it."""
    for node in nodes:
        if isinstance(node, CottonSlotNode):
            yield node
        elif not isinstance(node, CottonComponentNode):
            for child in node.child_nodelists:
                yield from _slots(getattr(node, child, None) or ())
