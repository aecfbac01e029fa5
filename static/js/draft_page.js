// How does one go on writing in a browser that was opened without a line? This page is the same for everybody; it draws
// the meeting opened last from what the device holds, for the one whose key the device has.
import * as drafts from "./drafts.js";
import * as book from "./minute_book.js";

const $ = (name) => document.getElementById(name);
const make = (name, more, ...inside) => {
  const made = Object.assign(document.createElement(name), more);
  made.append(...inside);
  return made;
};
let meeting, item;

// What the meeting says, with what the device has on top of it.
async function entries() {
  const known = new Map(meeting.entries.map((entry) => [entry.key, entry]));
  for (const row of await drafts.drafts(meeting.meeting)) {
    if (row.kind !== "entry") continue;
    const { fields } = await drafts.unseal(row.id, row.sealed).catch(() => ({ fields: null }));
    if (!fields) continue;
    const { key, item: under, text } = Object.fromEntries(fields);
    known.set(key, { ...known.get(key), key, item: +under, text, row, fields });
  }
  return [...known.values()].filter((entry) => entry.item === item.pk);
}

function fieldsOf(entry) {
  const deeds = entry.deeds.flatMap((deed, place) => Object.entries(deed).map(([name, value]) => [`deed-${place}-${name}`, `${value}`]));
  const officers = entry.officers_only ? [["officers_only", "on"]] : [];
  return [["key", entry.key], ["item", `${entry.item}`], ["kind", entry.kind], ["text", entry.text], ...officers, ...deeds];
}

const headed = () => ($("item").textContent = `${item.position}. ${item.title}`);

async function draw() {
  $("agenda").replaceChildren(...meeting.agenda.map((row) => {
    const link = make("a", { href: `#${row.position}` }, make("b", { textContent: row.position }), row.title);
    if (row.pk === item.pk) link.setAttribute("aria-current", "step");
    return make("li", {}, link);
  }));
  headed();
  book.listWaiting(meeting.meeting, $("on-device"), ["area"]);
  const open = book.form.elements.key.value;
  const rows = (await entries()).filter((entry) => entry.key !== open);
  $("entries").replaceChildren(...rows.map((entry) => {
    const edit = make("button", { type: "button", className: "button plain tiny", textContent: $("entries").dataset.edit });
    edit.addEventListener("click", () => write(entry));
    const head = make("header", {}, ...(entry.row ? [book.mark(entry.row)] : []));
    const deeds = (entry.deeds ?? []).map((deed) => make("p", { className: "small text", textContent: deed.text }));
    return make("article", { className: "entry" }, head, make("div", { className: "text", textContent: entry.text }), ...deeds, edit);
  }));
}

async function write(entry) {
  await book.keep();
  const { elements } = book.form;
  book.form.dataset.title = item.title;
  book.fill(entry ? (entry.fields ?? fieldsOf(entry)) : [["key", crypto.randomUUID()], ["item", `${item.pk}`], ["kind", "discussion"], ["text", ""]]);
  elements.version.value = entry?.row?.base ?? entry?.version ?? 0;
  await book.writeIn({ meeting: meeting.meeting, post: `/minutes/${meeting.minutes}/save/`, blank: true });
  await draw();
  elements.text.focus();
}

async function choose() {
  item = meeting.agenda.find((row) => `#${row.position}` === location.hash) ?? item ?? meeting.agenda[0];
  // what was being written under this item goes on
  const [left] = (await entries()).filter((entry) => entry.row && drafts.isUnsent(entry.row) && entry.row.base === 0).sort((a, b) => b.row.at - a.row.at);
  await write(left);
}

function reach() {
  $("lede").textContent = $("lede").dataset[navigator.onLine ? "online" : "offline"];
}

async function begin() {
  const device = await drafts.open();
  meeting = device?.keeps ? await drafts.remembered().catch(() => null) : null;
  if (!meeting) {
    $("closed").hidden = false;
    return;
  }
  $("forum").textContent = `${meeting.forum} · ${meeting.title}`;
  $("back").href = `/meetings/${meeting.meeting}/minutes/`;
  const owners = $("owners") ?? book.form.appendChild(make("datalist", { id: "owners" }));
  owners.replaceChildren(...meeting.owners.map(([value, about]) => make("option", { value, textContent: about })));
  const last = (await drafts.drafts(meeting.meeting)).filter((row) => row.item && drafts.isUnsent(row)).sort((a, b) => b.at - a.at)[0];
  item = meeting.agenda.find((row) => `${row.pk}` === last?.item) ?? meeting.agenda[0];
  headed();
  $("book").hidden = false;
  book.on("next", async () => write());
  book.on("changed", draw);
  book.begin();
  await choose();
  addEventListener("hashchange", choose);
  for (const moment of ["online", "offline"]) addEventListener(moment, reach);
  reach();
  $("lock").addEventListener("click", async () => {
    await book.keep();
    await drafts.leave();
    location.reload();
  });
  book.form.dataset.ready = "yes";
}
begin();
