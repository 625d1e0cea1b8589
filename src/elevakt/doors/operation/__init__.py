"""How the house itself is: whether it lives, is ready, and is put up as it should be."""
