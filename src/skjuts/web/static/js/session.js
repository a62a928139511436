// Two minutes before the session ends: ask whether somebody is there. Another tab may have kept it alive, so the
// server is asked first, in the background, which does not count as use.
const WARNING_MS = 120_000;
const GRACE_MS = 1_500;
const dialog = document.getElementById("session-end");
if (dialog?.dataset.session) watch(dialog);

function watch(dialog) {
  let ends = Date.parse(dialog.dataset.ends);
  let counting = 0;

  const left = () => ends - Date.now();
  const sleep = () => setTimeout(wake, Math.max(0, left() - WARNING_MS));

  async function ask(method) {
    const headers = { "X-CSRFToken": token(), ...(method === "GET" ? { "X-Skjuts-Background": "1" } : {}) };
    const answer = await fetch(dialog.dataset.session, { method, headers, credentials: "same-origin", redirect: "manual" });
    if (!answer.ok) return false;
    ends = Date.parse((await answer.json()).ends);
    return true;
  }

  async function wake() {
    const isAlive = await ask("GET").catch(() => true);
    if (!isAlive) return leave();
    if (left() > WARNING_MS) return sleep();
    dialog.showModal();
    counting = setInterval(count, 1000);
    count();
  }

  async function count() {
    const place = dialog.querySelector("[role=timer]");
    place.textContent = place.dataset.left.replace("{}", Math.max(0, Math.round(left() / 1000)));
    if (left() > -GRACE_MS) return;
    clearInterval(counting);
    const isAlive = await ask("GET").catch(() => false);
    if (isAlive && left() > 0) return close();
    leave();
  }

  function close() {
    clearInterval(counting);
    dialog.close();
    sleep();
  }

  function leave() {
    const here = location.pathname + location.search;
    location.assign(`${dialog.dataset.signIn}?slut=idle&next=${encodeURIComponent(here)}`);
  }

  async function stay() {
    const isAlive = await ask("POST").catch(() => false);
    if (!isAlive) return leave();
    if (left() > WARNING_MS) return close();
    // Twelve hours are over: nothing keeps the session alive any longer.
    dialog.querySelector("[data-stay]").hidden = true;
    dialog.querySelector("[data-final]").hidden = false;
  }

  dialog.querySelector("[data-stay]").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  sleep();
}

function token() {
  const told = document.body.getAttribute("hx-headers:inherited");
  return told ? JSON.parse(told)["X-CSRFToken"] : "";
}
