// Where is what somebody types before the office has it? On the device, locked with a key that the office gives after
// sign-in; from here it is sent, one request at a time, however often the line drops. Nothing leaves before its answer.
const STORES = { keys: "user", drafts: "id", meetings: "id" };
const PAUSE = 1000; // after the last keystroke, and
const LONGEST = 8000; // after the first one at the latest, a text is sent
const GIVE_UP = 30000; // an answer that takes longer counts as lost; the same request goes out again
const STRICT = { durability: "strict" }; // on the disk before it is called saved
const KEY_WITHIN = 8000; // a page that waits longer for its key goes on without the device, and says so
const BATCH = 60; // ticks in one request
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
// how long a page may keep its form shut while the device opens
export const patience = () => sleep(KEY_WITHIN + 2000);
const text = new TextEncoder();
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("kikao") : null;
const listeners = new Set();
export const keepers = new Set(); // what keeps the last keystrokes before the page goes

export const device = { user: document.querySelector("#sign-out")?.dataset.user ?? "", keeps: false, paused: "" };
let key, database, csrf, failures = 0, rouse = () => {};
const memory = new Map(); // instead of the device where the browser keeps nothing

function promised(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = request.onblocked = () => failed(request.error);
  });
}

async function unlocked() {
  if (!globalThis.isSecureContext || !globalThis.indexedDB || !crypto.subtle || !navigator.locks) return null;
  const asked = indexedDB.open("kikao", 1);
  asked.onupgradeneeded = () => {
    for (const [name, keyPath] of Object.entries(STORES)) asked.result.createObjectStore(name, { keyPath });
  };
  return promised(asked).catch(() => null);
}

// One transaction: the answer comes when it is on the disk.
function deal(store, mode, deed) {
  return new Promise((done, failed) => {
    const transaction = database.transaction(store, mode, STRICT);
    let answer;
    transaction.oncomplete = () => done(answer);
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
    deed(transaction.objectStore(store), (value) => (answer = value));
  });
}

const get = (store, id) => deal(store, "readonly", (rows, answer) => (rows.get(id).onsuccess = (e) => answer(e.target.result)));
const put = (store, row) => deal(store, "readwrite", (rows) => rows.put(row));
const forget = (store, id) => deal(store, "readwrite", (rows) => rows.delete(id));
const all = (store) => deal(store, "readonly", (rows, answer) => (rows.getAll().onsuccess = (e) => answer(e.target.result)));

// Read, change and write a draft in one transaction, so that no tab writes over another; null takes it out.
function change(id, how) {
  if (!device.keeps) {
    const row = how(memory.get(id));
    row ? memory.set(id, row) : memory.delete(id);
    return Promise.resolve(row);
  }
  return deal("drafts", "readwrite", (rows, answer) => {
    rows.get(id).onsuccess = (event) => {
      const row = how(event.target.result);
      answer(row);
      row ? rows.put(row) : rows.delete(id);
    };
  });
}

async function seal(id, content) {
  if (!device.keeps) return content;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = text.encode(JSON.stringify(content));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(id) }, key, plain) };
}

export async function unseal(id, sealed) {
  if (!device.keeps) return sealed;
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv, additionalData: text.encode(id) }, key, sealed.data);
  return JSON.parse(new TextDecoder().decode(plain));
}

// Open the device for whoever is signed in on this page, or (on the page that needs no line) for whom its key is.
export async function open({ writes = false } = {}) {
  database = await unlocked();
  if (!database) return writes ? (leads(), device) : null;
  const rows = await all("keys");
  const held = rows.find((row) => row.key);
  if (!device.user && held && held.until * 1000 > Date.now()) device.user = held.user;
  if (held && device.user && held.user !== device.user) await lock(held.user);
  if (!device.user) return null;
  key = held?.user === device.user ? held.key : null;
  if (!key && (writes || (await unsent()).length)) key = await fetched(rows).catch(() => null);
  device.keeps = Boolean(key);
  if (key) navigator.locks.request(`kikao-send-${device.user}`, leads);
  else if (writes) leads();
  return device;
}

