"""The machinery: it knows no school topic by name."""
