"""The addresses of pages about an instance of a step."""

import uuid

from django.urls import reverse


def address(name: str, case_id: uuid.UUID, step: str, instance: str) -> str:
    """Return the address of a page about an instance of a step."""
    return reverse(name, args=[case_id, step]) + for_instance(instance)


def for_instance(key: str) -> str:
    """Return the query that names an instance of a step in an address."""
    return f"?for={key.replace('#', '%23')}" if key else ""
