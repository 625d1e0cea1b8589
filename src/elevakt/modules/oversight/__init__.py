"""Granskning: who has read what, what was opened in an emergency, and that somebody looks at it."""
