"""The page of one step: what the law says, the questions, and who reads the answers."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elevakt.engines.cases.actions.doing import correct, do_step
from elevakt.engines.cases.actions.drafts import clear_draft
from elevakt.engines.cases.actions.files import NotAccepted
from elevakt.engines.cases.actions.preparing import Prepared, prepare
from elevakt.engines.cases.actions.refusing import Refused, SomebodyWrote, WrongAnswers
from elevakt.engines.cases.enums import EntryKind, Shown, StepState
from elevakt.engines.cases.forms.answers import AnswerForm, answer_form, filled
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.queries.drafts import DraftKey, Kept, draft
from elevakt.engines.cases.queries.earlier import others
from elevakt.engines.cases.queries.in_force import in_force as in_force_now
from elevakt.engines.cases.queries.pages import CasePage, OnlyReported, case_page
from elevakt.engines.cases.queries.parts import StepRow
from elevakt.engines.cases.rules.acts import Act, may
from elevakt.engines.cases.rules.answers.checking import as_posted, prefilled
from elevakt.engines.cases.rules.circles import sole_person
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.in_force import ending_with
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.ledger import DOING, Entry, in_force
from elevakt.engines.cases.rules.ledger import Kept as Done
from elevakt.engines.cases.rules.plan.planning import what_is_missing
from elevakt.engines.cases.views.addresses import address
from elevakt.engines.cases.views.answering import CONFLICT, UNPROCESSABLE, answered
from elevakt.engines.cases.views.calling import call_card
from elevakt.engines.cases.views.drafts import discards, keep_form, wants_draft
from elevakt.engines.cases.views.events import titled
from elevakt.engines.cases.views.files import with_files
from elevakt.engines.cases.views.lookups import around_step
from elevakt.engines.cases.views.meeting import agenda_href, is_at_meeting, said_once
from elevakt.engines.cases.views.people import people_of
from elevakt.engines.cases.views.readers import readers_of_step
from elevakt.engines.cases.views.telling import Teller, Told, gathered
from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.typed import number
from elevakt.foundation.ui.templatetags.ui import day
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.refusals import NotFound

BESIDE = {
    Shown.SAME_EVENT: gettext_lazy("Kan vara samma händelse"),
    Shown.EARLIER_FOR_PAIR: gettext_lazy("Samma elever tidigare"),
    Shown.EARLIER_FOR_PLACE: gettext_lazy("Samma plats tidigare"),
}


class Ground:
    """Everything that the page of a step stands on."""

    def __init__(self, request: ActorRequest, case_id: uuid.UUID, step: str) -> None:
        """Read the case and the step, as the actor may see them.

        :raises NotFound: if she may not know of them
        """
        self.actor, self.case_id = request.actor, case_id
        self.instance = request.GET.get("for", "")
        try:
            Instance.of(self.instance)
            self.page = case_page(request.actor, case_id)
        except (OnlyReported, ValueError) as hidden:
            raise NotFound from hidden
        self.prepared: Prepared = prepare(request.actor, case_id, step, self.instance)
        self.definition: Definition = self.prepared.definition.in_language(get_language() or "sv")
        self.step = self.definition.step(step)
        self.key = DraftKey(step, case_id, self.instance)
        self.said_once = said_once(request, [self.step.field(name) for name in self.step.meets])

    @property
    def title(self) -> str:
        """The step, and whom it is about."""
        return titled(self.page, self.definition, self.step.id, self.instance)

    @property
    def href(self) -> str:
        """The address of the step."""
        return address("cases:step", self.case_id, self.step.id, self.instance)

    @property
    def is_done(self) -> bool:
        """Whether it is done already."""
        return self.prepared.one.state is StepState.DONE

    @property
    def is_call(self) -> bool:
        """Whether it is a call that is still to be made: each try begins anew."""
        return self.step.call is not None and not self.is_done

    @property
    def may_correct(self) -> bool:
        """Whether the actor may put right what is done."""
        page = self.page
        act = Act(EntryKind.CORRECTED, self.step.id, self.instance, by=page.readings.person)
        return may(page.plan, page.definition, act, page.readings.roles) is None

    @property
    def done(self) -> list[Done]:
        """The doings of the step that count."""
        return [
            kept
            for kept in in_force(self.page.entries)
            if kept.entry.kind in DOING
            and (kept.entry.step, kept.entry.instance) == (self.step.id, self.instance)
        ]

    @property
    def last_seen(self) -> int:
        """The number of the last entry that the actor sees: how many there are is not told."""
        return max((entry.no for entry in self.page.entries), default=0)

    def form_class(self) -> type[AnswerForm]:
        """Return the class of its form."""
        among = around_step(
            self.actor, self.page, self.definition, self.step, self.prepared.facts, self.instance
        )
        taps = self.step.call.outcome if self.step.call and self.is_call else ""
        return answer_form(self.step.fields, replace(among, taps=taps))

    def known(self) -> Mapping[str, object]:
        """Return what the form begins with: what was answered before, else what can be known."""
        before = self.page.answers.get(self.step.id, {}).get(self.instance)
        if before is not None and not self.is_call:
            return as_posted(self.step, before)
        return self.said_once | prefilled(
            self.prepared.definition,
            self.prepared.step,
            facts=self.prepared.facts,
            answers=self.page.answers,
            instance=self.instance,
            in_force=self._in_force(),
        )

    def _in_force(self) -> dict[str, list[dict[str, str]]]:
        """Return what the actor sees in force, when a question begins with it."""
        kinds = {field.prefill_in_force for field in self.step.fields} - {None}
        pupil = sole_person(self.definition, self.prepared.facts) if kinds else None
        found: dict[str, list[dict[str, str]]] = {}
        for one in in_force_now(self.actor, pupil) if pupil else ():
            until = one.ends_on.isoformat() if one.ends_on else ""
            row = {"instruction": one.instruction, "until": until}
            found.setdefault(one.kind, []).append(row)
        return found


@require_http_methods(["GET", "POST"])
@answered
def step(request: ActorRequest, case_id: uuid.UUID, step: str) -> HttpResponse:
    """Ask the questions of a step; posted, do it."""
    ground = Ground(request, case_id, step)
    if request.method == "POST":
        return _post(request, ground)
    if ground.prepared.refusal:
        raise Refused(ground.prepared.refusal, ground.prepared.definition)
    kept = draft(request.actor, ground.key)
    made = ground.form_class()
    form = made(filled(made.questions, ground.known(), kept.values))
    return _asked(request, ground, form, kept)


def _post(request: ActorRequest, ground: Ground) -> HttpResponse:
    if discards(request):
        clear_draft(request.actor, ground.key)
        return redirect(ground.href)
    made = ground.form_class()
    try:
        data = with_files(request, made.base_fields)
    except NotAccepted as reason:
        form = made(request.POST)
        form.add_error(None, str(reason))
        return _asked(request, ground, form, Kept(), UNPROCESSABLE)
    more = request.POST.get("add_row", "")
    form = made(data, more=more)
    if more:
        return _asked(request, ground, form, Kept())
    if wants_draft(request):
        keep_form(request, ground.key, data)
        return redirect(ground.href)
    try:
        _do(request, ground, form)
    except WrongAnswers as wrong:
        form.blame(wrong.faults)
        return _asked(request, ground, form, Kept(), UNPROCESSABLE)
    except SomebodyWrote:
        return _both(request, ground, form)
    clear_draft(request.actor, ground.key)
    messages.success(request, _("Sparat."))
    if is_at_meeting(request):
        return redirect(agenda_href(ground.said_once))
    return redirect("cases:case", ground.case_id)


def _do(request: ActorRequest, ground: Ground, form: AnswerForm) -> None:
    """Do the step; where somebody else has, put the own words in the place of the other's."""
    instead = request.POST.get("instead", "")
    if instead:
        correct(
            request.actor,
            case_id=ground.case_id,
            entry_no=_theirs(ground, instead).no,
            posted=form.posted,
            reason=_("Två skrev samtidigt."),
        )
        return
    do_step(
        request.actor,
        case_id=ground.case_id,
        step=ground.step.id,
        instance=ground.instance,
        posted=form.posted,
        based_on=number(request.POST.get("based_on", "")),
    )


