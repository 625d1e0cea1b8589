"""``elevakt check``: a line for each thing that is looked at, and a failure if one is not well."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from elevakt.doors.operation.queries.health import findings


class Command(BaseCommand):
    """Look at the installation as it is now."""

    help = "Letar fel i installationen. Slutar med 1 om något behöver åtgärdas."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask who reads."""
        parser.add_argument("--json", action="store_true", help="för en maskin som läser")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what is found; 1 tells that something is not well."""
        found = []
        for finding in findings():
            found.append(finding)
            if not options["json"]:
                mark = "ok " if finding.is_well else "FEL"
                self.stdout.write(f"{mark}  {finding.look:9} {finding.words}")
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        if not all(one.is_well for one in found):
            sys.exit(1)
