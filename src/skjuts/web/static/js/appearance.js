// Light and contrast: the choice shows at once, and the server keeps it.
const KEPT = { colour_scheme: "data-color-scheme", contrast: "data-contrast" };

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-appearance]");
  const button = event.submitter;
  if (!form || !(button?.name in KEPT)) return;
  event.preventDefault();
  const undo = show(button);
  try {
    const body = new FormData(form, button);
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
    if (!answer.ok && answer.type !== "opaqueredirect") undo();
  } catch {
    undo();
  }
});

function show(button) {
  const root = document.documentElement;
  const attribute = KEPT[button.name];
  const before = root.getAttribute(attribute);
  const pressed = button.parentElement.querySelector('[aria-pressed="true"]');
  set(root, attribute, button.value === "auto" && attribute === "data-contrast" ? null : button.value);
  press(pressed, button);
  return () => {
    set(root, attribute, before);
    press(button, pressed);
  };
}

function set(root, attribute, value) {
  if (value === null) root.removeAttribute(attribute);
  else root.setAttribute(attribute, value);
}

function press(before, after) {
  before?.setAttribute("aria-pressed", "false");
  after?.setAttribute("aria-pressed", "true");
}
