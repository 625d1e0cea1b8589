"""The templates that modules have put in ``records.DOCUMENTS``, read once."""

from functools import cache

from elevakt.engines.records.places import DOCUMENTS
from elevakt.engines.records.rules.templates import Template, TemplateFault, read_template


@cache
def templates() -> dict[str, Template]:
    """Return the newest version of every template, by id.

    :raises TemplateFault: if one of them is wrong, or two are called the same
    """
    found: dict[str, Template] = {}
    seen: set[tuple[str, int]] = set()
    for brought in DOCUMENTS.contributions():
        for file in sorted(brought.folder.glob("*/v*.toml")):
            name, version = file.parent.name, int(file.stem.removeprefix("v"))
            if (name, version) in seen:
                raise TemplateFault(
                    f"{name}/v{version}.toml finns två gånger. Byt namn på den ena."
                )
            seen.add((name, version))
            if name not in found or found[name].version < version:
                layout = file.with_suffix(".typ").read_text()
                found[name] = read_template(name, version, file.read_text(), layout)
    return found
