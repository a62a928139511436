// Ctrl+Z takes back what was just done, while its notice or button stands on the page: the newest first.
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