async function fetched(rows) {
  const name = rows.find((row) => row.user === "device")?.name ?? crypto.randomUUID();
  if (!(await sealed(KEY_WITHIN))) return null;
  const asked = { method: "POST", headers: { "X-CSRFToken": csrf }, body: new URLSearchParams({ device: name }), redirect: "error" };
  const answer = await fetch("/draft/key/", { ...asked, signal: AbortSignal.timeout(KEY_WITHIN) });
  const given = await answer.json();
  const raw = Uint8Array.from(atob(given.key), (sign) => sign.charCodeAt(0));
  const made = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  await put("keys", { user: "device", name });
  await put("keys", { user: given.user, key: made, until: given.until });
  return given.user === device.user ? made : null;
}

// The key goes, other tabs too, and with it all that is at the office already; what is not stays, and nobody can read it.
async function lock(user) {
  channel?.postMessage({ left: true });
  await forget("keys", user);
  for (const row of await all("meetings")) if (row.user === user) await forget("meetings", row.id);
  for (const row of await all("drafts")) if (row.user === user && row.seq === row.sent && row.verdict === "saved") await forget("drafts", row.id);
}

export async function drafts(meeting) {
  const rows = device.keeps ? await all("drafts") : [...memory.values()];
  return rows.filter((row) => row.user === device.user && (!meeting || row.meeting === meeting));
}

export const idOf = (...parts) => [device.user, ...parts].join("/");
export const isUnsent = (row) => row.seq > row.sent;
async function unsent() {
  const rows = database && !key ? await all("drafts") : await drafts();
  return rows.filter((row) => row.user === device.user && isUnsent(row));
}

// Keep what was typed. `about`: meeting, kind, post (where to), version (the field for it); `base`: the version it began with.
export async function write(id, about, base, content) {
  const now = Date.now();
  const kept = async () => {
    const locked = await seal(id, content);
    return change(id, (old) => ({
      sent: 0, base, since: now, flight: null, ...old, ...about, id, user: device.user, sealed: locked,
      ...(old && !isUnsent(old) ? { since: now } : {}), at: now, seq: (old?.seq ?? 0) + 1, held: 0,
      verdict: old?.verdict === "wrong" ? "" : old?.verdict,
    }));
  };
  let row;
  try {
    row = await kept();
  } catch {
    device.keeps = false; // the device is full or takes nothing: the page keeps it, says so, and sends it itself
    row = await kept();
    leads();
  }
  wake();
  return row;
}

export const drop = (id) => change(id, () => null);
export const again = (id, base) => change(id, (old) => old && { ...old, base: base ?? old.base, verdict: "", seq: old.seq + 1, at: 0, since: 0 }).then(wake);

// Send this one now rather than after a pause.
export const hurry = (id) => change(id, (old) => old && { ...old, at: 0, since: 0 }).then(wake);

export function wake() {
  failures = 0;
  rouse();
  channel?.postMessage({ wake: true });
}

export function listen(heard) {
  listeners.add(heard);
}

function tell(news) {
  for (const heard of listeners) heard(news);
  channel?.postMessage(news);
}

channel?.addEventListener("message", ({ data }) => {
  if (data.wake) rouse();
  else if (data.left) location.reload();
  else for (const heard of listeners) heard(data);
});
for (const moment of ["online", "focus", "pageshow"]) addEventListener(moment, () => wake());
document.addEventListener("visibilitychange", () => document.hidden || wake());

function pause(why) {
  device.paused = why;
  tell({ paused: why });
}

// A fresh seal, and whether it is still the same user who is signed in. Asking keeps the session alive.
async function sealed(patience = GIVE_UP) {
  const answer = await fetch("/draft/token/", { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(patience) });
  const given = answer.ok ? await answer.json().catch(() => null) : null;
  csrf = given?.user === device.user ? given.csrf : "";
  if (answer.status < 500) pause(csrf ? "" : given ? "other" : "out");
  return csrf;
}
export const stay = () => sealed().catch(() => "");

