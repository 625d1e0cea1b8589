"""What a form asks is drawn once for all; what somebody answered is drawn for her alone."""

import pytest
from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from elevakt.foundation.ui import drawings
from elevakt.foundation.ui.forms import Form, Look, Picker


@pytest.fixture(autouse=True)
def kept(monkeypatch):
    """What is kept, from nothing."""
    found: dict[object, str] = {}
    monkeypatch.setattr(drawings, "_drawn", found)
    return found


class Question(Form):
    text = forms.CharField(label="Vad hände?", required=False)
    danger = forms.ChoiceField(widget=forms.RadioSelect, choices=[("yes", "Ja"), ("no", "Nej")])


def drawn(form):
    return "".join(str(field.as_field_group()) for field in form)


def test_a_question_is_drawn_once_and_the_same_again(kept):
    first = drawn(Question())

    assert len(kept) == 2
    assert drawn(Question()) == first
    assert len(kept) == 2


def test_an_answer_is_never_kept(kept):
    answered = drawn(Question({"text": "Vera slog", "danger": "yes"}))

    assert "Vera slog" in answered
    assert "checked" in answered
    assert kept == {}
    assert "Vera slog" not in drawn(Question())


def test_a_fault_is_never_kept(kept):
    wrong = Question({"text": "", "danger": ""})

    assert "fält måste fyllas i" in drawn(wrong)
    assert "fält måste fyllas i" not in drawn(Question())


def test_whoever_is_chosen_is_never_kept(kept):
    class Who(Form):
        who = forms.CharField(required=False, widget=Picker("/sok/", lambda keys: ()))

    drawn(Who({"who": "elis"}))

    assert kept == {}
    assert "/sok/" in drawn(Who())


def test_a_control_that_does_not_say_what_it_shows_is_drawn_each_time(kept):
    class Hour(forms.TextInput):
        pass

    class Asks(Form):
        hour = forms.CharField(required=False, widget=Hour())

    drawn(Asks())

    assert kept == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"label": "<b>Vad</b>"}, {"label": mark_safe("<b>Vad</b>")}),
        ({"label": "Vad?"}, {"label": "Vem?"}),
        ({"label": "Vad?"}, {"label": "Vad?", "help_text": "Kort."}),
        ({"label": "Vad?"}, {"label": "Vad?", "required": False}),
        (
            {"label": "Vad?"},
            {"label": "Vad?", "widget": forms.TextInput(attrs={"inputmode": "decimal"})},
        ),
        (
            {"label": "Vad?", "widget": Picker("/elever/", lambda keys: ())},
            {"label": "Vad?", "widget": Picker("/personal/", lambda keys: ())},
        ),
    ],
)
def test_what_differs_is_drawn_differently(one, other):
    def of(words):
        return drawn(type("Asks", (Form,), {"what": forms.CharField(**words)})())

    assert of(one) != of(other)


@pytest.mark.parametrize(
    "look", [Look(unit="kr"), Look(shown_when=("danger", ("yes",))), Look(limit=40)]
)
def test_how_it_is_shown_is_a_part_of_it(look):
    plain = drawn(Question())
    looking = Question()
    looking.looks = {"text": look}

    assert drawn(looking) != plain


def test_each_language_has_its_own():
    class Asks(Form):
        what = forms.CharField(label=gettext_lazy("Vem gäller det?"))

    swedish = drawn(Asks())
    with override("en"):
        english = drawn(Asks())

    assert swedish != english


def test_what_is_kept_has_an_end(monkeypatch, kept):
    monkeypatch.setattr(drawings, "MOST", 3)

    for number in range(7):
        drawn(type("Asks", (Form,), {f"what_{number}": forms.CharField()})())

    assert len(kept) == 1
