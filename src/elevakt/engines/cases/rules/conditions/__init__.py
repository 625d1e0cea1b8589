"""Conditions in definitions: CEL, checked when the definition is read and run on stored answers."""
