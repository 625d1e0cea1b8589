"""The digital pupil record and case-handling system of a Swedish school organiser."""
