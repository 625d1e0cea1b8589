"""Anteckningar: what one remembers for oneself, and what a profession keeps of its own."""
