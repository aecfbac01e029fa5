// How does the minute book save while one types, and say where the text is? It posts the same form that works without
// this script, one request at a time; keys for the next entry, a resolution, an action.
const form = document.querySelector("#write") ?? document.querySelector("#row");
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
    const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : { state: "device" };
    form.dispatchEvent(new CustomEvent("answered", { detail: said }));
    if (said.state === "saved") {
      form.elements.version.value = said.version;
      if (!again) show("", `${state.dataset.saved} ${said.at}`);
    } else {
      show(said.state === "decide" ? "decide" : "device", said.words ?? state.dataset[said.state] ?? state.dataset.device);
    }
  } catch {
    show("device", state.dataset.device);
    timer = setTimeout(save, 5000);
  } finally {
    busy = false;
    if (again) save();
  }
}

function later() {
  show("device", state.dataset.device);
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

// One of the usual phrases goes in where one writes; without this script its link begins a new entry with it.
function putIn(words) {
  const field = form.elements.text;
  const gap = field.selectionStart > 0 && !/\s$/.test(field.value.slice(0, field.selectionStart)) ? " " : "";
  field.setRangeText(gap + words, field.selectionStart, field.selectionEnd, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
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
    const alt = event.altKey && !event.ctrlKey && !event.getModifierState("AltGraph");
    if (event.ctrlKey && event.key === "Enter") press("next");
    else if (alt && event.code === "KeyR") press("resolution");
    else if (alt && event.code === "KeyA") press("action");
    else return;
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
  for (const link of document.querySelectorAll("[data-words]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      putIn(link.dataset.words);
    });
  }
  if (location.hash === "#write") {
    const fields = [...form.querySelectorAll("textarea")];
    (fields.findLast((field) => !field.value) ?? fields[0])?.focus();
  }
}
