"""A TOML table that is read key by key: each key once, its type checked, unknown keys told."""

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Self, TypeVar

from elevakt.engines.cases.rules.calendar import Period, read_period
from elevakt.engines.cases.rules.faults import Fault
from elevakt.engines.cases.rules.fields import Text

W = TypeVar("W", bound=StrEnum)
T = TypeVar("T")

_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
# Words that CEL keeps for itself: a step or field of that name could not be read in a condition.
_RESERVED = re.compile(
    "as|break|const|continue|else|false|for|function|if|import|in|let|loop|package|namespace|null"
    "|return|true|var|void|while"
)


class Table:
    """One table of a definition.

    What is wrong is put in ``faults`` and a harmless value is given back, so that reading goes on
    and all faults come at once.
    """

    def __init__(
        self,
        content: Mapping[str, Any],
        faults: list[Fault],
        *,
        file: str,
        step: str = "",
        field: str = "",
        within: str = "",
    ) -> None:
        """Take a table, and where it stands."""
        self._content, self._faults = content, faults
        self._file, self._step, self._field = file, step, field
        self._within = within
        self._asked: set[str] = set()

    def at(self, *, step: str | None = None, field: str | None = None) -> Self:
        """Say from now on that faults lie in this step and field."""
        self._step = self._step if step is None else step
        self._field = self._field if field is None else field
        self._within = ""
        return self

    def fault(self, why: str) -> None:
        """Put a fault here."""
        self._faults.append(Fault(self._file, self._step, self._field, why))

    def has(self, key: str) -> bool:
        """Say whether a key is there at all."""
        return key in self._content

    def peek(self, key: str) -> object:
        """Return what stands at a key, unread and unchecked."""
        return self._content.get(key)

    def identity(self, key: str = "id") -> str:
        """Read a name in snake_case that conditions can use."""
        name = self._read(key, str, "en text", required=True) or ""
        if name and (not _SNAKE.fullmatch(name) or _RESERVED.fullmatch(name)):
            self.fault(_not_an_id(name))
        return name

    def word(self, key: str, *, required: bool = False) -> str | None:
        """Read a text that is not shown."""
        return self._read(key, str, "en text", required=required)

    def text(self, key: str) -> Text:
        """Read a text that is shown and must be there."""
        return self.text_or_none(key, required=True) or Text("")

    def text_or_none(self, key: str, *, required: bool = False) -> Text | None:
        """Read a text that is shown."""
        text = self._read(key, str, "en text", required=required)
        # A translation has already put its own texts in, which know their language.
        return text if text is None or isinstance(text, Text) else Text(text)

    def texts(self, key: str, *, required: bool = False) -> dict[str, Text]:
        """Read a table of texts to show, by code."""
        inner = self.inner(key, required=required)
        return {} if inner is None else {code: inner.text(code) for code in inner._content}

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Read true or false."""
        found = self._read(key, bool, "true eller false")
        return default if found is None else found

    def number(self, key: str, *, least: int | None = None, required: bool = False) -> int | None:
        """Read a whole number."""
        number = self._read(key, int, "ett heltal", required=required)
        if number is not None and least is not None and number < least:
            self.fault(f"”{self._within}{key}” ska vara minst {least}.")
            return None
        return number

    def day(self, key: str, *, required: bool = False) -> dt.date | None:
        """Read a date."""
        return self._read(key, dt.date, "ett datum", required=required)

    def hour(self, key: str) -> dt.time | None:
        """Read a time of day."""
        return self._read(key, dt.time, "ett klockslag")

    def period(self, key: str, *, required: bool = False) -> Period | None:
        """Read a period after ISO 8601."""
        text = self.word(key, required=required)
        if not text:
            return None
        try:
            return read_period(text)
        except ValueError:
            self.fault(
                f"”{self._within}{key}” ska vara en tidsrymd enligt ISO 8601, till exempel P2W."
            )
            return None

    def words(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Read a list of texts that are not shown."""
        found = self._read(key, list, "en lista", required=required) or []
        if not all(isinstance(one, str) for one in found):
            self.fault(f"”{self._within}{key}” ska vara en lista med texter.")
            return ()
        return tuple(found)

    def one_of(self, key: str, words: type[W], *, required: bool = False) -> W | None:
        """Read one word of a closed list."""
        word = self.word(key, required=required)
        return self._known(key, word, words) if word else None

    def some_of(self, key: str, words: type[W], *, required: bool = False) -> tuple[W, ...]:
        """Read several words of a closed list."""
        found = (self._known(key, word, words) for word in self.words(key, required=required))
        return tuple(word for word in found if word is not None)

    def values(self, key: str) -> tuple[str | bool, ...]:
        """Read one answer or several: codes, or true and false."""
        self._asked.add(key)
        found = self._content.get(key)
        several = found if isinstance(found, list) else [found]
        if not several or not all(isinstance(one, str | bool) for one in several):
            self.fault(f"”{self._within}{key}” ska vara ett svar eller en lista med svar.")
            return ()
        return tuple(several)

    def inner(self, key: str, *, required: bool = False) -> "Table | None":
        """Read a table in this one."""
        found = self._read(key, dict, "en tabell", required=required)
        return None if found is None else self._inner(found, key)

    def inners(self, key: str) -> tuple["Table", ...]:
        """Read a list of tables in this one."""
        found = self._read(key, list, "en lista med tabeller") or []
        if not all(isinstance(one, dict) for one in found):
            self.fault(f"”{self._within}{key}” ska vara en lista med tabeller.")
            return ()
        return tuple(
            self._inner(one, f"{key} {one['id']}" if "id" in one else key) for one in found
        )

    def named(self, key: str) -> Iterable[tuple[str, "Table"]]:
        """Read a table of tables, each under its id."""
        inner = self.inner(key)
        if inner is None:
            return
        for name in inner._content:
            one = inner.inner(name)
            if not _SNAKE.fullmatch(name):
                inner.fault(_not_an_id(name))
            if one is not None:
                yield name, one
                one.done()

    def done(self) -> None:
        """Tell the keys that nobody asked for."""
        for key in self._content.keys() - self._asked:
            close = difflib.get_close_matches(key, self._asked - self._content.keys(), n=1)
            hint = f" Menas ”{close[0]}”?" if close else ""
            self.fault(f"Nyckeln ”{self._within}{key}” finns inte.{hint}")

    def _read(self, key: str, kind: type[T], in_words: str, *, required: bool = False) -> T | None:
        self._asked.add(key)
        found = self._content.get(key)
        if found is None:
            if required:
                self.fault(f"”{self._within}{key}” saknas.")
            return None
        # True is an int and a moment is a date to Python, but not to whoever reads the definition.
        misread = kind is not bool and isinstance(found, bool | dt.datetime)
        if misread or not isinstance(found, kind):
            self.fault(f"”{self._within}{key}” ska vara {in_words}.")
            return None
        return found

    def _known(self, key: str, word: str, words: type[W]) -> W | None:
        try:
            return words(word)
        except ValueError:
            self.fault(
                f"”{word}” finns inte för ”{self._within}{key}”. Välj bland: {', '.join(words)}."
            )
            return None

    def _inner(self, content: Mapping[str, Any], key: str) -> "Table":
        return Table(
            content,
            self._faults,
            file=self._file,
            step=self._step,
            field=self._field,
            within=f"{self._within}{key}.",
        )


def _not_an_id(name: str) -> str:
    return f"”{name}” kan inte vara ett id: a–z, siffror och _, och inget av CEL:s egna ord."
