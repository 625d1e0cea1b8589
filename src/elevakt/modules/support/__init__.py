"""Stöd: extra adaptations, special support, pupil health, and what others ask the school about."""