// The one tab that sends: round after round, sooner when something was written, later while the line is down.
let leading = false;
async function leads() {
  if (leading) return;
  leading = true;
  for (;;) {
    let wait = 60000;
    try {
      wait = await round();
      failures = 0;
    } catch {
      if (!device.paused) tell({ paused: "line" });
      wait = Math.min(15000, 1000 * 2 ** failures++) * (0.7 + Math.random() / 2);
    }
    await Promise.race([sleep(wait), new Promise((done) => (rouse = done))]);
  }
}

async function round() {
  const now = Date.now();
  const waiting = (await unsent()).filter((row) => row.verdict !== "wrong" || row.flight).filter((row) => !(row.held > now));
  if (!waiting.length) return 60000;
  const due = (row) => (row.flight ? 0 : Math.min(row.at + PAUSE, row.since + LONGEST) - now);
  const ready = waiting.filter((row) => due(row) <= 0).sort((a, b) => a.since - b.since);
  if (!ready.length) return Math.max(20, Math.min(...waiting.map(due)));
  if (!(csrf || (await sealed()))) return 20000;
  for (const group of grouped(ready)) if (!(await sent(group))) return 20000;
  return 0;
}

// An entry goes alone; ticks of one meeting go together, and what went together once goes together again.
function grouped(rows) {
  const groups = new Map();
  for (const row of rows) {
    const name = row.kind === "tick" ? (row.flight ? row.flight.once : row.post) : row.id;
    const group = groups.get(name) ?? groups.set(name, []).get(name);
    if (group.length < BATCH) group.push(row);
  }
  return groups.values();
}

async function inFlight(group) {
  const once = crypto.randomUUID();
  const flights = [];
  for (const row of group) {
    if (row.flight) {
      flights.push({ ...row.flight, fields: await unseal(row.id, row.flight.sealed) });
      continue;
    }
    // what the request will say is on the device before it leaves, so that it can be said again word by word
    const { fields } = await unseal(row.id, row.sealed);
    const flight = { once, seq: row.seq, base: row.base, sealed: await seal(row.id, fields) };
    await change(row.id, (old) => old && { ...old, flight });
    flights.push({ ...flight, fields });
  }
  return flights;
}

// Send a group; false where the queue must wait. Throws where the line or the office failed.
async function sent(group, fresh = false) {
  const flights = await inFlight(group);
  const body = new FormData();
  body.set("once", flights[0].once);
  body.set("writer", device.user);
  flights.forEach((flight, place) => {
    for (const [name, value] of flight.fields) body.append(name, value);
    body.append(group[place].version, flight.base);
  });
  for (const row of group) tell({ id: row.id, state: "sending" });
  const headers = { Accept: "application/json", "X-CSRFToken": csrf };
  const asked = { method: "POST", body, headers, redirect: "manual", signal: AbortSignal.timeout(GIVE_UP) };
  const answer = await fetch(group[0].post, asked).catch(async (wrong) => {
    await later(group);
    throw wrong;
  });
  const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
  if (said?.state && said.state !== "other" && said.state !== "signed out") {
    for (const [place, row] of group.entries()) await settle(row, flights[place], said);
    pause("");
    return true;
  }
  if (answer.status >= 500 || answer.status === 429 || answer.ok) {
    await later(group);
    throw new Error(`the office answered ${answer.status}`);
  }
  // a redirect to sign-in, an old seal, another user, or a right that is gone: nothing is dropped
  const before = csrf;
  if (!(await sealed())) return later(group, false);
  if (!fresh && before !== csrf && answer.status === 403) return sent(group.map((row, place) => ({ ...row, flight: row.flight ?? flights[place] })), true);
  tell({ paused: "held" });
  return later(group, true);
}

// It waits on the device, and the page says so; what the office does not take now is asked again in two minutes.
async function later(group, held = false) {
  for (const { id } of group) tell({ id, row: await change(id, (old) => old && { ...old, held: held ? Date.now() + 120000 : 0 }) });
  return held;
}

