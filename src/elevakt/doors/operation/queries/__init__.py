"""What the house knows of itself. Nobody acts: it asks for no row about a person."""
