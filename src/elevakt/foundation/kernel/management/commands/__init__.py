"""The migration runner."""
