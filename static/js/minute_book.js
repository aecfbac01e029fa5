// How is an entry written, and how does the page say where its text is? What is typed is on the device within 300 ms and
// on its way to the office soon after; keys for the next entry, a resolution, an action. The page for writing without a
// line (draft_page.js) uses the same form.
import * as drafts from "./drafts.js";

const { device } = drafts;
const SOON = 150; // from the keystroke to the device
const ALIVE = 5 * 60 * 1000; // how often an open minute book says that it is open
const NOT_TYPED = ["csrfmiddlewaretoken", "version", "then", "once"];
export const form = document.querySelector("#write");
const state = document.querySelector("#save-state");
const note = document.querySelector("#save-note");
let id = "", about = {}, last = "", timer = 0, keeping = Promise.resolve(), held = null;

// the four states, each with its mark
export function mark(row, sending) {
  const shown = row.verdict === "decide" ? "decide" : sending ? "sending" : drafts.isUnsent(row) || row.verdict !== "saved" ? "device" : "saved";
  const words = shown === "saved" ? `${state.dataset.saved} ${row.when}` : state.dataset[shown === "device" && !device.keeps ? "sending" : shown];
  const made = document.createElement(shown === "decide" && row.decision ? "a" : "span");
  if (made.href !== undefined) made.href = row.decision;
  made.className = shown === "saved" ? "save" : `save ${shown}`;
  made.textContent = words;
  return made;
}

export function show(row, sending) {
  state.replaceChildren(...(row ? [mark(row, sending)] : []));
  if (row?.verdict === "wrong") say("wrong");
  else if (note.dataset.why === "wrong") say(device.paused);
}

export function say(why) {
  if (!device.keeps && !why) why = "nodevice";
  if (note.dataset.why === why) return;
  note.dataset.why = why;
  note.replaceChildren();
  if (!note.dataset[why]) return;
  note.textContent = note.dataset[why];
  if (why === "out" || why === "other") {
    const link = Object.assign(document.createElement("a"), { href: "/account/login/", target: "_blank", textContent: note.dataset.signin });
    note.append(" ", link);
  }
}

// The form as it is posted, with the resolutions and actions numbered in their order on the page.
function typed() {
  const names = new Map();
  [...form.querySelectorAll(".deed")].forEach((deed, place) => {
    for (const field of deed.querySelectorAll("[name^='deed-']")) names.set(field.name, field.name.replace(/deed-\w+-/, `deed-${place}-`));
  });
  const fields = [...new FormData(form)].filter(([name]) => !NOT_TYPED.includes(name) && !name.endsWith("_FORMS"));
  return [...fields.map(([name, value]) => [names.get(name) ?? name, value]), ["deed-TOTAL_FORMS", `${form.querySelectorAll(".deed").length}`], ["deed-INITIAL_FORMS", "0"]];
}

export const isBlank = (fields) => fields.every(([name, value]) => !value.trim() || !/^text$|^deed-\d+-(text|owner|due)$/.test(name));

// Keep what stands in the form now; the answer comes when it is kept.
export function keep() {
  clearTimeout(timer);
  timer = 0;
  const fields = typed();
  const now = JSON.stringify(fields);
  if (now === last || !id) return keeping;
  last = now;
  const [whose, base, what] = [id, +form.elements.version.value, { ...about }];
  const title = form.dataset.title;
  keeping = keeping.then(() => drafts.write(whose, what, base, { fields, title })).then((row) => {
    if (whose === id && !timer) show(row);
    if (!device.keeps) say("nodevice");
  });
  return keeping;
}

// New words are nowhere yet: what was said of the earlier ones is taken back.
export function unkept() {
  if (state.querySelector(".save:not(.device):not(.decide):not(.sending)")) show(null);
}

function soon() {
  unkept();
  timer ||= setTimeout(keep, SOON);
}