def _theirs(ground: Ground, key: str) -> Entry:
    """Return the doing of this step in whose place the own words are put.

    :raises NotFound: if it is none, or none that the actor sees
    """
    for kept in ground.done:
        if str(kept.entry.id) == key:
            return kept.entry
    raise NotFound


def _asked(
    request: ActorRequest, ground: Ground, form: AnswerForm, kept: Kept, status: int = 200
) -> HttpResponse:
    """Show the form; whoever may neither do the step nor put it right is not shown it either."""
    if ground.prepared.refusal and not ground.may_correct:
        raise Refused(ground.prepared.refusal, ground.prepared.definition)
    return render(request, "cases/step.html", _context(ground, form, kept), status=status)


def _both(request: ActorRequest, ground: Ground, form: AnswerForm) -> HttpResponse:
    """Show what somebody else wrote beside the own words; nothing is written over."""
    page, other = ground.page, ground.done[-1]
    context = _context(ground, form, Kept()) | {
        "theirs": _told(page, ground, other.answers),
        "their_name": page.names.colleague(other.entry.by_person),
        "their_at": other.entry.at,
        "instead": other.entry.id if ground.is_done else "",
        "may_replace": ground.prepared.one.state is StepState.OPEN or ground.may_correct,
    }
    return render(request, "cases/both.html", context, status=CONFLICT)


