// What was just done, with a way back: the notice's form is sent without leaving the page, and Ctrl+Z sends the newest.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-undo]");
  if (!form) return;
  event.preventDefault();
  const notice = form.closest(".sk-notice");
  const button = form.querySelector("button");
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    if (answer.redirected) location.assign(answer.url);
    else notice.remove();
  } catch {
    form.submit();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || isWriting(event.target)) return;
  const form = [...document.querySelectorAll("form[data-undo]")].at(-1);
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

export function isWriting(element) {
  return Boolean(element.closest?.('input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable]'));
}
