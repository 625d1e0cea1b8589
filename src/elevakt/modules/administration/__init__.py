"""Who has been given what by an act, and who reaches the pupils of a unit: given, seen, signed."""
