import datetime as dt
import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.renderers import DjangoTemplates
from django.http import QueryDict
from django.test.html import parse_html
from django.utils.datastructures import MultiValueDict

from elevakt.foundation.ui.forms import DateInput, FilesField, Form, Look, Picker, Renderer, Section
from elevakt.foundation.ui.gallery import PUPILS, ExampleForm, chosen


def picker(**options):
    return Picker("/find", chosen, **options)


class Report(Form):
    danger = forms.ChoiceField(
        label="Fara?", widget=forms.RadioSelect, choices=[("yes", "Ja"), ("no", "Nej")]
    )
    text = forms.CharField(
        label="Vad?", help_text="Kort.", error_messages={"required": "Skriv något"}
    )
    where = forms.CharField(label="Var?", required=False)
    why = forms.CharField(label="Varför?", required=False)

    sections = (Section(("where",), folded=True),)
    looks = {
        "danger": Look(tells={"yes": "Ring nu."}, is_acute=True),
        "why": Look(shown_when=("danger", ("yes", "unsure")), unit="kr", limit=0),
    }


def test_fields_of_no_section_come_first_and_the_others_in_theirs():
    sections = Report().bound_sections

    assert [[field.name for field in section.fields] for section in sections] == [
        ["danger", "text", "why"],
        ["where"],
    ]


def test_a_folded_section_opens_when_something_in_it_is_filled_in_or_wrong():
    def folded(**data):
        return Report({"danger": "no", "text": "x", **data}).bound_sections[1]

    wrong = Report({})
    wrong.add_error("where", "Fel")

    assert not folded().is_open
    assert folded(where="Matsalen").is_open
    assert wrong.bound_sections[1].is_open


def test_frivilligt_is_said_once_where_a_fold_already_says_it():
    form = Report()

    marked = [name for name in form.fields if form[name].is_marked_optional]

    assert marked == ["why"]


def test_an_error_is_said_on_top_and_at_its_field():
    page = str(Report({"danger": "no"}))

    assert '<a class="ds-link" href="#id_text">Skriv något</a>' in page
    assert re.search(
        r'id="id_text_error">\s*<span class="ds-sr-only">Fel:</span>\s*Skriv något', page
    )
    assert 'aria-describedby="id_text_helptext id_text_error"' in page
    assert 'aria-invalid="true"' in page


def test_the_summary_leads_to_the_first_of_several_options():
    page = str(Report({"text": "x"}))

    assert 'href="#id_danger_0"' in page


def test_what_is_needed_is_said_in_words_and_never_by_the_browser():
    page = str(Report())

    assert 'aria-required="true"' in page
    assert re.findall(r"\srequired(?=[\s>])", page) == []


def test_an_answer_calls_forth_a_sentence_and_a_field():
    page = str(Report())

    assert 'data-shown-when="danger" data-shown-is="yes unsure"' in page
    assert re.search(r'data-shown-is="yes"[^>]*>.*?<span>Ring nu.</span>', page, re.DOTALL)
    assert '<span class="affix">' in page


def layout(*labels):
    class Asked(Form):
        one = forms.ChoiceField(
            widget=forms.RadioSelect, choices=[(label, label) for label in labels]
        )

    return Asked()["one"].layout


def test_options_lie_as_they_fit():
    assert layout("Ja", "Nej") == "short"
    assert layout("Eleven berättade", "Såg själv") == "cards"
    assert layout("Får kontaktas", "Prata med rektor först", "Kontakta inte") == "row"
    assert layout(*"abcde") == "pills"


def test_a_picker_takes_the_one_chosen_before_the_words_typed():
    assert picker().value_from_datadict(QueryDict("p=1&p_q=Elis"), MultiValueDict(), "p") == "1"


def test_a_picker_takes_the_words_typed_where_there_is_no_script():
    data = QueryDict("p_q= Elis ")

    assert picker().value_from_datadict(data, MultiValueDict(), "p") == "Elis"


def test_a_picker_of_many_takes_all_chosen_or_all_typed():
    many = picker(many=True)

    assert many.value_from_datadict(QueryDict("p=1&p=2&p_q="), MultiValueDict(), "p") == ["1", "2"]
    assert many.value_from_datadict(QueryDict("p_q=Elis, Noor,"), MultiValueDict(), "p") == [
        "Elis",
        "Noor",
    ]


def test_a_picker_shows_whom_it_knows_and_the_words_that_matched_nobody():
    context = picker(many=True).get_context("p", ["1", "Nisse"], {})

    assert context["chosen"] == [PUPILS[0]]
    assert context["typed"] == "Nisse"


def test_several_files_are_cleaned_each():
    files = [SimpleUploadedFile(name, b"x") for name in ("a.pdf", "b.pdf")]

    assert FilesField().clean(files) == files
    assert FilesField(required=False).clean([]) == []


def test_files_come_back_as_a_list():
    class Sent(forms.Form):
        attached = FilesField()

    form = Sent({}, MultiValueDict({"attached": [SimpleUploadedFile("a.pdf", b"x")]}))

    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["attached"]] == ["a.pdf"]


def test_any_django_form_is_drawn(client):
    class Plain(forms.Form):
        agreed = forms.BooleanField(label="Ja, jag vet")

    assert 'class="choice choice--check"' in str(Plain())


def test_rows_carry_an_empty_one_to_copy(client):
    page = client.get("/ui/form").text

    assert 'data-rows="rows"' in page
    assert 'name="rows-__prefix__-measure"' in page
    assert 'name="rows-TOTAL_FORMS" value="1"' in page


def test_a_form_with_faults_comes_back_as_it_was(client):
    response = client.post("/ui/form", {"what": "Det hände", "danger": "yes"})

    assert response.status_code == 422
    assert "<title>Fel: Formulär – Elevakt</title>" in response.text
    assert "Det hände" in response.text


def test_every_kind_of_field_is_in_the_gallery_once():
    kinds = {field.template_name for field in ExampleForm()}

    assert kinds == {
        "forms/check.html",
        "forms/choices.html",
        "forms/field.html",
        "forms/file.html",
        "forms/limited.html",
    }


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.TextInput({"data-x": '"<', "hidden": True, "off": False}), "<å>"),
        (forms.NumberInput(), None),
        (DateInput(), dt.date(2026, 9, 14)),
        (forms.HiddenInput(), ""),
        (forms.CheckboxInput(), True),
        (forms.CheckboxInput({"value": "ja"}), False),
        (forms.FileInput(), None),
    ],
)
def test_a_single_tag_is_what_django_would_have_written(widget, value):
    ours, djangos = (
        widget.render("name", value, {"id": "id_name"}, renderer=renderer)
        for renderer in (Renderer(), DjangoTemplates())
    )

    assert parse_html(ours) == parse_html(djangos)
