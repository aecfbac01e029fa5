// How is an area's row under the situation item saved while one types? It posts the same form that works without this
// script, one request at a time, and says that it is sending until the office has it.
const form = document.querySelector("#row");
const state = document.querySelector("#save-state");
const PAUSE = 1200;
let timer = 0;
let busy = false;
let again = false;

function show(kind, words) {
  const mark = document.createElement("span");
  mark.className = `save ${kind}`.trim();
  mark.textContent = words;
  state.replaceChildren(mark);
}

async function save() {
  clearTimeout(timer);
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  again = false;
  show("sending", state.dataset.sending);
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "error" });
    const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : { state: "sending" };
    if (said.state === "saved") {
      form.elements.version.value = said.version;
      if (!again) show("", `${state.dataset.saved} ${said.at}`);
    } else {
      show(said.state === "decide" ? "decide" : "sending", said.words ?? state.dataset[said.state] ?? state.dataset.sending);
    }
  } catch {
    show("sending", state.dataset.sending);
    timer = setTimeout(save, 5000);
  } finally {
    busy = false;
    if (again) save();
  }
}

function later() {
  show("sending", state.dataset.sending);
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

function press(value) {
  form.querySelector(`button[value="${value}"]`)?.click();
}

if (form && state) {
  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (busy) {
      // the answer on its way carries the version that this sending needs
      event.preventDefault();
      const button = event.submitter;
      const wait = setInterval(() => {
        if (busy) return;
        clearInterval(wait);
        button ? button.click() : form.submit();
      }, 50);
    }
  });
  form.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || event.key !== "Enter") return;
    press("next");
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const way = event.altKey && !event.ctrlKey && { PageUp: "before", PageDown: "after" }[event.key];
    const keys = document.querySelector("#keys");
    if (way) press(way);
    else if (event.ctrlKey && ["/", "?"].includes(event.key)) {
      keys.open = !keys.open;
      if (keys.open) keys.firstElementChild.focus();
    } else return;
    event.preventDefault();
  });
  if (location.hash === "#write") {
    const fields = [...form.querySelectorAll("textarea")];
    (fields.findLast((field) => !field.value) ?? fields[0])?.focus();
  }
}
