"""Who has protected personal data (skyddade personuppgifter)."""

NOT_MARKED = "Ingen"
UNKNOWN_MARKING = ""


def is_protected(security_marking: str) -> bool:
    """Return whether a person so marked is protected: everybody who is not marked exactly "Ingen".

    It fails closed: a spelling that nobody here has seen protects. SS 12000 lets a source leave the
    attribute out, and then the person is not marked (read as ``NOT_MARKED``). An attribute that is
    there but empty or null comes from a source that does not know (``UNKNOWN_MARKING``): protected.
    """
    return security_marking != NOT_MARKED
