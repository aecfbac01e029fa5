// How do photographs come over a weak line? Made smaller here first, sent in parts, and gone on with after a cut; the
// same form sends the files whole where this script does not run.
import { smaller } from "./pictures.js";

const form = document.querySelector("#send");
const SMALLEST = 32 * 1024;
const LARGEST = 512 * 1024;
const QUICK = 1500; // ms in which a part comes over a good line
const WAITS = [1, 2, 4, 8, 15, 30]; // seconds

const list = form?.querySelector(".sending");
const status = form?.querySelector("[role=status]");
const say = (words, values = {}) => {
  status.textContent = words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
};

class Refused extends Error {}
class SignedOut extends Error {}

// The same bytes have the same key, so that a page opened anew goes on where the last one was.
async function keyOf(file) {
  const bytes = crypto.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())) : crypto.getRandomValues(new Uint8Array(32));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function ask(address, fields) {
  const body = fields && new FormData();
  for (const [name, value] of Object.entries(fields ?? {})) body.append(name, value);
  const answer = await fetch(address, { method: fields ? "POST" : "GET", body, redirect: "manual", headers: { Accept: "application/json" } });
  if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) throw new SignedOut();
  if (answer.status >= 500 || !answer.headers.get("Content-Type")?.includes("json")) throw new TypeError("no answer");
  const said = await answer.json();
  if (answer.status === 422) throw new Refused(said.words);
  return said;
}

function lineIsBack(seconds) {
  return new Promise((done) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      done();
    };
    const timer = setTimeout(go, seconds * 1000);
    addEventListener("online", go);
  });
}

// Everything that is left of one file; asks first how much has come, so that nothing is sent or filed twice.
async function sendRest(file, key, said, moved) {
  const token = (state) => (form.elements.csrfmiddlewaretoken.value = state.token);
  const state = await ask(`${form.dataset.part}?key=${key}`);
  token(state);
  if (state.filed) return;
  let have = state.have;
  let length = SMALLEST;
  while (have < file.size) {
    moved(have);
    const part = file.slice(have, have + length);
    const began = performance.now();
    const answer = await ask(form.dataset.part, { csrfmiddlewaretoken: state.token, key, name: file.name, total: file.size, offset: have, part });
    have = answer.have;
    length = performance.now() - began < QUICK ? Math.min(LARGEST, length * 2) : Math.max(SMALLEST, length / 2);
  }
  moved(have);
  const answer = await ask(form.dataset.whole, { csrfmiddlewaretoken: state.token, key, ...said });
  if (!answer.filed) throw new TypeError("not whole");
}

async function send(file, said, moved, tell) {
  const key = await keyOf(file);
  let before = 0;
  for (let cuts = 0; ; ) {
    try {
      return await sendRest(file, key, said, (have) => {
        if (have > before) cuts = 0;
        before = have;
        moved(have);
        tell();
      });
    } catch (wrong) {
      if (!(wrong instanceof TypeError)) throw wrong;
      say(form.dataset.cut);
      await lineIsBack(WAITS[Math.min(cuts++, WAITS.length - 1)]);
    }
  }
}

function row(name) {
  const item = document.createElement("li");
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", form.dataset.progress.replace("{name}", name));
  item.append(name, bar);
  list.append(item);
  return { bar, wrong: (words) => {
    const error = document.createElement("span");
    error.className = "error";
    error.textContent = words;
    bar.replaceWith(error);
  } };
}

async function showWhatIsThere() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const now = page.querySelector("#filed");
  if (now) document.querySelector("#filed").replaceWith(now);
}

function isWanting(field, words) {
  field.setAttribute("aria-invalid", "true");
  field.focus();
  say(words);
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { file: chosen, title, alternative, audience } = form.elements;
  const files = [...chosen.files];
  for (const field of [chosen, title]) field.removeAttribute("aria-invalid");
  if (!files.length) return isWanting(chosen, form.dataset.choose);
  if (!title.value.trim()) return isWanting(title, form.dataset.wanting);
  const said = { title: title.value, alternative: alternative.value, audience: audience.value };
  const button = form.querySelector("button.button");
  const stay = (leaving) => leaving.preventDefault();
  addEventListener("beforeunload", stay);
  button.disabled = true;
  list.replaceChildren();
  list.hidden = false;
  let filed = 0;
  try {
    for (const [place, file] of files.entries()) {
      const shown = row(file.name);
      say(form.dataset.preparing);
      const small = await smaller(file);
      const tell = () => say(form.dataset.sending, { n: place + 1, all: files.length });
      try {
        await send(small, said, (have) => (shown.bar.value = have / small.size), tell);
        filed += 1;
      } catch (wrong) {
        if (!(wrong instanceof Refused)) throw wrong;
        shown.wrong(wrong.message);
      }
    }
    say(form.dataset.done, { n: filed, all: files.length });
    if (filed === files.length) form.reset();
  } catch (wrong) {
    if (!(wrong instanceof SignedOut)) throw wrong;
    say(form.dataset.signin);
  } finally {
    removeEventListener("beforeunload", stay);
    button.disabled = false;
  }
  if (filed) await showWhatIsThere().catch(() => location.reload());
});
