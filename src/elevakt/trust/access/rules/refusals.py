"""What is said instead of "you may not"."""


class NotFound(Exception):
    """It does not exist, or is not the actor's to know of; shown as 404 in both cases."""
