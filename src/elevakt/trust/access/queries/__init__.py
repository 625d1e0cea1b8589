"""Persons, as this actor may see them. A query that returns pupils tells the gate whom it shows."""
