"""What stops an act, in words that the one who acts can do something about."""

from collections.abc import Iterable, Mapping

from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.ledger import Entry
from elevakt.engines.cases.rules.sentences import Sentence


class Refused(Exception):
    """The act is not allowed now, or not for this actor; ``why`` says it in words.

    ``definition`` is the one whose names stand in the words, so that they can be translated.
    """

    def __init__(self, why: Sentence, definition: Definition | None = None) -> None:
        """Keep the reason."""
        super().__init__(str(why))
        self.why = why
        self.definition = definition


class WrongAnswers(Exception):
    """What was posted cannot be kept; ``faults`` says what is wrong, by the path of the field."""

    def __init__(self, faults: Mapping[str, Sentence], people: Iterable[Sentence] = ()) -> None:
        """Keep what is wrong with the answers, and with those who were named."""
        super().__init__("; ".join(map(str, (*faults.values(), *people))))
        self.faults = dict(faults)
        self.people = tuple(people)


class SomebodyWrote(Exception):
    """Somebody else did the same step meanwhile; both texts are to be shown."""

    def __init__(self, entry: Entry) -> None:
        """Keep what the other wrote."""
        super().__init__(str(entry.no))
        self.entry = entry
