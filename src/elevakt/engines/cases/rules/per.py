"""For whom a step is done: one instance of it for each."""

from dataclasses import dataclass

from elevakt.engines.cases.enums import Role


@dataclass(frozen=True)
class Questions:
    """Questions to those who are chosen by name in an earlier step.

    :param step, field: where they are chosen
    :param remind: after how many school days whoever has not answered is reminded
    """

    step: str
    field: str
    remind: int | None = None


@dataclass(frozen=True)
class Per:
    """One instance of a step for each person in a role, or each guardian of those in roles.

    :param joined: or one for each who has been given this role of work, which only she does
    :param asked: or one for each who is asked, who sees nothing but her own form
    """

    person: str | None = None
    guardian_of: tuple[str, ...] = ()
    joined: Role | None = None
    asked: Questions | None = None

    @property
    def done_by(self) -> Role | None:
        """The role of those who each do one of their own."""
        return Role.ASKED if self.asked else self.joined
