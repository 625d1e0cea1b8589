"""What the demo brings to the house: those whom its visitors may be."""

from django.utils.translation import gettext_lazy as _

from elevakt.doors.demo.rules import cast
from elevakt.foundation.kernel.house import Manifest
from elevakt.foundation.ui.places import PERSONAS, Persona

SENTENCES = {
    "rektor.rut": _("Tar emot anmälningar, bedömer och avslutar ärenden på sin skola."),
    "mentor.mia": _("Ringer hem, följer upp och ser vad som gäller för eleverna i 7B."),
    "larare.tom": _("Anmäler på en minut och ser bara sin egen anmälan."),
    "kurator.kim": _("Utreder. Har ett samtal som är halvskrivet."),
    "specped.stina": _("Är med i trygghetsteamet och läser bara det hon bjudits in till."),
    "handlaggare.olof": _("Ser vad huvudmannen har fått veta, och leder när rektor inte kan."),
    "registrator.greta": _("Ser nummer och tider, aldrig innehåll. Är också dataskyddsombud."),
    "administrator.ada": _("Sköter systemet och läser inga ärenden."),
    "vardnadshavare.vera": _("Ser sina egna barn och det hon själv har anmält."),
    "elev.elis": _("Ser det han själv har berättat."),
    "mentor.nils": _("Arbetar på en annan skola och ser ingenting om Elis."),
    "larare.lo": _("Är både lärare och förälder på samma skola: välj plats vid inloggningen."),
}
"""What there is to see and do as each of them."""

NAMES = {
    **{persona.user_name: cast.STAFF[post] for post, persona in cast.PERSONAS.items()},
    cast.VERA_PERSONA.user_name: cast.VERA,
    cast.ELIS_PERSONA.user_name: cast.PUPILS[cast.ELIS],
}
TITLES = {
    one.user_name: one.title
    for one in (*cast.PERSONAS.values(), cast.VERA_PERSONA, cast.ELIS_PERSONA)
}

MANIFEST = Manifest(
    "demo",
    "Norrviks kommun: en påhittad kommun med två läsårs ärenden.",
    contributes={
        PERSONAS: tuple(
            Persona(name, f"{who.given_name} {who.family_name}", TITLES[name], SENTENCES[name])
            for name, who in NAMES.items()
        )
    },
)
