// Characters left in a long text. Said to screen readers only when the writer pauses.
const PAUSE_MS = 800;
const spoken = document.createElement("div");
spoken.className = "ds-sr-only";
spoken.setAttribute("role", "status");
let timer;

document.addEventListener("input", (event) => {
  const limit = Number(event.target.dataset?.limit);
  if (!limit) return;
  const words = count(event.target, limit);
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!spoken.isConnected) document.body.append(spoken);
    spoken.textContent = words;
  }, PAUSE_MS);
});

for (const text of document.querySelectorAll("[data-limit]")) if (text.value) count(text, Number(text.dataset.limit));

function count(text, limit) {
  const counter = document.querySelector(`[data-counts="${CSS.escape(text.id)}"]`);
  const left = limit - text.value.length;
  const pattern = left < 0 ? counter.dataset.over : counter.dataset.left;
  counter.dataset.state = left < 0 ? "over" : "within";
  counter.textContent = pattern.replace("{}", String(Math.abs(left)));
  return counter.textContent;
}
