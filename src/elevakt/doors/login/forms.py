"""What is asked for at the door, in our words."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    ReauthenticateForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elevakt.foundation.ui.forms import Form

CODE = gettext_lazy("Kod")


class ForgotForm(Form):
    """Whose password is forgotten."""

    username = forms.CharField(
        label=gettext_lazy("Användarnamn"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"}),
    )


def _code(form: forms.Form, help_text: Any) -> None:
    field = form.fields["code"]
    field.label, field.help_text = CODE, help_text
    field.widget.attrs |= {"inputmode": "numeric", "class": "w-date"}
    field.widget.attrs.pop("placeholder", None)


class SecondStepForm(AuthenticateForm):  # type: ignore[misc]
    """The code of the second step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Sex siffror ur appen, eller en av dina reservkoder."))


class ProofByCodeForm(ReauthenticateByCodeForm):  # type: ignore[misc]
    """The code of the second step, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Sex siffror ur appen, eller en av dina reservkoder."))


class ProofByPasswordForm(ReauthenticateForm):  # type: ignore[misc]
    """The password, once more, of one who has no second step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _passwords(self, password=_("Lösenord"))


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code that an app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Skriv de sex siffror som appen visar."))


class _FromDevice:
    """What a passkey's device has signed. What cannot be read as that is simply not right."""

    NOT_READABLE = (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError)
    """What is raised on the way, by allauth and fido2, over what no device sends."""

    def full_clean(self) -> None:
        """Read it, and find fault with it where it cannot be read."""
        try:
            super().full_clean()  # type: ignore[misc]
        except self.NOT_READABLE:
            fault = _("Nyckeln gick inte att läsa. Försök igen.")
            self.add_error(None, fault)  # type: ignore[attr-defined]


class SecondStepByKeyForm(_FromDevice, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step."""


class PasskeyAloneForm(_FromDevice, LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey and nothing else."""


class ProofByKeyForm(_FromDevice, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey, once more."""


class PasskeyForm(_FromDevice, AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey, and what its owner calls it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": _("Min nyckel")}
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Vad vill du kalla den?")
        self.fields["name"].help_text = _("Till exempel vilken telefon eller dator den ligger i.")
        self.fields["name"].required = True
        self.fields["name"].max_length = 60


def _passwords(form: forms.Form, **labels: str) -> None:
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].help_text = ""
        form.fields[name].widget.attrs.pop("placeholder", None)
    if "password1" in labels:
        form.fields["password1"].help_text = " ".join(password_validators_help_texts())


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password for the one that was forgotten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _passwords(self, password1=_("Nytt lösenord"), password2=_("Nytt lösenord igen"))


class OtherPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """Another password for the one that is used now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _passwords(
            self,
            oldpassword=_("Lösenordet du har nu"),
            password1=_("Nytt lösenord"),
            password2=_("Nytt lösenord igen"),
        )
