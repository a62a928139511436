// Makes the page quicker to use; everything on it can be read without this.
"use strict";

const byId = (id) => document.getElementById(id);
document.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });

// One run at a time, on the map and in the timeline.
const map = byId("kartbild");
const whole = map.getAttribute("viewBox");
const runs = map.querySelector(".runs");
const choice = byId("valj-tur");
const zoomOut = byId("zooma-ut");

function markRun(number, mark) {
  document.querySelectorAll(`.run.${mark}, .row.${mark}`).forEach((part) => part.classList.remove(mark));
  if (number) {
    document.querySelectorAll(`.run[data-run="${number}"], .row[data-run="${number}"]`)
      .forEach((part) => part.classList.add(mark));
  }
}

// Names keep their size on the screen; the scale bar stands in the corner of the whole map only.
const names = [...map.querySelectorAll(".names text")].map((text) => ({ text, size: Number(text.getAttribute("font-size")) }));
function setView(box) {
  map.setAttribute("viewBox", box);
  const share = Number(box.split(" ")[2]) / Number(whole.split(" ")[2]);
  for (const { text, size } of names) text.setAttribute("font-size", size * share);
  const scale = map.querySelector(".scale");
  if (scale) scale.style.display = share < 1 ? "none" : "";
}

function viewOf(run) {
  const [left, top, width, height] = run.dataset.box.split(" ").map(Number);
  const [, , wholeWidth, wholeHeight] = whole.split(" ").map(Number);
  const scale = Math.min(1, Math.max(width / wholeWidth, height / wholeHeight, 0.05) * 1.25);
  const [w, h] = [wholeWidth * scale, wholeHeight * scale];
  const x = Math.min(Math.max(left + width / 2 - w / 2, 0), wholeWidth - w);
  const y = Math.min(Math.max(top + height / 2 - h / 2, 0), wholeHeight - h);
  return [x, y, w, h].map((value) => value.toFixed(2)).join(" ");
}

choice.addEventListener("change", () => {
  markRun(choice.value, "chosen");
  runs.classList.toggle("has-chosen", choice.value !== "");
  const run = runs.querySelector(`[data-run="${choice.value}"]`);
  setView(run ? viewOf(run) : whole);
  zoomOut.hidden = !run;
});
zoomOut.addEventListener("click", () => { setView(whole); zoomOut.hidden = true; choice.focus(); });

function point(part) {
  const number = part ? part.dataset.run : "";
  markRun(number, "pointed");
  const run = number && runs.querySelector(`[data-run="${number}"]`);
  byId("pekad-tur").textContent = run ? run.querySelector("title").textContent : "";
}
for (const area of [runs, document.querySelector(".timeline")]) {
  if (!area) continue;
  for (const kind of ["pointerover", "focusin"]) {
    area.addEventListener(kind, (event) => point(event.target.closest("[data-run]")));
  }
  for (const kind of ["pointerleave", "focusout"]) area.addEventListener(kind, () => point(null));
}

// A link to a run or a rider opens it.
function openTarget() {
  const target = byId(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.hidden = false;
    target.open = true;
    target.scrollIntoView();
  }
}
window.addEventListener("hashchange", openTarget);
openTarget();

document.querySelectorAll("[data-open], [data-close]").forEach((button) => {
  button.addEventListener("click", () => {
    const list = byId(button.dataset.open || button.dataset.close);
    list.querySelectorAll("details").forEach((part) => { part.open = "open" in button.dataset; });
  });
});

// Riders by id, place or vehicle.
const search = byId("sok-resa");
if (search) {
  const riders = [...document.querySelectorAll("#reselista > details")]
    .map((part) => ({ part, text: part.querySelector("summary").textContent.toLocaleLowerCase("sv") }));
  search.addEventListener("input", () => {
    const words = search.value.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { part, text } of riders) {
      part.hidden = !words.every((word) => text.includes(word));
      found += part.hidden ? 0 : 1;
    }
    byId("antal-resor").textContent = words.length ? `${found} av ${riders.length} resor` : "";
  });
}
