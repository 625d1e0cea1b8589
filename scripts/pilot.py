"""The tables of `docs/pilot` that the definitions can say themselves, in Swedish.

    python scripts/pilot.py            write them
    python scripts/pilot.py --check    change nothing; fail if one of them is stale

An organiser takes them as they are to its own decisions: what is registered and why, how long it is
kept, who may decide what, and what each role does. What a lawyer has not reviewed says so.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping

from papers import ROOT, says, set_up, table

set_up()

from elevakt.engines.cases.enums import Appeal, Informed, OpenedBy, RetentionClass, SecrecyClass  # noqa: E402
from elevakt.engines.cases.queries.definitions import definitions  # noqa: E402
from elevakt.engines.cases.rules.definition import Definition, Step  # noqa: E402
from elevakt.engines.cases.views.words import role_words  # noqa: E402

FOLDER = ROOT / "docs" / "pilot"
MADE = "Tabellen görs ur processerna med `make map` och ändras inte för hand."
SECRECY = {
    SecrecyClass.S0: "ingen",
    SecrecyClass.S1: "OSL 23 kap. 2 § andra stycket, rakt skaderekvisit",
    SecrecyClass.S2: "OSL 23 kap. 2 § första stycket, omvänt skaderekvisit",
    SecrecyClass.S4: "OSL 21 kap. 3 och 3 a §§, 22 kap. 1 §",
    SecrecyClass.S5: "omvänt skaderekvisit enligt prop. 2025/26:12, paragrafen inte kontrollerad",
    SecrecyClass.S6: "OSL 23 kap. 1 §, omvänt skaderekvisit",
    SecrecyClass.S7: "enligt prop. 2024/25:160, paragrafen inte kontrollerad",
}
RETENTION = {
    RetentionClass.KEEP: "bevaras",
    RetentionClass.TEN_YEARS: "10 år efter avslut",
    RetentionClass.FIVE_YEARS: "5 år efter avslut",
    RetentionClass.TWO_YEARS: "2 år efter avslut",
    RetentionClass.SCHOOL_YEAR: "läsårets slut och ett år till",
    RetentionClass.WHEN_IRRELEVANT: "vid inaktualitet",
}
APPEAL = {
    Appeal.NOT_POSSIBLE: "kan inte överklagas",
    Appeal.SCHOOL_APPEALS_BOARD: "Skolväsendets överklagandenämnd",
    Appeal.ADMINISTRATIVE_COURT: "förvaltningsrätten",
}
OPENERS = {
    OpenedBy.STAFF: "personal",
    OpenedBy.GUARDIAN: "vårdnadshavare",
    OpenedBy.PUPIL: "elev",
}
TOLD = {
    Informed.GUARDIANS: "vårdnadshavare",
    Informed.PUPIL: "eleven",
    Informed.ORGANISER: "huvudmannen",
    Informed.REPORTER: "den som anmälde",
    Informed.HOME_MUNICIPALITY: "hemkommunen",
    Informed.AUTHORITY: "annan myndighet",
}


def main() -> str | None:
    """Write the papers, or say which of them are stale."""
    if "--check" in sys.argv[1:]:
        stale = [name for name, text in papers().items() if not says(FOLDER / name, text)]
        return f"Stale in docs/pilot: {', '.join(stale)}. Run `make map`." if stale else None
    for name, text in papers().items():
        (FOLDER / name).write_text(text)
    return None


def papers() -> Mapping[str, str]:
    """Return the papers by file name."""
    newest = _newest()
    return {
        "registerforteckning.md": _page(
            "Registerförteckning och informationsklass",
            "En rad för varje process: underlag till förteckningen enligt artikel 30 i"
            " dataskyddsförordningen och kommunens klassning (1 försumbar – 4 allvarlig).",
            table(
                (
                    "process",
                    "ändamål",
                    "rättslig grund",
                    "registrerade",
                    "öppnas av",
                    "sekretess",
                    "K / R / T",
                    "jurist",
                ),
                map(_register, newest),
            ),
        ),
        "gallring.md": _page(
            "Förslag till gallring",
            "Ingen lag säger hur länge ett skolärende sparas. Klassen är ett förslag: huvudmannen"
            " beslutar i sin informationshanteringsplan, och inget gallras av sig självt.",
            table(("process", "klass", "förslag", "beslut (fylls i)"), map(_retention, newest)),
        ),
        "delegation.md": _page(
            "Vem beslutar vad",
            "Varje beslut i processerna. Det som lagen inte låter lämnas över nekas i systemet.",
            table(
                ("process", "steg", "beslutas av", "får delegeras", "överklagas hos", "lagrum"),
                (row for one in newest for row in _decisions(one)),
            ),
        ),
        "rollkort.md": _page(
            "Rollkort",
            "Vad varje roll gör, i vilken process och när. Ett kort för varje roll, att skriva ut.",
            *(
                f"## {role.capitalize()}\n\n"
                + table(("process", "gör", "inom", "berättar för"), rows)
                for role, rows in _by_role(newest).items()
            ),
        ),
    }


def _newest() -> list[Definition]:
    latest: dict[str, Definition] = {}
    for one in sorted(definitions().values(), key=lambda one: one.version):
        latest[one.id] = one
    return sorted(latest.values(), key=lambda one: str(one.title))


def _page(title: str, introduction: str, *sections: str) -> str:
    return "\n\n".join([f"# {title}", f"{introduction} {MADE}", *sections]) + "\n"


def _register(one: Definition) -> tuple[object, ...]:
    levels = one.information
    return (
        one.title,
        one.summary,
        "; ".join(one.legal_basis),
        ", ".join(str(role.title).lower() for role in one.people.values()),
        ", ".join(OPENERS[by] for by in one.opened_by if by in OPENERS) or "ett annat ärende",
        SECRECY[one.secrecy],
        f"{levels.confidentiality} / {levels.integrity} / {levels.availability}",
        "granskad" if one.reviewed_by_lawyer else "inte granskad",
    )


def _retention(one: Definition) -> tuple[object, ...]:
    return one.title, one.retention, RETENTION[one.retention], ""


def _decisions(one: Definition) -> Iterator[tuple[object, ...]]:
    for step in one.steps:
        made = step.decision
        if made is not None:
            yield (
                one.title,
                step.title,
                ", ".join(role_words(one, role) for role in made.by),
                "ja" if made.delegable else "nej",
                APPEAL[made.appeal],
                made.law,
            )


def _by_role(found: Iterable[Definition]) -> dict[str, list[tuple[object, ...]]]:
    cards: dict[str, list[tuple[object, ...]]] = {}
    for one in found:
        for step in one.steps:
            for role in step.by[:1]:
                cards.setdefault(role_words(one, role), []).append(
                    (one.title, step.title, _within(step), _told(step))
                )
    return dict(sorted(cards.items()))


def _within(step: Step) -> str:
    within = step.within
    if within is None:
        return ""
    if within.same_day:
        return "samma dag"
    counted = (
        (within.school_days, "skoldag", "skoldagar"),
        (within.working_days, "arbetsdag", "arbetsdagar"),
        (within.period and within.period.months, "månad", "månader"),
        (within.period and within.period.days, "dag", "dagar"),
    )
    return " ".join(f"{many} {one if many == 1 else more}" for many, one, more in counted if many)


def _told(step: Step) -> str:
    return ", ".join(TOLD[inform.who] for inform in step.informs)


if __name__ == "__main__":
    sys.exit(main())
