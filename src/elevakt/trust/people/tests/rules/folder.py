"""A small roster in the shape of SS 12000: Norra skolan, with some of the cast."""

import json
from uuid import UUID

from elevakt.trust.people.rules.roster import Roster
from elevakt.trust.people.rules.ss12000.reading import read_roster


def key(number):
    return UUID(int=number << 64 | 1 << 63 | number)


KOMMUN, FORVALTNING, NORRA = key(1), key(2), key(3)
MIA, TOM, ELIS, VERA, HENRIK = (key(number) for number in range(11, 16))
CLASS_7B, MATHS_GROUP = key(21), key(22)
MIA_TEACHES, TOM_TEACHES, VACANT = key(31), key(32), key(33)
MATHS = key(41)


def to(target):
    return {"id": str(target)}


def folder():
    """Return the five resources as lists, to be changed at will."""
    return {
        "organisations": [
            {"id": str(NORRA), "displayName": "Norra skolan", "organisationType": "Skolenhet",
             "parentOrganisation": to(FORVALTNING), "schoolUnitCode": "99000001",
             "schoolTypes": ["FKLASS", "GR"]},
            {"id": str(FORVALTNING), "displayName": "Utbildning",
             "organisationType": "Förvaltning", "parentOrganisation": to(KOMMUN)},
            {"id": str(KOMMUN), "displayName": "Norrviks kommun", "organisationType": "Huvudman"},
        ],
        "persons": [
            {"id": str(MIA), "givenName": "Mia", "familyName": "Sandell"},
            {"id": str(TOM), "givenName": "Tom", "familyName": "Lindqvist"},
            {"id": str(ELIS), "givenName": "Elis", "middleName": "Lundmark",
             "familyName": "Bergström", "civicNo": {"value": "20130304TF01"}, "sex": "Man",
             "emails": [{"value": "elis@example.se", "type": "Skola elev"}],
             "phoneNumbers": [{"value": "0701740605", "type": "Hem", "mobile": True}],
             "addresses": [{"type": "Folkbokföring", "streetAddress": "Skolgränd 4",
                            "postalCode": "009 11", "locality": "Norrvik", "country": "Sverige"}],
             "enrolments": [{"enroledAt": to(NORRA), "schoolYear": 7, "schoolType": "GR",
                             "startDate": "2020-07-01"}],
             "responsibles": [{"person": to(VERA), "relationType": "Vårdnadshavare"},
                              {"person": to(HENRIK), "relationType": "Vårdnadshavare"}]},
            {"id": str(VERA), "givenName": "Vera", "familyName": "Bergström"},
            {"id": str(HENRIK), "givenName": "Henrik", "familyName": "Lundmark"},
        ],
        "groups": [
            {"id": str(CLASS_7B), "displayName": "7B", "groupType": "Klass", "schoolType": "GR",
             "organisation": to(NORRA), "startDate": "2026-07-01", "endDate": "2027-06-30",
             "groupMemberships": [{"person": to(ELIS)}]},
            {"id": str(MATHS_GROUP), "displayName": "7B Matematik", "groupType": "Undervisning",
             "organisation": to(NORRA), "startDate": "2026-08-18", "endDate": "2027-06-11",
             "groupMemberships": [{"person": to(ELIS), "startDate": "2026-09-01"}]},
        ],
        "duties": [
            {"id": str(MIA_TEACHES), "person": to(MIA), "dutyAt": to(NORRA), "dutyRole": "Lärare",
             "startDate": "2015-08-01",
             "assignmentRole": [{"group": to(CLASS_7B), "assignmentRoleType": "Mentor"}]},
            {"id": str(TOM_TEACHES), "person": to(TOM), "dutyAt": to(NORRA),
             "dutyRole": "Förstelärare", "startDate": "2024-08-01", "endDate": "2026-12-31"},
            {"id": str(VACANT), "dutyAt": to(NORRA), "dutyRole": "Kurator",
             "startDate": "2026-08-01"},
        ],
        "activities": [
            {"id": str(MATHS), "displayName": "Matematik 7B", "organisation": to(NORRA),
             "groups": [to(MATHS_GROUP)],
             "teachers": [{"duty": to(TOM_TEACHES)}, {"duty": to(VACANT)}],
             "startDate": "2026-08-18", "endDate": "2027-06-11"},
        ],
    }  # fmt: skip


def texts(resources):
    """Return resources as the files of a folder."""
    return {f"{name}.json": json.dumps(rows) for name, rows in resources.items()}


def roster(resources=None) -> Roster:
    """Return the roster of a folder."""
    return read_roster(texts(resources or folder()))
