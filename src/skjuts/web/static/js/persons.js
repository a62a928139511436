// Choosing a person: suggestions while one types, in the design system's combobox. Without script the button searches.
const PAUSE_MS = 150;
const LEAST = 2;

for (const field of document.querySelectorAll(".sk-person[data-search]")) if (field.dataset.search) wake(field);

function wake(field) {
  const input = field.querySelector('input[type="search"]');
  const picked = field.querySelector(".sk-hits input:checked");
  const box = document.createElement("ds-suggestion");
  const list = document.createElement("u-datalist");
  const chosen = document.createElement("input");
  box.className = "ds-suggestion";
  list.setAttribute("data-nofilter", "");
  Object.assign(chosen, { type: "hidden", name: input.name.replace(/_query$/, ""), value: picked?.value ?? "" });
  if (picked) box.append(makeItem(picked.value, field.querySelector(`label[for="${CSS.escape(picked.id)}"]`).textContent));
  field.querySelector(".sk-with-button").replaceWith(box);
  field.querySelector(".sk-hits")?.remove();
  box.append(input, document.createElement("del"), list);
  field.append(chosen);
  listen(field.dataset.search, box, input, list, chosen);
}

function makeItem(value, label) {
  const item = document.createElement("data");
  item.value = value;
  item.textContent = label;
  return item;
}

function listen(address, box, input, list, chosen) {
  let timer;
  let latest = 0;
  input.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    clearTimeout(timer);
    const query = input.value.trim();
    const turn = ++latest;
    if (query.length < LEAST) return list.replaceChildren();
    timer = setTimeout(async () => {
      const found = await search(address, query);
      if (turn === latest && found !== null) list.innerHTML = found;
    }, PAUSE_MS);
  });
  box.addEventListener("comboboxafterselect", () => {
    chosen.value = box.values[0] ?? "";
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

async function search(address, query) {
  const url = new URL(address, location.href);
  url.searchParams.set("q", query);
  try {
    const answer = await fetch(url, { credentials: "same-origin", headers: { "HX-Request": "true" } });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}
