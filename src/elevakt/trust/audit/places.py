"""Where apps say which of their tables are sealed."""

from dataclasses import dataclass

from elevakt.foundation.kernel.house import Place


@dataclass(frozen=True)
class Chain:
    """A table that is only added to, and whose rows are sealed so that a change is found.

    :param table: its name, which is the chain's too; it has ``id`` and ``organiser_id``
    :param columns: what of a row is sealed, in this order; a new column begins with new seals,
        and of rows that may be disposed of the columns are never changed
    :param at: when a row was written, in SQL over its columns
    :param head: the table that says when instead, and the column that leads there:
        ``("cases.entry", "entry_id")``
    :param is_disposable: rows are taken away when their time is out. Then the chain seals a hash
        of each, which stays; a row that is missing must stand among the disposals.
    """

    table: str
    columns: tuple[str, ...]
    at: str = "at"
    head: tuple[str, str] | None = None
    is_disposable: bool = False


CHAINS: Place[Chain] = Place("audit.CHAINS", Chain)
