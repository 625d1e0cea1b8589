"""The check of translations finds what it is there to find."""

import ast

import pytest
from scripts.translations import gaps, swedish, words_on


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>{% translate 'Hej' %} {{ name }}</p>", []),
        ("<p>Hej\ndu</p>", [(1, "Hej"), (2, "du")]),
        ('<c-card title="Hej" id="card">Elevakt</c-card>', [(1, "Hej")]),
        ('data-shown-when="{{ when }}"', []),
        ("{% blocktranslate %}Hej{% endblocktranslate %}{# du #}", []),
    ],
)
def test_a_word_straight_on_a_page_is_found(template, words):
    assert list(words_on(template)) == words


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('"""Två ord."""', []),
        ('show("Två ord")', ["Två ord"]),
        ('show(_("Två ord"))', []),
        ('raise Refused(say("Två {ord}", ord="få"))', []),
        ('Manifest("app", "Två ord", label="Få")', ["Få"]),
    ],
)
def test_a_swedish_string_that_nobody_translates_is_found(code, texts):
    assert [node.value for node in swedish(ast.parse(code))] == texts


def test_both_kinds_of_places_in_a_text_are_known():
    assert gaps("%(day)s: {who} har {what}") == {"day", "who", "what"}
