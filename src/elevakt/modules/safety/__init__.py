"""Trygghet: degrading treatment, and what the school does so that it stops."""
