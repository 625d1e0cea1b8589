/* Forms: fields that an answer calls forth, rows that are added, files that are sent at once. */

/** Show what the answers so far call for. What is hidden is judged by the server, never by this. */
function showByAnswers(form) {
  for (const part of form.querySelectorAll("[data-shown-when]")) {
    const wanted = part.dataset.shownIs.split(" ");
    const controls = form.querySelectorAll(`[name="${CSS.escape(part.dataset.shownWhen)}"]`);
    const answers = [...controls].flatMap((control) => {
      if (control.type === "radio" || control.type === "checkbox") return control.checked ? [control.value] : [];
      return control.multiple ? [...control.selectedOptions].map((option) => option.value) : [control.value];
    });
    part.hidden = !answers.some((answer) => wanted.includes(answer));
  }
}

for (const form of document.querySelectorAll("form:has([data-shown-when])")) {
  form.addEventListener("change", () => showByAnswers(form));
  showByAnswers(form);
}

/* One more row: a copy of the empty one, numbered on */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-rows-add]");
  if (!button) return;
  event.preventDefault();
  const rows = button.closest("[data-rows]");
  const total = rows.querySelector(`[name="${rows.dataset.rows}-TOTAL_FORMS"]`);
  const holder = document.createElement("template");
  holder.innerHTML = rows.querySelector("[data-rows-empty]").innerHTML.replaceAll("__prefix__", total.value);
  total.value = Number(total.value) + 1;
  const list = rows.querySelector("[data-rows-list]");
  list.append(holder.content);
  const added = list.lastElementChild;
  globalThis.htmx?.process(added);
  showByAnswers(button.form);
  added.querySelector("input:not([type=hidden]), select, textarea")?.focus();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-remove]");
  if (!button) return;
  const form = button.form;
  button.closest(button.dataset.remove)?.remove();
  form?.dispatchEvent(new Event("input", { bubbles: true }));
});

/* A phrase, put last in what is written; without a script it is there to read and copy */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  if (!button) return;
  const field = document.getElementById(button.dataset.insert);
  const words = button.parentElement.querySelector("[data-words]").textContent;
  field.value = [field.value.trimEnd(), words].filter(Boolean).join("\n");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

/* A box that searches sends what was typed in it, and nothing else of the form around it */
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  if (!ctx.sourceElement.matches("ds-suggestion input")) return;
  ctx.request.body = new FormData();
  ctx.request.body.append(ctx.sourceElement.name, ctx.sourceElement.value);
});

/* That nobody was found is said in the list, and is no choice */
document.addEventListener("keydown", (event) => {
  const active = event.key === "Enter" && event.target.getAttribute("aria-activedescendant");
  if (!active || !document.getElementById(active)?.matches("[data-empty]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

/* Somebody was added to those already chosen: the box is empty for the next name */
document.addEventListener("comboboxafterselect", (event) => {
  if (!event.target.matches("[data-multiple]")) return;
  const input = event.target.querySelector("input");
  setTimeout(() => {
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
});

/** Send one file and show how it goes; resolves when the server has answered. */
function send(box, input, file) {
  const bar = box.querySelector("progress");
  const body = new FormData();
  body.append(input.name, file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", box.dataset.upload);
    request.setRequestHeader("X-CSRFToken", formToken());
    request.setRequestHeader("X-Requested-With", "fetch");
    request.setRequestHeader("X-Person", document.body.dataset.person ?? "");
    request.upload.onprogress = (progress) => {
      bar.hidden = false;
      bar.value = Math.round((100 * progress.loaded) / progress.total);
    };
    request.onloadend = () => {
      bar.hidden = true;
      if (request.status === 200) box.querySelector("[data-uploads]").insertAdjacentHTML("beforeend", request.responseText);
      else if (request.status === 401) loggedOut(() => send(box, input, file));
      else say(request.status === 422 ? request.responseText : toast?.dataset.failed);
      resolve(request.status === 200);
    };
    request.send(body);
  });
}

for (const box of document.querySelectorAll("[data-upload]")) {
  const input = box.querySelector("input[type=file]");
  input.addEventListener("change", async () => {
    const files = [...input.files];
    input.value = "";
    for (const file of files) await send(box, input, file);
    input.form?.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
