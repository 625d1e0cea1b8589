"""How a colleague is picked, and what is said when somebody else must confirm."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elevakt.foundation.ui.forms import Form, Picker
from elevakt.modules.administration.queries.colleagues import colleague, colleagues
from elevakt.trust.access.rules.actor import Actor

WAITS = gettext_lazy(
    "Någon annan måste bekräfta det här, eftersom det gäller dig eller en anhörig."
)


def picker(actor: Actor) -> Picker:
    """Return what chooses among colleagues."""
    return Picker(reverse("cases:staff"), lambda keys: colleagues(actor, keys))


def picked(actor: Actor, form: Form, name: str) -> uuid.UUID | None:
    """Return the colleague who was chosen in a field; what is wrong is said there."""
    found = colleague(actor, form.cleaned_data[name])
    if found is None:
        form.add_error(name, _("Välj någon i listan."))
    return found