def _told(page: CasePage, ground: Ground, answers: Mapping[str, Any]) -> list[Told]:
    return Teller(page.names, page.files).answers(ground.step, answers)


def _context(ground: Ground, form: AnswerForm, kept: Kept) -> dict[str, object]:
    page, definition, step = ground.page, ground.definition, ground.step
    may_skip = ground.prepared.one.may_be_skipped
    return {
        "case": page.case,
        "case_id": ground.case_id,
        "title": ground.title,
        "form": form,
        "one": ground.prepared.one,
        "help": said(step.help) if step.help else "",
        "law": unbroken(step.law or ""),
        "who_reads": readers_of_step(
            ground.actor, page, definition, step, Instance.of(ground.instance).person
        ),
        "based_on": ground.last_seen,
        "kept": kept,
        "draft_href": address("cases:step_draft", ground.case_id, step.id, ground.instance),
        "skip_href": address("cases:skip", ground.case_id, step.id, ground.instance)
        if may_skip
        else "",
        "beside": [
            {"title": words, "cases": found}
            for what, words in BESIDE.items()
            if what in step.shows and (found := others(ground.actor, page, what))
        ],
        "is_first": any(after.step == definition.start.id for after in step.after),
        "report": _report(ground) if page.definition.start.id != step.id else [],
        "done": _done(page, definition) if Shown.WHAT_IS_DONE in step.shows else [],
        "missing": [one.said_by(_) for one in what_is_missing(definition, ground.prepared.plan)]
        if Shown.WHAT_IS_MISSING in step.shows
        else [],
        "is_closing": step.closes,
        "call": call_card(ground.actor, page, step, Instance.of(ground.instance))
        if ground.is_call
        else None,
        "ending": _ending(ground) if step.closes else [],
    }


def unbroken(law: str) -> str:
    """Return where a law asks for it, so that no line ends within “1 kap. 10 §”."""
    return re.sub(r"(?<=\d) (?=kap\.)|(?<=kap\.) |(?<=\d) (?=§)", "\N{NO-BREAK SPACE}", law)


def _report(ground: Ground) -> list[Told]:
    """Return what was reported, to be read while one writes."""
    page, start = ground.page, ground.definition.start
    named = gathered((one.role, one.name) for one in people_of(page, ground.definition))
    answers = page.answers.get(start.id, {}).get("", {})
    return [*named, *Teller(page.names, page.files).answers(start, answers)]


def _ending(ground: Ground) -> list[str]:
    """Return the instructions that nobody goes by any more when the case has been closed."""
    found = ending_with(
        ground.definition, ground.page.entries, ground.prepared.facts, on=clock.today()
    )
    return [one.instruction for one in found]


def _done(page: CasePage, definition: Definition) -> list[tuple[str, str]]:
    finished: list[StepRow] = [
        one for one in page.steps if one.state in (StepState.DONE, StepState.SKIPPED)
    ]
    return [
        (titled(page, definition, one.step, one.instance), day(one.done_at)) for one in finished
    ]
