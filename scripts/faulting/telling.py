"""The table of what was tried."""

from collections.abc import Sequence

from faulting.faults import Result

KINDS = ("draft", "entry", "file", "report", "notice")


def tell(results: Sequence[Result]) -> None:
    """Print what was broken, what was acknowledged, and what became of it."""
    head = f"{'what was broken':28}{'times':>6}" + "".join(f"{one:>9}" for one in KINDS)
    print(f"\n{head}{'lost':>7}{'doubled':>9}{'resent':>8}{'mails x2':>10}{'silent s':>10}")
    for one in results:
        found = one.reckoned
        counts = "".join(f"{found.acknowledged.get(kind, 0):>9}" for kind in KINDS)
        lost, doubled = sum(found.lost.values()), sum(found.doubled.values())
        print(
            f"{one.fault:28}{one.times:>6}{counts}{lost:>7}{doubled:>9}{found.sent_again:>8}"
            f"{found.repeated_mails:>10}{one.silent:>10.1f}"
        )
    for one in results:
        print(f"\n{one.fault}: {'well' if one.is_well else 'NOT WELL'}")
        for screen, times in one.said.screens.most_common():
            print(f"  {times:>5}  {screen}")
        if one.said.stacks:
            print(f"  {one.said.stacks} screens showed a stack")
        for sort, kinds in (("lost", one.reckoned.lost), ("doubled", one.reckoned.doubled)):
            for kind, times in kinds.items():
                if times:
                    print(f"  {sort}: {times} {kind}")
        for sentence in one.reckoned.wrong:
            print(f"  {sentence}")