export function add(kind, values = {}) {
  const taken = [...form.querySelectorAll(".deed [name$='-kind']")].map((field) => +field.name.split("-")[1]);
  const number = Math.max(-1, ...taken) + 1;
  const made = document.querySelector(`template[data-deed="${kind}"]`).content.firstElementChild.cloneNode(true);
  for (const part of made.querySelectorAll("[name],[id],[for],[data-day-of]")) {
    for (const name of ["name", "id", "for", "data-day-of"]) part.getAttribute(name)?.includes("__n__") && part.setAttribute(name, part.getAttribute(name).replace("__n__", number));
  }
  const field = (name) => made.querySelector(`[name$='-${name}']`);
  field("key").value = values.key || crypto.randomUUID();
  for (const name of ["pk", "text", "owner", "due"]) field(name).value = values[name] ?? "";
  (form.querySelector(".deed:last-of-type") ?? form.elements.text).after(made);
  if (values.reference) made.querySelector(".tag").append(`, ${values.reference}`);
  made.dispatchEvent(new CustomEvent("kikao:deed", { bubbles: true }));
  return field("text");
}

// Put fields into the form, as they were typed.
export function fill(fields) {
  const values = Object.fromEntries(fields);
  const labels = new Map([...form.querySelectorAll(".deed")].map((deed) => [deed.querySelector("[name$='-pk']").value, deed.querySelector(".tag").textContent]));
  for (const deed of form.querySelectorAll(".deed")) deed.remove();
  form.elements.key.value = values.key;
  form.querySelector("[name=item]").value = values.item;
  form.elements.text.value = values.text;
  form.elements.officers_only.checked = values.officers_only === "on";
  for (const choice of form.elements.kind) choice.checked = choice.value === values.kind;
  for (let place = 0; `deed-${place}-kind` in values; place++) {
    const deed = Object.fromEntries(["pk", "key", "kind", "text", "owner", "due"].map((name) => [name, values[`deed-${place}-${name}`] ?? ""]));
    const tag = add(deed.kind, deed).closest(".deed").querySelector(".tag");
    if (labels.get(deed.pk)) tag.textContent = labels.get(deed.pk);
  }
}

// One entry is written in one tab; another tab that has it open reads until that one is closed.
export function hold(name) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((done) => {
    navigator.locks
      .request(name, { signal: AbortSignal.timeout(1500) }, () => new Promise((release) => { held = release; done(true); }))
      .catch(() => done(false));
  });
}

// Write in this entry from now on: what the device has of it goes into the form, and on to the office.
export async function writeIn({ meeting, post, blank = false }) {
  const key = form.elements.key.value;
  held?.();
  id = drafts.idOf("entry", key);
  about = { meeting, post, kind: "entry", version: "version", item: form.querySelector("[name=item]").value };
  last = JSON.stringify(typed());
  if (!(await hold(`kikao-entry-${key}`))) {
    for (const part of form.elements) part.disabled = true;
    id = "";
    say("elsewhere");
    navigator.locks.request(`kikao-entry-${key}`, () => location.reload());
    return null;
  }
  const row = (await drafts.drafts()).find((known) => known.id === id);
  if (!row) return null;
  if (!drafts.isUnsent(row) && row.verdict === "saved" && row.base <= +form.elements.version.value && !blank) {
    await drafts.drop(id);
    return null;
  }
  const content = await drafts.unseal(id, row.sealed).catch(() => null);
  if (!content) return say("locked");
  fill(content.fields);
  form.elements.version.value = row.base;
  last = JSON.stringify(typed());
  show(row);
  if (row.verdict === "decide") drafts.again(id);
  else drafts.wake();
  return row;
}

// A new entry, in place: the one before stays on the device until the office has it.
export function startAfresh() {
  const item = form.querySelector("[name=item]").value;
  form.reset();
  fill([["key", crypto.randomUUID()], ["item", item], ["text", ""], ["kind", form.querySelector("[name=kind]:checked")?.value ?? "discussion"]]);
  form.elements.version.value = 0;
  show(null);
  form.elements.text.focus();
}

export async function arrived(within, what = id) {
  const until = Date.now() + within;
  while (Date.now() < until) {
    const row = (await drafts.drafts()).find((known) => known.id === what);
    if (!row || !drafts.isUnsent(row) || row.verdict === "wrong") return row?.verdict !== "wrong" && row?.verdict !== "decide";
    await new Promise((done) => setTimeout(done, 60));
  }
  return false;
}

