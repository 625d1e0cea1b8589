"""Rules of administration."""
