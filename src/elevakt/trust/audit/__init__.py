"""Who did: one row for every opening of what is about a person."""