const pages = { next: async () => {}, saved: () => {} };
export const on = (name, deed) => (pages[name] = deed);

async function pressed(event) {
  const value = event.submitter?.value ?? "stay";
  event.preventDefault();
  if (!id) return;
  if (value === "resolution" || value === "action") add(value).focus();
  else if (value.startsWith("drop-")) event.submitter.closest(".deed").remove();
  await keep();
  if (!["next", "stay", "before", "after"].includes(value)) return;
  await drafts.hurry(id);
  const sent = () => arrived(device.keeps ? (navigator.onLine ? 4000 : 0) : Infinity);
  if (value === "before" || value === "after") return pages.beside?.(value === "after" ? 1 : -1, sent);
  if (value === "next") await pages.next(sent, typed());
}

// How the office understood each day in words; it numbers the deeds as they were sent.
function echo(days) {
  const deeds = [...form.querySelectorAll(".deed")].map((deed, place) => [deed.querySelector("[name$='-due']")?.name, days[`deed-${place}-due`]]);
  form.dispatchEvent(new CustomEvent("answered", { detail: { days: Object.fromEntries(deeds.filter(([name, said]) => name && said)) } }));
}

function heard(news) {
  if ("paused" in news) {
    device.paused = news.paused;
    if (note.dataset.why !== "elsewhere") say(news.paused);
  }
  if (news.id && news.id === id) {
    if (news.state === "settled" && !news.row) return location.reload();
    if (news.state === "sending") return timer || show({ ...news, seq: 1, sent: 0 }, true);
    if (!news.row) return;
    form.elements.version.value = news.row.base;
    if (!timer) show(news.row);
    for (const deed of news.said?.deeds ?? []) {
      const tag = form.querySelector(`[name$='-key'][value='${CSS.escape(deed.key)}']`)?.closest(".deed").querySelector(".tag");
      if (tag && !tag.textContent.includes(deed.reference)) tag.append(`, ${deed.reference}`);
    }
    if (news.said?.entry) pages.saved(news.said.entry);
    if (news.said?.days) echo(news.said.days);
  } else if (news.id && news.row !== undefined) pages.changed?.();
}

