"""What is given by an act, and who reaches the pupils of a unit."""
