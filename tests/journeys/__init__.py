"""Journeys: a real browser against a real `elevakt serve`, on a database of its own."""
