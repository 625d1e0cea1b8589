"""End the sessions of one user, or of everybody."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError

from elevakt.doors.login.actions import end_every_session


class Command(BaseCommand):
    """End the sessions of one user, or of everybody."""

    help = "Loggar ut en användare överallt, eller alla."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask of whom."""
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("username", nargs="?", help="användarnamnet")
        whose.add_argument("--all", action="store_true", dest="everybody", help="alla")

    def handle(self, *_args: Any, **options: Any) -> None:
        """End them, and say that it is done."""
        if options["everybody"]:
            for user in User.objects.filter(usersession__isnull=False).distinct():
                end_every_session(user)
            Session.objects.all().delete()
            self.stdout.write("Alla är utloggade.")
            return
        found = User.objects.filter(username=options["username"]).first()
        if found is None:
            raise CommandError("Det finns ingen användare med det namnet.")
        end_every_session(found)
        self.stdout.write("Användaren är utloggad överallt.")
