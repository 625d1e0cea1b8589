"""What ``product.txt`` says: who is who, who has which rights, and who sees what."""

from collections import defaultdict
from pathlib import Path


def read_expectation():
    """Return the groups of the cast, the rights of each role, and what everybody sees, by table."""
    groups: dict[str, list[str]] = defaultdict(list)
    rights: dict[str, dict[str, set[str]]] = {}
    sight: dict[str, dict[str, set[str]]] = {}
    table = ""
    for line in Path(__file__).with_name("product.txt").read_text().splitlines():
        head, _, tail = (part.strip() for part in line.partition(":"))
        if not head or head.startswith("#"):
            continue
        if "." in head:
            table, sight[head] = head, defaultdict(set)
            rights[head] = {
                role: set(verbs) for role, *verbs in (part.split() for part in tail.split(";"))
            }
        elif not table:
            groups[head] += tail.split()
        else:
            for name in (name for word in head.split() for name in groups.get(word, [word])):
                own = name.partition("@")[0]
                sight[table][name] |= {own if word == "own" else word for word in tail.split()}
    return groups, rights, sight
