"""What is changed about a log-in by its owner, and what she is told of it."""

import uuid
from email.utils import parseaddr
from importlib import import_module
from smtplib import SMTPException

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from elevakt.doors.login import queries
from elevakt.doors.login.noting import Outcome, note
from elevakt.engines.notifications.queries import address_of
from elevakt.foundation.kernel import clock, ids, jobs
from elevakt.trust.access.actions.working import working
from elevakt.trust.access.queries.resetting import confirmed
from elevakt.trust.people.enums import Side
from elevakt.trust.standing.models import Standing

TELL_DEVICE = "login.tell_device"
TELL_CHANGE = "login.tell_change"
TELL_ENDED = "login.tell_ended"
RESET = "login.reset"


class NotSent(Exception):
    """The mail server did not take it; it is tried again."""


def see_session(request: HttpRequest) -> None:
    """Note when and from where a session was used."""
    noted = UserSession.objects.filter(session_key=request.session.session_key)
    address = get_adapter(request).get_client_ip(request)
    if not noted.update(last_seen_at=clock.now(), ip=address):
        UserSession.objects.create_from_request(request)


def renew_session(request: HttpRequest) -> None:
    """Give a session a new key, as whoever has proved who she is should have."""
    former = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=former).update(session_key=request.session.session_key)


def end_session(user_id: int, session_id: int) -> None:
    """End one of a user's own sessions; another's is not there to be ended."""
    for one in UserSession.objects.filter(user_id=user_id, pk=session_id):
        one.end()


def end_other_sessions(request: HttpRequest) -> None:
    """End every session of a user but the one that asks."""
    for one in UserSession.objects.filter(user_id=request.user.pk).exclude(
        session_key=request.session.session_key
    ):
        one.end()


def end_sessions_of(organiser_id: uuid.UUID, person_id: uuid.UUID, by_person_id: uuid.UUID) -> None:
    """End every session of a colleague, and tell her.

    :param by_person_id: the administrator, for the log
    """
    by_user = _staff_users(organiser_id, by_person_id).first()
    for user in _staff_users(organiser_id, person_id):
        end_every_session(user, by_user=by_user.pk if by_user else None)
        _defer(TELL_ENDED, user)


def _staff_users(organiser_id: uuid.UUID, person_id: uuid.UUID) -> QuerySet[User]:
    stands = Standing.objects.filter(
        organiser_id=organiser_id, person_id=person_id, side=Side.STAFF
    )
    return User.objects.filter(id__in=stands.values("user_id")).order_by("pk")


@transaction.atomic
def end_every_session(user: User, *, by_user: int | None = None) -> None:
    """End every session of a user.

    :param by_user: the number of the user who said so; None for whoever runs the installation
    """
    for one in UserSession.objects.filter(user_id=user.pk):
        one.end()
    note(None, Outcome.ENDED, "administrator", user.pk, by_user=by_user)


def take_away_steps(organiser_id: uuid.UUID, reset_id: uuid.UUID) -> None:
    """Take every second step of a colleague away and end her sessions, if two have said so.

    Whether they have is read here again. What is left is her password, which reaches only the page
    where a second step is added.
    """
    with working(organiser_id, "login") as actor:
        person_id = confirmed(actor, reset_id)
    if person_id is None:
        return
    with transaction.atomic():
        for user in _staff_users(organiser_id, person_id):
            Authenticator.objects.filter(user_id=user.pk).delete()
            for one in UserSession.objects.filter(user_id=user.pk):
                one.end()
            note(None, Outcome.CHANGED, "steps taken away by two", user.pk)
            tell_of_change(user)


def forget_ended() -> None:
    """Take away the sessions that are over, and what was remembered of them."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    store.clear_expired()
    for one in UserSession.objects.all():
        one.purge()


def tell_of_device(user: User) -> None:
    """Tell somebody, by mail, that she has logged in from a device that she has not used before."""
    _defer(TELL_DEVICE, user)


def tell_of_change(user: User) -> None:
    """Tell somebody, by mail, that how she logs in has been changed."""
    _defer(TELL_CHANGE, user)


def _defer(task: str, user: User) -> None:
    standing_id = queries.told_as(user_id=user.pk)
    if standing_id is not None:
        jobs.defer(task, standing_id=standing_id)


def ask_for_new_password(username: str) -> None:
    """Let a job send a link to whoever has this user name. The same is done if nobody has it."""
    jobs.defer(RESET, standing_id=queries.somebody_or_nobody(username))


def send_of_device(standing_id: uuid.UUID) -> None:
    """Send what is told of a new device."""
    told = _("Någon har loggat in i Elevakt som du, från en enhet som du inte har använt förut.")
    _send(standing_id, _("Ny inloggning i Elevakt"), told)


def send_of_ending(standing_id: uuid.UUID) -> None:
    """Send what is told of that all sessions were ended."""
    told = _(
        "En administratör har loggat ut dig ur Elevakt överallt. Det som var sparat finns kvar."
    )
    _send(standing_id, _("Du har loggats ut ur Elevakt"), told)


def send_of_change(standing_id: uuid.UUID) -> None:
    """Send what is told of a change."""
    told = _("Sättet att logga in i Elevakt som du har ändrats.")
    _send(standing_id, _("Din inloggning i Elevakt har ändrats"), told)


def _send(standing_id: uuid.UUID, subject: str, told: str) -> None:
    advice = _(
        "Var det du behöver du inte göra något. Var det inte du: logga in, avsluta de andra "
        "inloggningarna och byt lösenord. Kommer du inte in, ring skolan."
    )
    page = f"{settings.ADDRESS.rstrip('/')}{reverse('login:devices')}"
    _mail(standing_id, subject, f"{told}\n\n{advice}\n\n{page}\n")


def send_reset(standing_id: uuid.UUID) -> None:
    """Send somebody the link by which she chooses a new password, once and within the hour."""
    standing = queries.standing(standing_id)
    if standing is None:
        return
    key = default_token_generator.make_token(standing.user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(standing.user), key])
    said = _("Här väljer du ett nytt lösenord. Länken fungerar en gång, inom en timme.")
    calm = _("Har du inte bett om det kan du strunta i mejlet.")
    link = f"{settings.ADDRESS.rstrip('/')}{path}"
    _mail(standing_id, _("Nytt lösenord i Elevakt"), f"{said} {calm}\n\n{link}\n")


def _mail(standing_id: uuid.UUID, subject: str, text: str) -> None:
    """Send a mail to whoever stands here, with no name in it.

    :raises NotSent: if the mail server did not take it
    """
    standing = queries.standing(standing_id)
    if standing is None:
        return
    with working(standing.organiser_id, "login"):
        address = address_of(standing.person_id, standing.side)
    if address is None:
        return
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    headers = {"Message-ID": f"<{ids.new()}@{domain}>", "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(subject, text, to=[address], headers=headers).send()
    except (SMTPException, OSError, ValueError) as reason:
        raise NotSent from reason
