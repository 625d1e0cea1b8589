"""The reckoning afterwards: is everything there that was acknowledged, once, and whole?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from faulting.house import House, until
from faulting.writers import Written

SETTLED = 120
"""Seconds that the queue may take to come to rest after all that was broken."""

THERE = {
    "draft": """
        select field, count(*) from cases.draft
         where field = any(%(keys)s) and said = array['Ord ' || field] group by 1
    """,
    "entry": """
        select text, count(*) from cases.entry_part where text = any(%(keys)s) group by 1
    """,
    "file": """
        select id::text, count(*) from cases.attachment
         where id::text = any(%(keys)s) and length(content) = size
           and encode(sha256(content), 'hex') = sha256
         group by 1
    """,
    "report": """
        select request_id::text, count(*) from cases.entry
         where request_id::text = any(%(keys)s) and kind = 'opened' group by 1
    """,
}
"""How often each of some keys is there, by what was written."""

NOTICES = """
    select entry.request_id::text, notice.id::text, notice.person_id::text,
           notice.delivered_at is not null or notice.dropped_at is not null
      from cases.entry entry
      left join notifications.notice notice
        on notice.matter_id = entry.matter_id and notice.kind = 'to_do' and notice.is_acute
     where entry.request_id::text = any(%(keys)s) and entry.kind = 'opened'
"""
WAITING = """
    select 1 from notifications.notice
     where is_acute and delivered_at is null and dropped_at is null limit 1
"""
GAPS = """
    select 'ett ärende' from cases.entry group by matter_id
     having count(*) <> max(no) or min(no) <> 1
    union all
    select code || ' ' || year from records.series series
     where last <> (select count(*) from cases."case"
       where organiser_id = series.organiser_id and number like code || ' ' || year || '-%%')
"""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What became of all that was acknowledged, and of what followed from it.

    :param wrong: sentences about what does not agree
    """

    acknowledged: Mapping[str, int]
    lost: Mapping[str, int]
    doubled: Mapping[str, int]
    repeated_mails: int
    sent_again: int
    wrong: Sequence[str]

    @property
    def is_well(self) -> bool:
        """Whether nothing was lost, nothing is there twice, and everything agrees."""
        return not (sum(self.lost.values()) or sum(self.doubled.values()) or self.wrong)


def reckon(house: House, written: Sequence[Written], given_up: int) -> Reckoned:
    """Wait for the queue, and count."""
    acknowledged = Counter(one.kind for one in written)
    lost: Counter[str] = Counter()
    doubled: Counter[str] = Counter()
    for kind, question in THERE.items():
        keys = [one.key for one in written if one.kind == kind]
        found = dict(house.ask(question, keys=keys))
        lost[kind] = sum(key not in found for key in keys)
        doubled[kind] = sum(count > 1 for count in found.values())
    wrong = [f"{given_up} gav upp"] if given_up else []
    if not _settled(house):
        wrong.append("aviseringar väntar ännu")
    reports = [one.key for one in written if one.kind == "report"]
    told = house.ask(NOTICES, keys=reports)
    acknowledged["notice"] = len(told)
    lost["notice"] = sum(not is_delivered for *_, is_delivered in told)
    doubled["notice"] = _doubled((report, person) for report, _, person, _ in told)
    mails = house.sent()
    doubled["mail"] = sum(times > 2 for times in mails.values())
    wrong += [f"lucka i {where}" for (where,) in house.ask(GAPS)]
    for words in (("cases", "rebuild"), ("audit", "verify")):
        done = house.run(*words)
        if done.returncode:
            said = (done.stdout + done.stderr).strip().splitlines()
            wrong.append(f"{' '.join(words)}: {said[-1] if said else done.returncode}")
    return Reckoned(
        acknowledged=acknowledged,
        lost=lost,
        doubled=doubled,
        repeated_mails=sum(times == 2 for times in mails.values()),
        sent_again=sum(one.times > 1 for one in written),
        wrong=wrong,
    )


def _settled(house: House) -> bool:
    """Wait for the notices; what a killed worker held is asked for now, not in some minutes."""
    if until(lambda: not house.ask(WAITING), 5):
        return True
    done = house.run(program="faulting.asking_again")
    return not done.returncode and until(lambda: not house.ask(WAITING), SETTLED)


def _doubled(keys: Iterable[tuple[str, str]]) -> int:
    return sum(times > 1 for times in Counter(keys).values())
