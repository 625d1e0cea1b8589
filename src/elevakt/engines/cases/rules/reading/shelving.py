"""What is wrong with where definitions lie: each under its own name, and once, and as released."""

from elevakt.engines.cases.rules.faults import Fault


def there_twice(path: str, key: str) -> Fault:
    """Tell that two definitions are called the same."""
    why = f"Processen {key} finns två gånger. Ge den ett eget id, eller en ny version."
    return Fault(path, "", "", why)


def misplaced(path: str, says: str, key: str) -> Fault:
    """Tell that a file says another id or version than its own path does."""
    why = f"Filen säger att den är {says}, men ligger där {key} ska ligga."
    return Fault(path, "", "", why)


def changed(path: str, key: str) -> Fault:
    """Tell that a released definition is no longer what it was."""
    why = f"{key} har ändrats sedan den fastställdes. Gör en ny version i stället."
    return Fault(path, "", "", why)
