"""The unit as its principal sees it, and what the organiser has been told."""
