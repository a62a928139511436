// The keyboard map. The frame lists its keys in one dialog (data-keys on each row); an element of the page joins the
// list by its own data-keys and data-keys-label. Nothing listens when the reader has turned the keys off, and a
// single letter never acts while one writes. data-moves steps among the page's rows (data-row), as the arrows do inside
// data-rows; data-waits on a button means that its key only goes there, and Enter presses it.
import { isWriting } from "./undo.js";

const dialog = document.getElementById("shortcuts");
const active = document.body.hasAttribute("data-shortcuts");

for (const opener of document.querySelectorAll("[data-open-shortcuts]")) {
  opener.hidden = !dialog;
  opener.addEventListener("click", () => {
    opener.closest("[popover]")?.hidePopover();
    open();
  });
}

if (dialog && active) {
  for (const hint of document.querySelectorAll("[data-key-of]")) hint.hidden = false;
  document.addEventListener("keydown", press);
}

document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || nameKeys(event) !== event.key || !event.target.closest?.("[data-row]")) return;
  event.preventDefault();
  moveRow(step);
});

function moveRow(step) {
  const rows = [...document.querySelectorAll("[data-rows] [data-row]")];
  const here = rows.findIndex((row) => row === document.activeElement);
  const current = here < 0 ? rows.findIndex((row) => row.hasAttribute("aria-current")) : here;
  rows[Math.min(Math.max(current + step, 0), rows.length - 1)]?.focus();
}

function press(event) {
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  const keys = nameKeys(event);
  const plain = !(event.altKey || event.ctrlKey || event.metaKey);
  if (plain && isWriting(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const owner = findOwner(keys);
  if (!owner) return;
  event.preventDefault();
  if (owner.dataset.does === "open") open();
  else if (owner.dataset.focuses) document.querySelector(owner.dataset.focuses)?.focus();
  else if (owner.dataset.leads) location.assign(owner.dataset.leads);
  else if (owner.dataset.moves) moveRow(Number(owner.dataset.moves));
  else if (owner.matches("input, select, textarea, [data-waits]")) owner.focus();
  else owner.click();
}

export function nameKeys(event) {
  const held = [event.ctrlKey && "Control", event.altKey && "Alt", event.metaKey && "Meta"].filter(Boolean);
  const key = event.altKey && /^Key[A-Z]$/.test(event.code ?? "") ? event.code.slice(3).toLowerCase() : event.key;
  return [...held, key.length === 1 ? key.toLowerCase() : key].join("+");
}

function findOwner(keys) {
  return [...document.querySelectorAll("[data-keys]")].find((each) => each.dataset.keys === keys && (dialog.contains(each) || each.getClientRects().length));
}

function open() {
  listPage();
  dialog.showModal();
}

function listPage() {
  const list = dialog.querySelector("[data-page-keys]");
  const owners = [...document.querySelectorAll("[data-keys-label]")].filter((each) => !dialog.contains(each));
  list.closest("section").hidden = owners.length === 0;
  list.replaceChildren(...owners.map((owner) => describe(owner.dataset.keys, owner.dataset.keysLabel)));
}

function describe(keys, label) {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  for (const [place, key] of keys.split("+").entries()) {
    const mark = document.createElement("kbd");
    if (place) term.append("+ ");
    mark.textContent = key === "Control" ? "Ctrl" : key.length === 1 ? key.toUpperCase() : key;
    term.append(mark, " ");
  }
  const said = document.createElement("dd");
  said.textContent = label;
  row.append(term, said);
  return row;
}
