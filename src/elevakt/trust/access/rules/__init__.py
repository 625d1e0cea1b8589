"""Pure values and rules about access."""
