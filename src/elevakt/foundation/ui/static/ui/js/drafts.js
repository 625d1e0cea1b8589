/*
 * Nothing that is written is lost. A form with data-draft-url sends each changed field to the server one second after
 * the last key, at least every five seconds, and when the page is hidden. Nothing is kept in the browser.
 *
 * Sent: the changed fields as the form itself would send them (an emptied group as one empty value), `draft_field` once
 * for each of their names, `draft_page` (a random word for this opening of the page), `draft_base` (the revision that
 * the page was made from: data-draft-revision), and the headers X-CSRFToken, X-Person and X-Requested-With: fetch.
 *
 * Answered: 200 {"saved": "12:03"}; 401 when logged out, or when X-Person is somebody else; 409 {"revision": 5,
 * "texts": {"field": "…"}} when one of the fields has a revision above the base that another page wrote: both texts are
 * then shown, and nothing is overwritten before the writer goes on.
 */
const PAUSE = 1000;
const LONGEST = 5000;
const RETRY = 5000;
/* what browsers let a page send while it goes away, with a little room */
const KEEPALIVE_AT_MOST = 60000;
const NEVER_SENT = new Set(["csrfmiddlewaretoken"]);

class Draft {
  constructor(form) {
    this.form = form;
    this.base = form.dataset.draftRevision ?? "0";
    this.page = crypto.randomUUID?.() ?? String(Math.random());
    this.changed = new Set();
    this.firstChange = 0;
    this.timer = 0;
    this.sending = null;
    this.status = form.querySelector("[data-draft-status]");
    this.before = this.values();
    form.addEventListener("input", () => this.note());
    form.addEventListener("change", () => this.note());
    form.addEventListener("submit", () => { clearTimeout(this.timer); this.changed.clear(); });
    for (const other of document.querySelectorAll("[data-draft-discard]")) other.addEventListener("submit", () => this.changed.clear());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.save(true); });
    addEventListener("pagehide", () => this.save(true));
  }

  /** Every named value of the form, by name. */
  values() {
    const found = new Map();
    for (const control of this.form.elements) if (control.name && control.type !== "file") found.set(control.name, []);
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") found.get(name)?.push(value);
    for (const name of NEVER_SENT) found.delete(name);
    return found;
  }

  note() {
    const now = this.values();
    for (const name of new Set([...now.keys(), ...this.before.keys()])) {
      if (String(now.get(name) ?? "") !== String(this.before.get(name) ?? "")) this.changed.add(name);
    }
    this.before = now;
    if (!this.changed.size) return;
    this.firstChange ||= Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.min(PAUSE, Math.max(0, this.firstChange + LONGEST - Date.now())));
  }

  /** Save what has changed; true when nothing remains unsaved. `leaving` sends even while another save is under way. */
  async save(leaving = false) {
    clearTimeout(this.timer);
    if (this.sending && !leaving) await this.sending;
    if (!this.changed.size) return true;
    const names = [...this.changed];
    this.changed.clear();
    this.firstChange = 0;
    this.sending = this.send(names);
    const saved = await this.sending;
    this.sending = null;
    if (!saved) for (const name of names) this.changed.add(name);
    else if (!this.changed.size) lasting.isSaved(this.form);
    return saved;
  }

  async send(names) {
    const values = this.values();
    const body = new URLSearchParams({ draft_page: this.page, draft_base: this.base });
    for (const name of names) {
      body.append("draft_field", name);
      const given = values.get(name) ?? [];
      for (const value of given.length ? given : [""]) body.append(name, value);
    }
    this.show("saving");
    let answer;
    try {
      answer = await fetch(this.form.dataset.draftUrl, {
        method: "POST",
        body,
        keepalive: body.toString().length < KEEPALIVE_AT_MOST,
        headers: { "X-CSRFToken": formToken(), "X-Person": document.body.dataset.person ?? "", "X-Requested-With": "fetch" },
      });
    } catch {
      return this.fail();
    }
    if (answer.status === 401 || answer.status === 403) {
      this.show("failed");
      loggedOut(() => this.save());
      return false;
    }
    if (answer.status === 409) {
      const { revision, texts } = await answer.json();
      this.base = revision;
      this.clash(texts);
      return false;
    }
    if (!answer.ok) return this.fail();
    const { saved } = await answer.json();
    this.show("saved", saved);
    return true;
  }

  fail() {
    this.show("failed");
    this.timer = setTimeout(() => this.save(), RETRY);
    return false;
  }

  show(state, time = "") {
    if (!this.status) return;
    this.status.dataset.state = state;
    this.status.querySelector("[data-draft-words]").textContent = `${this.status.dataset[state]} ${time}`.trim();
    if (state === "failed" && live) live.textContent = this.status.dataset.failed;
  }

  /** Show what was written elsewhere beneath the field; the writer decides what to keep. */
  clash(texts) {
    this.show("clash");
    for (const [name, text] of Object.entries(texts)) {
      const control = this.form.elements.namedItem(name);
      const field = control instanceof Element ? control.closest(".fld") : null;
      if (!field) continue;
      const box = field.querySelector(".clash") ?? field.appendChild(document.createElement("p"));
      box.className = "clash";
      box.setAttribute("role", "status");
      box.textContent = text;
    }
  }
}

for (const form of document.querySelectorAll("form[data-draft-url]")) new Draft(form);
