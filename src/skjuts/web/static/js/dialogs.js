// A link with data-opens leads to a page that asks; with script the same question opens here, in the dialog it names.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (!dialog || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  dialog.showModal();
});

// Keep or take: one button chooses the same side for every field of a conflict.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-choose-all]");
  if (!button) return;
  const side = button.dataset.chooseAll;
  for (const radio of button.closest("form").querySelectorAll(`input[type="radio"][data-side="${side}"]`)) {
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

// Show a fragment from the server in a dialog of its own, such as the conflict that a save met.
export function showFragment(html) {
  const dialog = document.createElement("dialog");
  dialog.className = "ds-dialog sk-dialog sk-dialog-wide";
  dialog.innerHTML = html;
  const heading = dialog.querySelector("h2");
  if (heading) {
    heading.id ||= "dialog-heading";
    dialog.setAttribute("aria-labelledby", heading.id);
  }
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
