"""What is worth a look in what has been opened."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from elevakt.foundation.kernel import clock
from elevakt.trust.access.enums import Limit, Pattern
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.queries.putting_on import own_limit
from elevakt.trust.access.rules.actor import Actor

MOST = 50


@dataclass(frozen=True, slots=True)
class Found:
    """Something worth a look, by one whom the actor leads, or whom she oversees.

    :param name: empty for one who is not named to colleagues
    :param number: how many pupils, pages or searches; 1 for what was picked at random
    :param at: when, where and why, for what was picked at random
    :param signed_at: None until somebody has looked at it
    """

    id: uuid.UUID
    pattern: str
    person_id: uuid.UUID
    name: str
    title: str
    day: dt.date
    number: int
    at: dt.datetime | None
    page: str
    bases: tuple[str, ...]
    signed_by: str
    signed_at: dt.datetime | None
    words: str


def worth_a_look(actor: Actor) -> list[Found]:
    """Return what is worth a look, what waits first, as far as it is the actor's to look at."""
    rows = asked(
        """
        select hit.id, hit.pattern, hit.person_id, coalesce(card.name, ''),
               coalesce(card.title, ''), hit.day, hit.number, hit.at, coalesce(hit.page, ''),
               coalesce(hit.bases, '{}'), coalesce(signer.name, ''), hit.signed_at,
               coalesce(hit.words, '')
          from access.hits(%(most)s) hit
          left join access.staff_card card on card.person_id = hit.person_id
          left join access.staff_card signer on signer.person_id = hit.signed_by_id
         order by hit.signed_at is not null, hit.day desc, hit.id
        """,
        {"most": MOST},
    )
    return [Found(*(*row[:9], tuple(row[9]), *row[10:])) for row in rows]


# ---- for the machinery ------------------------------------------------------------------------
# Nothing that was opened about a matter is ever counted, nor the search that came before a report:
# a number would tell those who may not know of it.

_SEEN = """
    with seen as (
      select opening.id, opening.at, opening.person_id, opening.kind, one.subject, one.basis
        from audit.opening opening
        cross join lateral unnest(opening.subjects, opening.bases, opening.matters)
          one (subject, basis, matter)
       where opening.at >= %(begins)s and opening.at < %(ends)s
         and opening.side = 'staff' and opening.person_id is not null
         and opening.matter_id is null and one.matter is null
         and opening.page not like 'job:%%'
         and not (one.basis = 'search' and exists (
           select from access.matter_reader report
             join access.matter_person about on about.matter_id = report.matter_id
            where report.person_id = opening.person_id and report.basis = 'reported'
              and about.person_id = one.subject)))
"""
"""Whom each of the staff saw on a day, but for what is about a matter."""

_PATTERNS = {
    # Pupils whom one has never taught, mentored or led, not even before.
    Pattern.STRANGERS: _SEEN
    + """
    select person_id, count(distinct subject) from seen
     where exists (select from people.enrolment pupil where pupil.person_id = seen.subject)
       and not exists (select from access.edge met
                        where met.person_id = seen.person_id and met.pupil_id = seen.subject
                          and met.side = 'staff' and met.basis <> 'break_glass')
     group by person_id having count(distinct subject) >= %(strangers_a_day)s
    """,
    Pattern.OWN_KIN: _SEEN
    + """
    select person_id, count(distinct subject) from seen
     where seen.kind = 'opened'
       and exists (select from people.responsible kin
                    where kin.guardian_id = seen.person_id and kin.pupil_id = seen.subject)
     group by person_id
    """,
    Pattern.AT_NIGHT: _SEEN
    + """
    select person_id, count(distinct id) from seen
     where kind = 'opened'
       and not (at at time zone 'Europe/Stockholm')::time between '05:00' and '22:00'
     group by person_id having count(distinct id) >= %(opened_at_night)s
    """,
    Pattern.AFTER_LEAVING: _SEEN
    + """
    select person_id, count(distinct id) from seen
     where not exists (select from people.duty duty
                        where duty.person_id = seen.person_id and duty.period @> seen.at)
     group by person_id
    """,
    Pattern.SEARCHES: """
    select person_id, count(*) from audit.search
     where at >= %(begins)s and at < %(ends)s
     group by person_id having count(*) >= %(searches_a_day)s
    """,
}

_SAMPLE = (
    _SEEN
    + """
    select id, person_id, (at at time zone 'Europe/Stockholm')::date
      from (select distinct id, person_id, at from seen where kind = 'opened') opened
     order by random() limit %(sample_a_week)s
    """
)


def odd_ones(actor: Actor, day: dt.date) -> Iterator[tuple[Pattern, uuid.UUID, int]]:
    """Yield who did what is worth a look on a day, and how much, by the organiser's thresholds."""
    limits = {limit.value: own_limit(actor, limit) for limit in Limit}
    for pattern, question in _PATTERNS.items():
        for person_id, number in asked(question, {**limits, **_period(day, 1)}):
            yield pattern, person_id, number


def picked_at_random(actor: Actor, monday: dt.date) -> list[tuple[uuid.UUID, uuid.UUID, dt.date]]:
    """Return some openings of the week that began on a day: each with whose it is, and the day."""
    size = own_limit(actor, Limit.SAMPLE_A_WEEK)
    rows = asked(_SAMPLE, {"sample_a_week": size, **_period(monday, 7)})
    return [(key, person_id, day) for key, person_id, day in rows]


def _period(day: dt.date, days: int) -> dict[str, dt.datetime]:
    return {
        "begins": clock.midnight(day),
        "ends": clock.midnight(day + dt.timedelta(days=days)),
    }
