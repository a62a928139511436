// A draft saves itself when the writer pauses and when she leaves a field, and says so: "Sparat 10.42".
// The form names the address in data-autosave. The server answers 204, or 200 with what now stands there as the text that the
// hidden field `before` is to hold (X-Version holds the new version), 409 with the conflict as a fragment, or 422 when the
// draft cannot be kept yet.
import { showFragment } from "./dialogs.js";

const IDLE_MS = 2000;
const RETRY_MS = 5000;
const forms = new WeakMap();

for (const name of ["input", "change"]) document.addEventListener(name, (event) => plan(event.target.form, IDLE_MS));
document.addEventListener("focusout", (event) => {
  const form = event.target.form;
  if (form && forms.get(form)?.dirty) plan(form, 0);
});
document.addEventListener("submit", (event) => forget(event.target));
window.addEventListener("beforeunload", (event) => {
  for (const form of document.querySelectorAll("form[data-autosave]")) if (forms.get(form)?.dirty) event.preventDefault();
});
window.addEventListener("online", () => {
  for (const form of document.querySelectorAll("form[data-autosave]")) if (forms.get(form)?.dirty) plan(form, 0);
});

function plan(form, wait) {
  if (!form?.dataset.autosave) return;
  const state = forms.get(form) ?? { saving: false };
  forms.set(form, state);
  state.dirty = true;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form, state), wait);
}

async function save(form, state) {
  if (state.saving || state.stopped) return;
  state.saving = true;
  state.dirty = false;
  say(form, "saving");
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST", body: new FormData(form), credentials: "same-origin", headers: { "X-Autosave": "1" },
    });
    await hear(form, state, answer);
  } catch {
    state.dirty = true;
    say(form, "failed");
    state.timer = setTimeout(() => save(form, state), RETRY_MS);
  } finally {
    state.saving = false;
  }
  if (state.dirty && !state.stopped) state.timer ??= setTimeout(() => save(form, state), IDLE_MS);
}

async function hear(form, state, answer) {
  if (answer.status === 409) {
    state.stopped = true;
    say(form, "conflict");
    showFragment(await answer.text());
  } else if (answer.status === 422) {
    say(form, "incomplete");
  } else if (answer.ok) {
    const version = answer.headers.get("X-Version");
    if (version && form.elements.version) form.elements.version.value = version;
    if (answer.status === 200 && form.elements.before) form.elements.before.value = await answer.text();
    say(form, "saved");
  } else {
    throw new Error(String(answer.status));
  }
}

function forget(form) {
  const state = forms.get(form);
  if (!state) return;
  clearTimeout(state.timer);
  state.dirty = false;
  state.stopped = true;
}

function say(form, what) {
  const status = form.querySelector("[data-autosave-status]");
  if (!status) return;
  const now = new Date().toLocaleTimeString(document.documentElement.lang === "en" ? "en-GB" : "sv-SE", { hour: "2-digit", minute: "2-digit" });
  const clock = document.documentElement.lang === "en" ? now : now.replace(":", ".");
  status.dataset.state = what;
  status.querySelector("[data-words]").textContent = status.dataset[what].replace("{}", clock);
}
