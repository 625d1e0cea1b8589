"""As whom: a standing ties a log-in to a person, on one side of one organiser."""
