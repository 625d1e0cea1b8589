"""Where other apps say that they hold on to persons."""

import datetime as dt
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.functional import Promise

from elevakt.foundation.kernel.house import Place


@dataclass(frozen=True)
class Use:
    """Something that may have been built on persons, so that an import is not taken back.

    :param what: what it is, as the end of "Det går inte, för …"
    :param is_used: whether any of these persons of an organiser has it since a moment; called as
        machinery
    """

    what: str | Promise
    is_used: Callable[[uuid.UUID, Collection[uuid.UUID], dt.datetime], bool]


USES: Place[Use] = Place("people.USES", Use)
