"""Närvaro: absence that is investigated and turned, and leave that is applied for."""
