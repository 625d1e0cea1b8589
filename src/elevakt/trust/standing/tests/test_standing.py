import pytest
from django.contrib.auth.models import User
from django.db import ProgrammingError, transaction

from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.enums import LoginStrength
from elevakt.trust.access.rules.actor import machinery
from elevakt.trust.people.enums import Side
from elevakt.trust.standing.actions import give_standing
from elevakt.trust.standing.models import Standing
from elevakt.trust.standing.queries import actor, has_standings, standings


def give(cast, name, side=Side.STAFF, username="lo.westin"):
    with acting_as(machinery(cast.organiser.id, "test")) as machine:
        give_standing(machine, username=username, person_id=cast.id(name), side=side)


def test_a_user_who_is_given_a_standing_has_no_password(cast):
    give(cast, "lo")

    user = User.objects.get()
    assert (user.username, user.has_usable_password()) == ("lo.westin", False)


def test_the_same_standing_is_given_once(cast):
    give(cast, "lo")
    give(cast, "lo")

    (standing,) = standings(User.objects.get().pk)
    assert (standing.person_id, standing.side) == (cast.id("lo"), Side.STAFF)


def test_the_only_standing_is_the_actor(cast):
    give(cast, "lo")
    user = User.objects.get()

    found = actor(user.pk, None, LoginStrength.PASSWORD)

    assert found is not None
    assert (found.person_id, found.organiser_id, found.side) == (
        cast.id("lo"),
        cast.organiser.id,
        Side.STAFF,
    )


def test_between_two_standings_there_is_a_choice_to_make(cast):
    give(cast, "lo")
    give(cast, "lo", Side.FAMILY)
    user = User.objects.get()
    at_home = standings(user.pk)[1]

    assert actor(user.pk, None, LoginStrength.PASSWORD) is None
    chosen = actor(user.pk, at_home.id, LoginStrength.PASSWORD)
    assert chosen is not None
    assert chosen.side is Side.FAMILY


def test_the_standing_of_another_user_cannot_be_chosen(cast):
    give(cast, "lo")
    give(cast, "lo", Side.FAMILY)
    give(cast, "mia", username="mia.lind")
    lo, mia = (User.objects.get(username=name) for name in ("lo.westin", "mia.lind"))

    assert actor(lo.pk, standings(mia.pk)[0].id, LoginStrength.PASSWORD) is None


def test_an_organiser_without_standings_lets_nobody_in(cast):
    give(cast, "lo")

    assert has_standings(cast.organiser.id)
    assert not has_standings(cast.other_organiser.id)


def test_nobody_gives_herself_a_standing(cast):
    give(cast, "lo")
    user = User.objects.get()

    for who in (None, cast.actor("rut")):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            _insert(who, user, cast)


def _insert(who, user, cast):
    standing = Standing(
        user=user, person_id=cast.id("rut"), organiser_id=cast.organiser.id, side=Side.STAFF
    )
    if who is None:
        standing.save(force_insert=True)
    else:
        with acting_as(who):
            standing.save(force_insert=True)
