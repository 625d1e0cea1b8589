"""Fill in whatever form stands on a page: each question by its type, whatever it is about."""

import re

from elevakt.engines.cases.enums import FieldType, PersonKind
from elevakt.engines.cases.rules.answers.filling import leads_on

WORDS = "Vi pratade om det som hände, och kom överens om vad vi gör nu."
COLLEAGUE = "Kim Sand"
PUPILS = ("Elis Bergström", "Amir Haddad", "Hedda Ström")
"""Whom a form is about, role by role: the first is the one whose guardians are told."""
CHOSEN = (FieldType.CHOICE, FieldType.CHOICES)
ROUNDS = 12
"""So many times a form may ask for more because of what was answered."""

# A control is named by the path of what it holds: "when.on", "measures-0-what", "home-…-answer".
_UNANSWERED = """() => {
  const form = document.querySelector("form.form");
  for (const fold of form.querySelectorAll("details.fold:not(.fold--plain, [open]) > summary")) {
    fold.click();
  }
  const found = new Map();
  for (const one of form.elements) {
    if (!one.name || one.type === "hidden" || one.type === "submit" || !one.checkVisibility()) {
      continue;
    }
    const chosen = one.closest("ds-suggestion");
    const kind = chosen ? "picker" : one.type;
    const answered = chosen ? chosen.querySelector("data") !== null
      : ["radio", "checkbox"].includes(one.type) ? one.checked : one.value !== "";
    const before = found.get(one.name);
    found.set(one.name, {
      name: one.name,
      kind,
      answered: answered || (before?.answered ?? false),
      offered: [
        ...(before?.offered ?? []),
        ...(one.options ? [...one.options].map((option) => option.value) : [one.value]),
      ],
      isWho: one.closest(".who") !== null,
      isFolded: one.closest("details.fold--plain") !== null,
    });
  }
  return [...found.values()].filter((one) => !one.answered);
}"""


class Answering:
    """Fills in the form of one step, and chooses what leads on to the close.

    :param today: the day on the stage
    """

    def __init__(self, page, definition, step, today):
        self._page, self._definition, self._step, self._today = page, definition, step, today
        self._tried = set()

    def fill(self):
        """Answer all that is asked openly, also what is asked because of an answer."""
        for _ in range(ROUNDS):
            asked = [one for one in self._page.evaluate(_UNANSWERED) if self._is_next(one)]
            if not asked:
                return
            for one in asked:
                control = self._control(one)
                # An answer just given may have hidden it.
                if control.first.is_visible():
                    self._tried.add(one["name"])
                    self._answer(one, control)
        raise AssertionError(f"{self._page.url} asks for more and more")

    def _is_next(self, one):
        return one["name"] not in self._tried and not one["isFolded"] and one["kind"] != "file"

    def _control(self, one):
        return self._page.locator("form.form").locator(f'[name="{one["name"]}"]')

    def _answer(self, one, control):
        match one["kind"]:
            case "radio":
                self._check(control, self._choose(one))
            case "checkbox":
                if not one["isWho"]:
                    self._check(control, self._choose(one))
            case "select-one":
                control.select_option(value=self._choose(one))
            case "picker":
                self._pick(one, control)
            case "date":
                control.fill(self._today.isoformat())
            case "time":
                control.fill("08:30")
            case "datetime-local":
                control.fill(f"{self._today.isoformat()}T08:30")
            case "text" if control.get_attribute("inputmode") == "decimal":
                control.fill(str(getattr(self._field(one), "least", None) or 1))
            case "text" | "textarea":
                if not one["isWho"]:
                    control.fill(WORDS)
            case kind:
                raise AssertionError(f"{self._page.url} asks for {one['name']} by {kind}")

    def _check(self, control, value):
        control.and_(self._page.locator(f'[value="{value}"]')).check()

    def _pick(self, one, control):
        """Search for somebody by name, and choose her: a role of the case, or a colleague."""
        name = COLLEAGUE
        if one["isWho"]:
            name = self._who(re.match(r"who-(\w+)-", one["name"])[1])
            if name is None:
                return
        control.press_sequentially(name.split()[0])
        option = control.locator("xpath=ancestor::ds-suggestion").get_by_role("option")
        option.filter(has_text=name).first.click()

    def _who(self, role_id):
        """Return whom to name in a role: a pupil of her own in each that has a part."""
        roles = list(self._definition.people.values())
        role = self._definition.people[role_id]
        if not (role.part or role.least):
            return None
        having = [one for one in roles if one.part and PersonKind.PUPIL in one.kinds]
        return PUPILS[having.index(role)] if role in having else COLLEAGUE

    def _choose(self, one):
        """Choose the first of what is offered, or of what leads on where that is another."""
        offered = [value for value in one["offered"] if value]
        assert offered, f"{self._page.url} offers nothing for {one['name']}"
        if set(offered) == {"no", "yes"}:
            return self._yes_or_no(one)
        field = self._field(one)
        if field is None or one["name"] != field.id or field.type not in CHOSEN:
            return offered[0]
        return leads_on(self._definition, self._step, field)[0]

    def _yes_or_no(self, one):
        field = self._field(one)
        if field is None or field.type is not FieldType.YES_NO:
            return "yes"
        return "no" if field.if_yes.passes_to or field.if_yes.acute else "yes"

    def _field(self, one):
        """Return the question that a control belongs to, if it is one of the definition's."""
        return next(
            (
                field
                for field in self._step.fields
                if re.match(rf"{re.escape(field.id)}(?![a-z0-9_])", one["name"])
            ),
            None,
        )
