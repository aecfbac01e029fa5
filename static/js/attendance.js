// How are forty-five people marked in under two minutes, also while the line drops? One button marks everybody, taps mark
// the exceptions; each tap is on the device at once and on its way to the office soon after.
import * as drafts from "./drafts.js";

const { device } = drafts;
const form = document.querySelector("#marks");
const state = document.querySelector("#save-state");
const note = document.querySelector("#save-note");
const count = document.querySelector("#count");
const everybody = form?.querySelector("[data-everybody]");
const version = (member) => form.elements[`v-${member}`];
const idOf = (member) => drafts.idOf("tick", form.dataset.meeting, member);
const place = (member) => form.querySelector(`[data-member="${member}"]`);

function fields(member) {
  const chosen = place(member).querySelector("input:checked");
  const times = ["c", "l"].filter((letter) => form.elements[`${letter}-${member}`]).map((letter) => [`${letter}-${member}`, form.elements[`${letter}-${member}`].value]);
  return [[`m-${member}`, chosen?.value ?? ""], [`r-${member}`, form.elements[`r-${member}`]?.value ?? ""], ...times];
}

function keep(member) {
  if (!place(member).querySelector("input:checked")) return null;
  const about = { meeting: +form.dataset.meeting, kind: "tick", member, post: form.dataset.mark, version: `v-${member}` };
  return drafts.write(idOf(member), about, +version(member).value, { fields: fields(member) });
}

// One state for the whole sheet: what waits for a decision, then what is on the device, then what is at the office.
async function show(sending, at) {
  const rows = (await drafts.drafts(+form.dataset.meeting)).filter((row) => row.kind === "tick" || row.kind === "guest");
  const waits = rows.some(drafts.isUnsent);
  const kind = rows.some((row) => row.verdict === "decide") ? "decide" : sending ? "sending" : waits ? (device.keeps ? "device" : "sending") : at ? "saved" : "";
  if (!kind) return;
  const mark = Object.assign(document.createElement("span"), { className: kind === "saved" ? "save" : `save ${kind}` });
  mark.textContent = kind === "saved" ? `${state.dataset.saved} ${at}` : state.dataset[kind];
  state.replaceChildren(mark);
}

function say(why) {
  note.textContent = note.dataset[why || (device.keeps ? "" : "nodevice")] ?? "";
  if (why === "out" || why === "other") note.append(" ", Object.assign(document.createElement("a"), { href: "/account/login/", target: "_blank", textContent: note.dataset.signin }));
}

// Two marks of one person: both are shown beside the name, with who and when.
async function decide(row) {
  const { member } = row;
  const theirs = await drafts.unseal(row.id, row.theirs);
  const part = Object.assign(document.createElement("p"), { className: "small row" });
  const words = theirs.mark ? `${form.dataset.office} ${theirs.words}${theirs.who ? ` (${theirs.who}, ${theirs.at})` : ""}` : theirs.words;
  part.append(Object.assign(document.createElement("b"), { className: "error", textContent: words }));
  part.dataset.two = "";
  const button = (name, deed) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "button second tiny", textContent: form.dataset[name] });
    made.addEventListener("click", async () => {
      part.remove();
      await deed();
      await show(false, theirs.at);
    });
    part.append(made);
  };
  if (theirs.mark) button("mine", () => ((version(member).value = theirs.version), drafts.again(row.id, theirs.version)));
  button("theirs", async () => {
    if (theirs.mark) {
      version(member).value = theirs.version;
      place(member).querySelector(`input[value="${theirs.mark}"]`).checked = true;
    }
    await drafts.drop(row.id);
  });
  place(member)?.querySelector("[data-two]")?.remove();
  place(member)?.append(part);
}

// A guest is on the device at once, and in the office's list as soon as the line lets it.
const line = document.querySelector("#guest");
const here = document.querySelector("#guests-here");
const isGuest = (row) => row.kind === "guest" && row.meeting === +line.dataset.meeting;

