/*
 * Passkeys. A form with data-passkey="create" or "get" asks the browser for a key when its button is pressed, puts the
 * answer in the field named by data-credential, and is sent. What is asked for lies in the JSON beside the form
 * (data-options is its id), or is fetched from data-options-href. A browser that knows no passkeys does not show them.
 */
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

/** What the server says as JSON, as the browser wants it. */
function asked({ publicKey }) {
  const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
  options.excludeCredentials = known(options.excludeCredentials);
  options.allowCredentials = known(options.allowCredentials);
  return options;
}

/** What the browser answers, as the server wants it. */
function answered(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const said = parts.filter((part) => response[part]).map((part) => [part, words(response[part])]);
  return JSON.stringify({
    id: credential.id,
    rawId: words(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(said),
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const failed = form.querySelector("[data-passkey-failed]");
  if (window.PublicKeyCredential) form.hidden = false;
  form.addEventListener("submit", async (event) => {
    const field = form.elements.namedItem(form.dataset.credential);
    event.preventDefault();
    failed.hidden = true;
    try {
      const { optionsHref, options } = form.dataset;
      const given = optionsHref
        ? await (await fetch(optionsHref, { headers: { Accept: "application/json" } })).json()
        : JSON.parse(document.getElementById(options).textContent);
      const publicKey = asked(given.request_options ?? given.creation_options);
      field.value = answered(await navigator.credentials[form.dataset.passkey]({ publicKey }));
      form.submit();
    } catch {
      /* the owner changed her mind, or the key is not hers: both look alike on purpose */
      failed.hidden = false;
    }
  });
}

/* What was posted before one was asked for a proof goes on by itself; without a script there is a button. */
document.querySelector("form[data-go-on]")?.requestSubmit();