// What the office said of one draft: its flight is over, and what was typed since goes on from the version that stands now.
async function settle(row, flight, said) {
  let result = said;
  if (row.kind === "tick" && said.versions) {
    const version = said.versions[row.member];
    result = version ? { state: "saved", version, at: said.at } : { state: "decide", theirs: said.theirs[row.member] };
  }
  const state = result.state === "refused" ? "decide" : result.state;
  const theirs = state === "decide" && row.kind !== "entry" ? await seal(row.id, result.theirs ?? { words: said.words }) : null;
  const now = await change(row.id, (old) => {
    if (!old) return old;
    const next = { ...old, flight: null, sent: flight.seq, verdict: state, when: result.at, decision: result.url, theirs };
    if (state === "saved") next.base = result.version;
    if (state === "wrong") next.sent = old.sent; // it is not at the office, and waits until it is put right
    if (state === "wrong" && old.seq > flight.seq) next.verdict = "";
    if (state === "settled" && old.seq === flight.seq) return null;
    return next;
  });
  tell({ id: row.id, state, row: now, said: result, count: said.count });
}

// The meeting opened, so that a browser reopened without a line goes on writing; what is at the office by then is let go.
export async function remember(meeting, stamp) {
  if (!device.keeps) return;
  const id = idOf(meeting);
  const known = await get("meetings", id);
  if (known?.stamp === stamp) return;
  const answer = await fetch(`/meetings/${meeting}/draft/`, { redirect: "error" });
  if (!answer.ok) return;
  const content = await answer.json();
  await put("meetings", { id, user: device.user, meeting, stamp: content.stamp, sealed: await seal(id, content) });
  for (const row of await all("meetings")) if (row.user === device.user && row.id !== id) await forget("meetings", row.id);
  const version = new Map(content.entries.map((entry) => [idOf("entry", entry.key), entry.version]));
  for (const row of await drafts()) {
    const there = row.kind === "area" || (row.kind === "entry" && (version.get(row.id) ?? Infinity) >= row.base);
    if (there && !isUnsent(row) && row.verdict === "saved") {
      await change(row.id, (old) => (old && !isUnsent(old) ? null : old));
    }
  }
}

export async function remembered() {
  const rows = (await all("meetings")).filter((row) => row.user === device.user);
  return rows.length ? unseal(rows[0].id, rows[0].sealed) : null;
}

export function register() {
  navigator.serviceWorker?.register("/sw.js").catch(() => {});
}

// Signing out: the key goes. With unsent work the choice is to send it, to keep it locked, or to erase it.
export async function leave(erase = false) {
  if (!database) return;
  if (erase) for (const row of await all("drafts")) if (row.user === device.user) await forget("drafts", row.id);
  await lock(device.user);
}

function guard(form) {
  const dialog = document.querySelector("#unsent");
  form.addEventListener("submit", async (event) => {
    if (!database || !device.user) return;
    event.preventDefault();
    await Promise.all([...keepers].map((keep) => keep()));
    const left = (await unsent()).length;
    if (left && dialog) {
      dialog.querySelector("[data-count]").textContent = left;
      dialog.querySelector("[data-failed]").hidden = true;
      return dialog.showModal();
    }
    await leave();
    form.submit();
  });
}

document.querySelector("#unsent")?.addEventListener("click", async (event) => {
  const choice = event.target.closest("button")?.value;
  const dialog = event.currentTarget;
  if (choice === "stay") return dialog.close();
  if (!choice) return;
  if (choice === "send") {
    for (const row of await unsent()) await change(row.id, (old) => old && { ...old, at: 0, since: 0, held: 0 });
    wake();
    for (let left = 40; left && (await unsent()).length; left--) await sleep(250);
    if ((await unsent()).length) {
      dialog.querySelector("[data-failed]").hidden = false;
      return;
    }
  }
  await leave(choice === "erase");
  document.querySelector("#sign-out").submit();
});
for (const form of document.querySelectorAll("form[data-leaves]")) guard(form);
// on a page that one does not write on, what waits is sent all the same
if (device.user && !document.querySelector("[data-writes]")) open();