// One of the usual phrases goes in where one writes; without this script its link begins a new entry with it.
function putIn(words) {
  const field = form.elements.text;
  const gap = field.selectionStart > 0 && !/\s$/.test(field.value.slice(0, field.selectionStart)) ? " " : "";
  field.setRangeText(gap + words, field.selectionStart, field.selectionEnd, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export const press = (form, value) => form.querySelector(`button[value="${value}"]`)?.click();

// The keys of the whole page: to the item before and after, and the list of the keys.
export function followKeys(form) {
  document.addEventListener("keydown", (event) => {
    const way = event.altKey && !event.ctrlKey && { PageUp: "before", PageDown: "after" }[event.key];
    const keys = document.querySelector("#keys");
    if (way) press(form, way);
    else if (keys && event.ctrlKey && ["/", "?"].includes(event.key)) {
      keys.open = !keys.open;
      if (keys.open) keys.firstElementChild.focus();
    } else return;
    event.preventDefault();
  });
}

// Where one writes next: in the last box that is still empty.
export function toTheFirstEmpty(form) {
  if (location.hash !== `#${form.id}`) return;
  const fields = [...form.querySelectorAll("textarea")];
  (fields.findLast((field) => !field.value) ?? fields[0])?.focus();
}

export function begin() {
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", pressed);
  form.addEventListener("keydown", (event) => {
    const alt = event.altKey && !event.ctrlKey && !event.getModifierState("AltGraph");
    if (event.ctrlKey && event.key === "Enter") press(form, "next");
    else if (alt && event.code === "KeyR") press(form, "resolution");
    else if (alt && event.code === "KeyA") press(form, "action");
    else return;
    event.preventDefault();
  });
  followKeys(form);
  for (const link of document.querySelectorAll("[data-words]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      putIn(link.dataset.words);
    });
  }
  drafts.keepers.add(keep);
  for (const moment of ["pagehide", "blur"]) addEventListener(moment, keep);
  document.addEventListener("visibilitychange", keep);
  addEventListener("beforeunload", (event) => device.keeps || state.querySelector(".sending") === null || event.preventDefault());
  drafts.listen(heard);
  setInterval(drafts.stay, ALIVE);
}

// What is on the device of this meeting and not in the form, until the office has it.
export async function listWaiting(meeting, place, kinds = ["entry", "area"]) {
  const rows = (await drafts.drafts(meeting)).filter((row) => kinds.includes(row.kind) && row.id !== id && (drafts.isUnsent(row) || row.verdict === "decide"));
  const made = await Promise.all(rows.map(async (row) => {
    const content = await drafts.unseal(row.id, row.sealed).catch(() => null);
    const values = Object.fromEntries(content?.fields ?? []);
    const part = Object.assign(document.createElement("article"), { className: "entry" });
    const head = document.createElement("header");
    const words = Object.assign(document.createElement("div"), { className: "text", textContent: values.text ?? values.reported ?? note.dataset.locked });
    const where = row.kind === "area" ? { href: row.page } : {};
    head.append(Object.assign(document.createElement(row.kind === "area" ? "a" : "b"), where, { textContent: content?.title ?? "" }), mark(row));
    part.append(head, words);
    return part;
  }));
  place.replaceChildren(...made);
}

async function minuteBook() {
  const { meeting, stamp } = form.dataset;
  const where = { meeting: +meeting, post: form.getAttribute("action") };
  await drafts.open({ writes: true });
  const place = document.querySelector("#on-device");
  let row = await writeIn(where);
  if (!row && form.elements.version.value === "0" && isBlank(typed()) && id) {
    // a new entry that the line or a closed tab left on the device goes on where it was
    const [left] = (await drafts.drafts(+meeting)).sort((a, b) => b.at - a.at).filter((known) => known.kind === "entry" && known.base === 0 && drafts.isUnsent(known) && known.item === form.querySelector("[name=item]").value);
    const content = left && (await drafts.unseal(left.id, left.sealed).catch(() => null));
    if (content && (await free(left.id))) {
      fill(content.fields);
      row = await writeIn(where);
    }
  }
  on("next", async (sent, fields) => {
    if (isBlank(fields) || (await sent())) return location.assign(`${location.pathname}?item=${form.dataset.position}#write`);
    if (note.dataset.why === "wrong" || state.querySelector("a.decide")) return;
    startAfresh();
    await writeIn(where);
    listWaiting(+meeting, place);
  });
  on("beside", async (step, sent) => {
    const to = Math.min(Math.max(+form.dataset.position + step, 1), document.querySelectorAll(".book .agenda li").length);
    if (isBlank(typed()) || (await sent()) || device.keeps) location.assign(`${location.pathname}?item=${to}#write`);
  });
  on("saved", (entry) => history.replaceState(null, "", `${location.pathname}?item=${form.dataset.position}&entry=${entry}#write`));
  on("changed", () => listWaiting(+meeting, place));
  for (const waiting of await drafts.drafts(+meeting)) if (waiting.kind === "entry" && waiting.id !== id && waiting.verdict === "decide") drafts.again(waiting.id);
  begin();
  if (id) say(device.keeps ? "" : "nodevice");
  listWaiting(+meeting, place);
  form.inert = false;
  toTheFirstEmpty(form);
  form.dataset.ready = "yes";
  if (device.keeps) {
    drafts.register();
    drafts.remember(+meeting, stamp).catch(() => {});
  }
}

const free = async (name) => {
  const key = name.split("/").pop();
  const { held: locks } = await navigator.locks.query();
  return !locks.some((lock) => lock.name === `kikao-entry-${key}`);
};

// until the device is open nothing can be typed that would be nowhere; should it fail, the form works as without a script
if (form?.dataset.meeting) {
  form.inert = true;
  Promise.race([minuteBook(), drafts.patience()]).finally(() => (form.inert = false));
}
