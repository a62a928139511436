// How a written date will be understood: "fredag 20 november 2026" under the field, as the server reads it.
const MONTHS = { jan: 1, feb: 2, mar: 3, apr: 4, maj: 5, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, okt: 10, oct: 10, nov: 11, dec: 12 };
const language = document.documentElement.lang === "en" ? "en-GB" : "sv-SE";
const told = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

document.addEventListener("input", (event) => tell(event.target));
document.addEventListener("change", (event) => tell(event.target));
for (const input of document.querySelectorAll('[data-reads="day"]')) if (input.value) tell(input);

function tell(input) {
  if (input.dataset?.reads !== "day") return;
  const day = findDay(input.value.trim().toLowerCase());
  let reading = input.parentElement.querySelector(".sk-reading");
  if (!reading) {
    reading = document.createElement("output");
    reading.className = "sk-reading";
    reading.setAttribute("for", input.id);
    input.after(reading);
  }
  reading.textContent = day ? told.format(day) : "";
}

export function findDay(written, today = new Date()) {
  const text = written.replace(/^(mån|tis|ons|tors|fre|lör|sön)(dag(en)?)?\s+(den\s+)?/, "");
  let match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
  if (match) return makeDay(+match[1], +match[2], +match[3]);
  match = /^(\d{2})-?(\d{2})-?(\d{2})$/.exec(text);
  if (match) return makeDay(2000 + +match[1], +match[2], +match[3]);
  match = /^(\d{1,2})[./ ]\s?(\d{1,2})[./ -]?\s?(\d{4})?$/.exec(text);
  if (match) return withYear(+match[1], +match[2], match[3], today);
  match = /^(\d{1,2})[.\s]*([a-zåäö]{3})[a-zåäö]*\.?\s*(\d{4})?$/.exec(text);
  return match && MONTHS[match[2]] ? withYear(+match[1], MONTHS[match[2]], match[3], today) : null;
}

function withYear(day, month, year, today) {
  if (year) return makeDay(+year, month, day);
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate());
  const here = makeDay(today.getFullYear(), month, day);
  return here && here >= midnight ? here : makeDay(today.getFullYear() + 1, month, day);
}

function makeDay(year, month, day) {
  const made = new Date(year, month - 1, day);
  return made.getMonth() === month - 1 && made.getDate() === day ? made : null;
}
