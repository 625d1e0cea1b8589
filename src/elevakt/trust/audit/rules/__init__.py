"""Pure values and rules about what has been done."""
