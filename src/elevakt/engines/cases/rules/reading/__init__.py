"""How a definition's text becomes a checked ``Definition``, with all its faults told at once."""
