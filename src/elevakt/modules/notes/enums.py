"""The professions whose notes are their own."""

from enum import StrEnum


class Profession(StrEnum):
    """The duty roles of SS 12000 that keep notes; nurse and doctor keep health records instead."""

    COUNSELLOR = "Kurator"
    SPECIAL_EDUCATOR = "Speciallärare/specialpedagog"
    PSYCHOLOGIST = "Skolpsykolog"
