"""What an administrator is asked about how the organiser looks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elevakt.foundation.ui.forms import Form
from elevakt.modules.administration.rules.colours import LEAST, can_be_read, on_white
from elevakt.modules.administration.rules.logos import NotALogo, drawn_anew


class ColourInput(forms.TextInput):
    """A colour to choose."""

    input_type = "color"


class ColourField(forms.RegexField):
    """A colour that can be read on white; cleans to six hexadecimal digits."""

    widget = ColourInput

    def __init__(self, **more: Any) -> None:
        wrong = {"invalid": gettext_lazy("Skriv en färg som #0a6170.")}
        super().__init__(r"^#?[0-9a-fA-F]{6}$", error_messages=wrong, **more)

    def clean(self, value: str | None) -> str:
        """Return the digits.

        :raises ValidationError: if it is no colour, or too light
        """
        digits = str(super().clean(value)).removeprefix("#").casefold()
        if not can_be_read(digits):
            said = _("Färgen är för ljus mot vitt: %(it)s till 1, minst %(least)s behövs.")
            numbers = {"it": _decimal(on_white(digits)), "least": _decimal(LEAST)}
            raise ValidationError(said % numbers)
        return digits


class AppearanceForm(Form):
    """Name, colours and logo."""

    name = forms.CharField(
        label=gettext_lazy("Namn i sidhuvudet"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Står på varje sida och i handlingar. Tomt: som i elevregistret."),
    )
    accent = ColourField(
        label=gettext_lazy("Färg"),
        help_text=gettext_lazy("Knappar, länkar och rubriker i handlingar."),
    )
    neutral = ColourField(
        label=gettext_lazy("Grå ton"), help_text=gettext_lazy("Text, linjer och ytor.")
    )
    logo = forms.FileField(
        label=gettext_lazy("Logotyp"),
        required=False,
        help_text=gettext_lazy("En PNG på högst 1 MB. Den ritas om och visas på vit botten."),
        widget=forms.FileInput(attrs={"accept": "image/png"}),
        error_messages={"empty": gettext_lazy("Filen är tom.")},
    )
    no_logo = forms.BooleanField(label=gettext_lazy("Ta bort logotypen"), required=False)

    def clean_logo(self) -> bytes | None:
        """Return the logo drawn anew, or None if none was sent.

        :raises ValidationError: if it is no PNG, or too large
        """
        sent = self.cleaned_data["logo"]
        if not sent:
            return None
        try:
            return drawn_anew(sent.read())
        except NotALogo:
            raise ValidationError(_("Logotypen ska vara en PNG på högst 1 MB.")) from None


def _decimal(number: float) -> str:
    return str(number).replace(".", ",")
