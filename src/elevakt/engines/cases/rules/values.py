"""The shapes of stored answers."""

from collections.abc import Mapping
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""What is stored: ISO 8601 for days and moments, öre for money, ids and codes."""

StepAnswers: TypeAlias = Mapping[str, Json]
"""The answers of one instance of a step, by field."""

Answers: TypeAlias = Mapping[str, Mapping[str, StepAnswers]]
"""All answers in force: by step, then by instance in the order they were given, then by field."""
