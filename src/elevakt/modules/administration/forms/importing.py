"""What an administrator is asked when she sends in a roster."""

from django.utils.translation import gettext_lazy as _

from elevakt.foundation.ui.forms import FileDrop, FilesField, Form


class UploadForm(Form):
    """The files of a roster."""

    roster = FilesField(
        label=_("Filer"),
        widget=FileDrop(accept=".csv,.json,.zip"),
        help_text=_(
            "De sju CSV-filerna, SS 12000-filerna i JSON, eller en zip med dem. "
            "Inget ändras förrän du har sett vad som skulle ändras."
        ),
        error_messages={"required": _("Välj filer."), "empty": _("Filen är tom.")},
    )
