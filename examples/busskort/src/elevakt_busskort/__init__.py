"""Busskort: a home asks for a bus card, and the school answers."""
