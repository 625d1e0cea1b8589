/*
 * A page lasts as long as the log-in it was made for, also where there is no network. When nobody has used it, or another
 * of her pages, for as long as a session lasts, when she logs out in another tab, when somebody else logs in, and when an
 * answer says 401, what it shows is taken away. Words that have not reached the server wait unseen, a quarter of an hour,
 * for their writer to log in again. Whoever writes uses the page: the server is told so while she does.
 */
const lasting = (() => {
  const { person = "", lasts, tokenHref } = document.body.dataset;
  const WORDS_WAIT = 15 * 60 * 1000;
  const LOOK_EVERY = 10 * 1000;
  const TELL_EVERY = 5 * 60 * 1000;
  const tabs = new BroadcastChannel("elevakt");
  const unsent = new Set();
  let until = 0;
  let told = 0;
  let wordsUntil = 0;

  document.addEventListener("submit", ({ target }) => {
    unsent.delete(target);
    if (target.matches("[data-log-out]")) tabs.postMessage({ isOver: true });
  });
  if (!lasts) return { isSaved() {}, isOver() {}, goesOn() {} };

  function lastsFromNow() {
    until = Date.now() + lasts * 1000;
  }

  /** The server has just answered for this person. */
  function isUsed() {
    told = Date.now();
    lastsFromNow();
    tabs.postMessage({ person });
  }

  function isOver() {
    if (wordsUntil) return;
    if (!unsent.size || !document.querySelector("#logged-out")) return close();
    wordsUntil = Date.now() + WORDS_WAIT;
    loggedOut();
  }

  function close() {
    const said = document.querySelector("#over");
    document.title = "Elevakt";
    for (const name of ["class", "hx-headers:inherited", "data-person"]) document.body.removeAttribute(name);
    if (said) document.body.replaceChildren(said.content.cloneNode(true));
    document.documentElement.removeAttribute("data-covered");
    unsent.clear();
    clearInterval(looking);
    tabs.close();
  }

  function look() {
    const now = Date.now();
    if (wordsUntil ? now > wordsUntil : now > until) (wordsUntil ? close : isOver)();
  }

  /** Somebody writes: what has no draft tells the server so, now and then. */
  async function writes({ target }) {
    if (target.form?.method !== "post" || target.form.matches("[role=search]")) return;
    unsent.add(target.form);
    if (wordsUntil || !tokenHref || Date.now() - told < TELL_EVERY) return;
    told = Date.now();
    try {
      const answer = await askedAsPerson(tokenHref);
      if (answer.ok) isUsed();
      else if (answer.status === 401) isOver();
    } catch {
      /* no network: the page lasts no longer for that */
    }
  }

  tabs.addEventListener("message", ({ data }) => {
    /* pages about the log-in itself are made for nobody in particular */
    const isAnother = data.person && person && data.person !== person;
    if (data.isOver || isAnother) isOver();
    else lastsFromNow();
  });
  document.addEventListener("input", writes);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("htmx:after:swap", isUsed);
  const looking = setInterval(look, LOOK_EVERY);
  isUsed();

  return {
    isOver,
    isSaved(form) {
      unsent.delete(form);
      isUsed();
    },
    goesOn() {
      wordsUntil = 0;
      isUsed();
    },
  };
})();
