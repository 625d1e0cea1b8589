"""Fill the demo: the roster, what it cannot carry, and the play."""