async function addGuest(event) {
  event.preventDefault();
  const said = [...new FormData(line)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const title = line.elements["guest-name"].value.trim();
  if (!title) return line.elements["guest-name"].focus();
  const about = { meeting: +line.dataset.meeting, kind: "guest", post: line.getAttribute("action"), version: "version" };
  const id = drafts.idOf("guest", line.dataset.meeting, crypto.randomUUID());
  await drafts.write(id, about, 0, { fields: said, title });
  line.reset();
  line.elements["guest-name"].focus();
  await Promise.all([drafts.hurry(id), listGuests(), show()]);
}

// Those who are on this device alone; whoever cannot be entered any more is named with the reason.
async function listGuests() {
  const rows = (await drafts.drafts()).filter(isGuest);
  here.replaceChildren(...(await Promise.all(rows.map(async (row) => {
    const content = await drafts.unseal(row.id, row.sealed).catch(() => null);
    const why = row.theirs ? (await drafts.unseal(row.id, row.theirs).catch(() => null))?.words : row.verdict === "wrong" ? here.dataset.wrong : "";
    const about = document.createElement("div");
    about.append(Object.assign(document.createElement("b"), { textContent: content?.title ?? "…" }));
    about.append(Object.assign(document.createElement("p"), { className: why ? "error" : "save device", textContent: why || state.dataset[device.keeps ? "device" : "sending"] }));
    const off = Object.assign(document.createElement("button"), { type: "button", className: "button plain tiny", textContent: `${here.dataset.off} ${content?.title ?? ""}` });
    off.addEventListener("click", () => drafts.drop(row.id).then(() => Promise.all([listGuests(), show()])));
    const part = document.createElement("li");
    part.append(about, ...(row.flight ? [] : [off]));
    return part;
  }))));
}

async function heardOfGuest(news) {
  if (news.state === "saved") {
    if (news.row && !drafts.isUnsent(news.row)) await drafts.drop(news.id);
    if (news.said?.guests) document.querySelector("#guest-list").innerHTML = news.said.guests; // the office's own page part
  }
  await listGuests();
}

async function heard(news) {
  if ("paused" in news) say((device.paused = news.paused));
  if (news.id?.startsWith(drafts.idOf("guest", line.dataset.meeting))) {
    if (news.count) count.innerHTML = news.count;
    await heardOfGuest(news);
    return show(news.state === "sending", news.said?.at);
  }
  if (!news.id?.startsWith(drafts.idOf("tick", form.dataset.meeting))) return;
  if (news.count) count.innerHTML = news.count; // the office's own page part
  if (news.row && version(news.row.member)) {
    if (news.state === "saved") {
      version(news.row.member).value = news.row.base;
      if (!drafts.isUnsent(news.row)) await drafts.drop(news.row.id);
    } else if (news.state === "decide") await decide(news.row);
  }
  await show(news.state === "sending", news.said?.at);
}

async function begin() {
  await drafts.open({ writes: true });
  for (const row of await drafts.drafts(+form.dataset.meeting)) {
    if (row.kind !== "tick" || !place(row.member)) continue;
    const content = await drafts.unseal(row.id, row.sealed).catch(() => null);
    if (!content) continue;
    const [[, mark], [, instead]] = content.fields;
    const choice = place(row.member).querySelector(`input[value="${mark}"]`);
    if (choice) choice.checked = true;
    if (form.elements[`r-${row.member}`]) form.elements[`r-${row.member}`].value = instead;
    for (const [name, value] of content.fields.slice(2)) if (form.elements[name]) form.elements[name].value = value;
    if (row.verdict === "decide") await decide(row);
  }
  drafts.listen(heard);
  form.addEventListener("change", async (event) => {
    const member = event.target.closest("[data-member]")?.dataset.member;
    if (!member) return;
    await keep(member);
    await show();
  });
  line.addEventListener("submit", addGuest);
  await listGuests();
  for (const other of document.querySelectorAll("main form")) {
    if (other !== line) other.addEventListener("submit", (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      say("line");
    });
  }
  setInterval(drafts.stay, 5 * 60 * 1000);
  say(device.keeps ? "" : "nodevice");
  await show();
  if (device.keeps) drafts.register();
  form.dataset.ready = "yes";
}

if (everybody) {
  everybody.hidden = false;
  everybody.addEventListener("click", async () => {
    const marked = [];
    for (const person of form.querySelectorAll(".mark")) {
      if (person.querySelector("input:checked")) continue;
      const usual = person.querySelector(`input[value="in_attendance"]`) ?? person.querySelector(`input[value="${everybody.dataset.everybody}"]`);
      if (usual) usual.checked = true;
      marked.push(person.dataset.member);
    }
    await Promise.all(marked.map(keep));
    await show();
  });
}
// until the device is open no tap could be kept
if (form) {
  form.inert = true;
  Promise.race([begin(), drafts.patience()]).finally(() => (form.inert = false));
}
