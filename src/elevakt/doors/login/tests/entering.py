"""Somebody at the door, with a browser of her own, and what she carries."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from elevakt.engines.notifications.queries import OWN_MAIL
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import ContactKind, Side
from elevakt.trust.people.models import Contact
from elevakt.trust.standing.models import Standing

PASSWORD = "tre gröna grodor i dammen"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1"
LOG_IN = "/konto/logga-in/"
DEVICES = "/installningar/inloggning/"


class Guest:
    """One of the cast outside the door, on one side, with a password and an address."""

    def __init__(self, cast, name, side=Side.STAFF):
        self.cast, self.name = cast, name
        person = cast.persons[name]
        with arrange():
            self.user, is_new = User.objects.get_or_create(
                username=name, defaults={"password": make_password(PASSWORD)}
            )
            Standing.objects.create(
                user=self.user,
                person_id=person.id,
                organiser_id=person.organiser_id,
                side=side,
            )
            if is_new:
                Contact.objects.create(
                    organiser_id=person.organiser_id,
                    person_id=person.id,
                    kind=ContactKind.EMAIL,
                    label=OWN_MAIL[side],
                    value=f"{name}@example.se",
                    is_mobile=False,
                )
        self.client = Client()
        self.secret = ""

    def elsewhere(self, **headers):
        """The same user at another device."""
        other = object.__new__(Guest)
        other.__dict__ |= self.__dict__
        other.client = Client(headers=headers)
        return other

    def get(self, path):
        """Open a page."""
        return self.client.get(path)

    def post(self, path, **values):
        """Send a form."""
        return self.client.post(path, values)

    def enter(self, password=PASSWORD):
        """Write name and password."""
        return self.post(LOG_IN, login=self.name, password=password)

    def come_in(self, *, again=0):
        """Write name and password, and the code of the app."""
        self.enter()
        return self.post(reverse("mfa_authenticate"), code=self.code(again))

    def code(self, later=0):
        """Return what the app shows now, or so many times of half a minute later."""
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // 30 + later))

    def add_app(self):
        """Add an app that shows codes, on the page for it."""
        page = self.get(reverse("mfa_activate_totp"))
        self.secret = page.context["form"].secret
        return self.post(reverse("mfa_activate_totp"), code=self.code())

    @property
    def second_steps(self):
        """The kinds of second steps that she has."""
        found = Authenticator.objects.filter(user=self.user).order_by("pk")
        return [one.type for one in found]
