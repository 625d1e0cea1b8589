"""The pure heart of the case engine: no Django, no clock, no database.

What a definition may say stands in ``definition`` and ``fields``; ``reading.definitions`` reads its
text and tells every fault at once, ``digests`` freezes a released version, ``drawing`` draws it.

What happens in a case goes through four values, all frozen:

- ``ledger``: ``Entry`` and ``Part``, and what of them is in force;
- ``facts``: ``Facts``, what must be known besides the ledger;
- ``calendar``: ``WorkingCalendar``, the days that count at a unit;
- ``plan.planning.plan(definition, ledger, facts, calendar)``: the ``Plan`` that they give.

An act is allowed by ``acts.may`` and ``limits``; its answers are checked by
``answers.checking.check_answers`` and split by ``circles.parts_of`` into parts for the ledger.
Conditions in a definition are CEL and live in ``conditions``. Sentences come from ``sentences.say``
and are translated by whoever shows them.
"""
