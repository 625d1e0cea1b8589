"""Laying one TOML content over another: an extension over its base, a translation over the Swedish.

Lists of tables are matched by ``id``, so both read like the file they lie over.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

from elevakt.engines.cases.rules.faults import Fault
from elevakt.engines.cases.rules.fields import Text

# The keys whose value is a text to show, and the tables whose every value is one.
_TEXTS = frozenset(
    {"title", "quiet_title", "report_as", "summary", "help", "label", "hint", "say", "text"}
)
_TABLES_OF_TEXTS = frozenset({"options", "words", "avoid"})


def extend(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return the base with another content over it; new ids are added last.

    Tables that hold named tables (``people``) and lists with ids (``step``) are laid over one by
    one; any other value is replaced whole, so that a new deadline does not mix with the old.
    """
    merged = dict(base)
    for key, said in over.items():
        there = base.get(key)
        if _is_named(there) and _is_named(said):
            merged[key] = extend(there, said)
        elif _has_ids(there) and _has_ids(said):
            merged[key] = _extend_list(there, said)
        else:
            merged[key] = said
    return merged


def translate(
    content: Mapping[str, Any],
    said: Mapping[str, Any],
    language: str,
    file: str,
    faults: list[Fault],
) -> dict[str, Any]:
    """Return the content with a translation's texts in it, each marked with its language."""
    return _Translation(language, file, faults).over(content, said, ())


def _is_named(found: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(found, dict) and all(isinstance(one, dict) for one in found.values())


def _has_ids(found: object) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(found, list) and all(isinstance(one, dict) and "id" in one for one in found)


def _extend_list(
    base: Iterable[dict[str, Any]], over: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    new = {one["id"]: one for one in over}
    merged = [extend(one, new.pop(one["id"], {})) for one in base]
    return merged + list(new.values())


class _Translation:
    def __init__(self, language: str, file: str, faults: list[Fault]) -> None:
        self._language, self._file, self._faults = language, file, faults

    def over(
        self, content: Mapping[str, Any], said: Mapping[str, Any], path: tuple[str, ...]
    ) -> dict[str, Any]:
        merged = dict(content)
        for key, new in said.items():
            there, here = content.get(key), (*path, key)
            if key == "id" and path:
                continue
            if there is None:
                self._fault(here, "finns inte på svenska.")
            elif isinstance(there, dict) and isinstance(new, dict):
                merged[key] = self.over(there, new, here)
            elif _has_ids(there) and _has_ids(new):
                merged[key] = self._over_list(there, new, here)
            elif not isinstance(new, str) or not _is_text(here):
                self._fault(here, "är ingen text som översätts.")
            else:
                merged[key] = Text(new, self._language)
        return merged

    def _over_list(
        self,
        content: Iterable[dict[str, Any]],
        said: Iterable[dict[str, Any]],
        path: tuple[str, ...],
    ) -> list[dict[str, Any]]:
        new = {one["id"]: one for one in said}
        merged = [
            self.over(one, new.pop(one["id"], {}), (*path, str(one["id"]))) for one in content
        ]
        for unknown in new:
            self._fault((*path, unknown), "finns inte på svenska.")
        return merged

    def _fault(self, path: tuple[str, ...], why: str) -> None:
        self._faults.append(Fault(self._file, "", "", f"”{'.'.join(path)}” {why}"))


def _is_text(path: tuple[str, ...]) -> bool:
    return path[-1] in _TEXTS or (len(path) > 1 and path[-2] in _TABLES_OF_TEXTS)
