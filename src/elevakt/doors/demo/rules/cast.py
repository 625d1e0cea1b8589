"""The people whom tests and demo share, and what is always true of them."""

from dataclasses import dataclass

from elevakt.doors.demo.rules.census import Named
from elevakt.trust.people.enums import Side


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to log in as."""

    user_name: str
    title: str
    side: Side


# The posts that the staff of the cast hold.
RUT, MIA, TOM = "norra/Rektor/1", "norra/Svenska/1", "norra/Matematik/1"
LO, NILS = "norra/Engelska/2", "björk/SO/1"
KIM, STINA = "norra/Kurator/1", "norra/Speciallärare/specialpedagog/1"
OLOF, GRETA = "förvaltningen/Handläggare/1", "förvaltningen/Registrator/1"
ADA = "förvaltningen/Systemadministratör/1"
STAFF = {
    RUT: Named("Rut", "Ekdal", "Kvinna"),
    MIA: Named("Mia", "Sandell", "Kvinna"),
    TOM: Named("Tom", "Lindqvist", "Man"),
    LO: Named("Lo", "Dahlin", "Kvinna"),
    KIM: Named("Kim", "Öberg", "Man"),
    STINA: Named("Stina", "Hallgren", "Kvinna"),
    NILS: Named("Nils", "Åkerman", "Man"),
    OLOF: Named("Olof", "Wikander", "Man"),
    GRETA: Named("Greta", "Malm", "Kvinna"),
    ADA: Named("Ada", "Fors", "Kvinna"),
}

# Pupils, by the grade and the stream they are in today.
PUPILS = {
    (7, "norra B"): Named("Elis", "Bergström", "Man"),
    (3, "norra B"): Named("Tuva", "Bergström", "Kvinna"),
    (5, "norra A"): Named("Disa", "Dahlin", "Kvinna"),
    (4, "norra A"): Named("Elsa", "Lind", "Kvinna"),
    (4, "norra B"): Named("Elsa", "Lind", "Kvinna"),
    (9, "norra A"): Named("Minna", "Åh", "Kvinna"),
    (8, "norra A"): Named("Samira", "Karimi", "Kvinna"),
}
PROTECTED, HONOUR = (9, "norra A"), (8, "norra A")
ELIS, TUVA, DISA = (7, "norra B"), (3, "norra B"), (5, "norra A")

VERA = Named("Vera", "Bergström", "Kvinna")
HENRIK = Named("Henrik", "Lundmark", "Man")

PERSONAS = {
    RUT: Persona("rektor.rut", "Rektor, Norra skolan", Side.STAFF),
    MIA: Persona("mentor.mia", "Mentor för 7B, Norra skolan", Side.STAFF),
    TOM: Persona("larare.tom", "Lärare, Norra skolan", Side.STAFF),
    KIM: Persona("kurator.kim", "Kurator, Norra skolan", Side.STAFF),
    STINA: Persona("specped.stina", "Specialpedagog, Norra skolan", Side.STAFF),
    OLOF: Persona("handlaggare.olof", "Huvudmannens handläggare", Side.STAFF),
    GRETA: Persona("registrator.greta", "Registrator", Side.STAFF),
    ADA: Persona("administrator.ada", "Administratör", Side.STAFF),
    NILS: Persona("mentor.nils", "Mentor för 7A, Björkängens skola", Side.STAFF),
    LO: Persona("larare.lo", "Lärare, Norra skolan", Side.STAFF),
}
VERA_PERSONA = Persona("vardnadshavare.vera", "Vårdnadshavare till Elis i 7B", Side.FAMILY)
ELIS_PERSONA = Persona("elev.elis", "Elev i 7B, Norra skolan", Side.FAMILY)
LO_AT_HOME = Persona("larare.lo", "Vårdnadshavare till Disa i 5A", Side.FAMILY)
