"""Events: how apps that may not import each other meet.

An event is a frozen dataclass with ids only. ``publish`` belongs inside the action's transaction:
the reactions named in manifests run at once, and if one raises, the action fails. A reaction defers
one task or appends one entry, and nothing else.
"""

from elevakt.foundation.kernel.house import house


def publish(event: object) -> None:
    """Call every reaction to this event, in the order of the house."""
    for react in house().reactions(type(event)):
        react(event)
