"""``elevakt audit limits``: show, and set, what is worth a look and how long an emergency lasts."""

import uuid
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elevakt.trust.access.actions.limits import NotThatMany, set_limit
from elevakt.trust.access.actions.working import organisers, working
from elevakt.trust.access.enums import Limit
from elevakt.trust.access.queries.putting_on import own_limit


class Command(BaseCommand):
    """Show the numbers of every organiser, after having set one."""

    help = "Visa, eller sätt, hur länge en nödöppning får vara och vad som är värt att titta på."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask which number, and of which organiser if there are several."""
        parser.add_argument("limit", nargs="?", choices=list(Limit), help="vilket tal")
        parser.add_argument("value", nargs="?", type=int, help="vad det ska vara")
        parser.add_argument("--organiser", type=uuid.UUID, help="bara den här huvudmannen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set the number if one is given, and show all.

        :raises CommandError: if it cannot be that, or nobody has said of which organiser
        """
        chosen = [
            key
            for key in organisers()
            if options["organiser"] is None or key == options["organiser"]
        ]
        if options["value"] is not None and len(chosen) != 1:
            raise CommandError("Säg vilken huvudman: --organiser NYCKEL.")
        for organiser_id in chosen:
            with working(organiser_id, "limits") as actor:
                if options["value"] is not None:
                    try:
                        set_limit(actor, Limit(options["limit"]), options["value"])
                    except NotThatMany:
                        raise CommandError("Talet ska vara minst 1.") from None
                for limit in Limit:
                    self.stdout.write(f"{organiser_id} {limit} {own_limit(actor, limit)}")
