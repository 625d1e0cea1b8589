"""Modules from other packages come in by name, or the start says why not."""

from importlib.metadata import EntryPoint

import pytest

from elevakt.config.outside import GROUP, NotAllowed, outside_modules


def brings(name, app="json"):
    return EntryPoint(name, app, GROUP)


def test_what_is_allowed_comes_in_once_and_in_that_order():
    installed = [brings("cards", "json"), brings("buses", "email.mime")]

    assert list(outside_modules(["buses", "cards", "buses"], installed).items()) == [
        ("buses", "email.mime"),
        ("cards", "json"),
    ]


def test_an_installation_without_any_has_none():
    assert outside_modules([], []) == {}


@pytest.mark.parametrize(
    ("allowed", "installed", "why"),
    [
        (
            [],
            [brings("cards")],
            "Modulen cards är installerad men inte tillåten. "
            "Skriv till den i ELEVAKT_MODULES, eller ta bort paketet.",
        ),
        (
            ["cards"],
            [],
            "ELEVAKT_MODULES nämner cards, men inget installerat paket har den modulen. "
            "Installera paketet, eller ta bort namnet.",
        ),
        (
            ["cards"],
            [brings("cards", "nowhere_at_all.cards")],
            "Modulen cards säger att den är nowhere_at_all.cards, som inte finns. Rätta paketet.",
        ),
        (
            ["Cards!"],
            [brings("Cards!")],
            "Modulen Cards! kan inte heta så: bara a–z, siffror och _. Rätta paketet.",
        ),
        (
            ["safety"],
            [brings("safety")],
            "Modulen safety (json) krockar med elevakt.modules.safety: "
            "två moduler kan inte heta lika. Ta bort en, eller be om ett nytt namn.",
        ),
        (
            ["own"],
            [brings("own", "theirs.safety")],
            "Modulen own (theirs.safety) krockar med elevakt.modules.safety: "
            "två moduler kan inte heta lika. Ta bort en, eller be om ett nytt namn.",
        ),
        (
            ["cards"],
            [brings("cards", "json"), brings("cards", "email")],
            "Modulen cards (json) krockar med en annan modul: "
            "två moduler kan inte heta lika. Ta bort en, eller be om ett nytt namn.",
        ),
        (
            ["cards", "buses"],
            [brings("cards", "a.same"), brings("buses", "b.same")],
            "Modulen cards (a.same) krockar med en annan modul: "
            "två moduler kan inte heta lika. Ta bort en, eller be om ett nytt namn.",
        ),
    ],
)
def test_what_does_not_fit_stops_the_start_with_a_sentence(allowed, installed, why):
    with pytest.raises(NotAllowed) as refused:
        outside_modules(allowed, installed)

    assert str(refused.value) == why
