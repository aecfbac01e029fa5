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
  const rows = (await drafts.drafts(+form.dataset.meeting)).filter((row) => row.kind === "tick");
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

async function heard(news) {
  if ("paused" in news) say((device.paused = news.paused));
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
  for (const other of document.querySelectorAll("main form")) {
    other.addEventListener("submit", (event) => {
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
