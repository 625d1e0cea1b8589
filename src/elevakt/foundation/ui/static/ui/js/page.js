/* Small behaviour of every page. Each page works without it. */
window.dsWarnings = false;

const toast = document.querySelector("#toast");
const live = document.querySelector("#live");

/** Say a failure where it is seen and heard; it goes away by itself. */
function say(text) {
  if (!toast) return;
  toast.textContent = text;
  toast.hidden = false;
  setTimeout(() => { toast.hidden = true; }, 8000);
}

/** Keep the page and every word on it when the session has ended; `retry` runs after logging in. */
const loggedOut = (() => {
  const dialog = document.querySelector("#logged-out");
  const waiting = new Set();
  if (!dialog) return () => {};

  dialog.querySelector("[data-retry]").addEventListener("click", async () => {
    const failed = dialog.querySelector("[data-retry-failed]");
    let done = await renewToken();
    const retries = done ? [...waiting] : [];
    if (done) waiting.clear();
    for (const retry of retries) done = (await retry()) && done;
    if (done) {
      failed.hidden = true;
      dialog.close();
      lasting.goesOn();
      /* Chromium gives the field its focus back, but not the keyboard, before it is focused anew */
      const field = document.activeElement;
      field?.blur();
      field?.focus();
    } else {
      failed.hidden = false;
    }
  });

  return (retry) => {
    if (retry) waiting.add(retry);
    lasting.isOver();
    if (!dialog.open && dialog.isConnected) dialog.showModal();
  };
})();

/**
 * Logging in made the page's form token worthless: fetch a new one and put it everywhere. False when nobody has logged
 * in, or somebody whom the page was not made for.
 */
async function renewToken() {
  try {
    const answer = await askedAsPerson(document.body.dataset.tokenHref);
    if (!answer.ok) return false;
    const { token } = await answer.json();
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
    const headers = JSON.parse(document.body.getAttribute("hx-headers:inherited"));
    headers["X-CSRFToken"] = token;
    document.body.setAttribute("hx-headers:inherited", JSON.stringify(headers));
    return true;
  } catch {
    return false;
  }
}

/** Ask as the one whom the page was made for; 401 if nobody is logged in, or somebody else. */
function askedAsPerson(address) {
  return fetch(address, { headers: { "X-Person": document.body.dataset.person ?? "", "X-Requested-With": "fetch" } });
}

function formToken() {
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

/* Somebody comes up behind: Esc twice covers the page, and twice again shows it as it was */
(() => {
  const cover = document.querySelector("#cover");
  const quickly = 600;
  let last = 0;
  let before = null;
  if (!cover) return;

  function turn(isCovered) {
    if (isCovered) before = document.activeElement;
    cover.hidden = !isCovered;
    document.documentElement.toggleAttribute("data-covered", isCovered);
    (isCovered ? cover.querySelector("[data-uncover]") : before)?.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const now = Date.now();
    const isSecond = now - last < quickly;
    last = isSecond ? 0 : now;
    if (isSecond) turn(cover.hidden);
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-cover]")) turn(true);
    if (event.target.closest("[data-uncover]")) turn(false);
  });
})();

/* Say what changed after part of a page was replaced */
document.addEventListener("htmx:after:swap", (event) => {
  const target = event.target instanceof Element ? event.target.closest("[data-live]") : null;
  if (live && target) live.textContent = target.dataset.live;
});

/* Part of a page that could not be fetched leaves the page as it was, and says so */
for (const name of ["htmx:response:error", "htmx:error"]) {
  document.addEventListener(name, (event) => {
    const status = event.detail?.ctx?.response?.status;
    if (status === 422) return;
    if (status === 401) loggedOut();
    else say(toast?.dataset.failed);
  });
}
