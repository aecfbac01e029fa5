// How is an area's row under the situation item kept while one types? As an entry is: on the device within 300 ms, locked,
// and on its way to the office soon after. Without this script the same form posts with its version.
import * as drafts from "./drafts.js";
import * as book from "./minute_book.js";

const { device } = drafts;
const form = document.querySelector("#row");
const decision = document.querySelector("#two-texts");
const SOON = 150; // from the keystroke to the device
const ALIVE = 5 * 60 * 1000;
const NOT_TYPED = ["csrfmiddlewaretoken", "version", "then", "once"];
let id = "", last = "", timer = 0, keeping = Promise.resolve();

const typed = () => [...new FormData(form)].filter(([name]) => !NOT_TYPED.includes(name));

function keep() {
  clearTimeout(timer);
  timer = 0;
  const fields = typed();
  const now = JSON.stringify(fields);
  if (now === last || !id) return keeping;
  last = now;
  const { meeting, title } = form.dataset;
  const about = { meeting: +meeting, kind: "area", post: form.getAttribute("action"), version: "version", page: form.dataset.page };
  const base = +form.elements.version.value;
  keeping = keeping.then(() => drafts.write(id, about, base, { fields, title })).then((row) => timer || book.show(row));
  return keeping;
}

function soon() {
  book.unkept();
  timer ||= setTimeout(keep, SOON);
}

function fill(fields) {
  for (const [name, value] of fields) if (form.elements[name] && !name.endsWith("_FORMS")) form.elements[name].value = value;
  last = JSON.stringify(typed());
}

// Two texts of one area: the one at the office is shown above the form until somebody says which stands.
async function decide(row) {
  const theirs = await drafts.unseal(row.id, row.theirs).catch(() => null);
  if (!theirs?.version) return;
  decision.querySelector("[data-who]").textContent = theirs.who;
  decision.querySelector("[data-at]").textContent = theirs.at;
  decision.querySelector("[data-text]").textContent = theirs.words;
  decision.hidden = false;
  decision.onclick = async (event) => {
    const choice = event.target.closest("button")?.value;
    if (!choice) return;
    decision.hidden = true;
    if (choice === "theirs") {
      await drafts.drop(id);
      location.reload();
      return;
    }
    form.elements.version.value = theirs.version;
    await keep();
    await drafts.again(id, theirs.version);
    await drafts.hurry(id);
  };
}

async function heard(news) {
  if ("paused" in news) book.say((device.paused = news.paused));
  if (!news.id || news.id !== id) return;
  if (news.state === "sending") {
    if (!timer) book.show({ ...news, seq: 1, sent: 0 }, true);
  } else if (news.state === "settled" && !news.row) {
    form.inert = true; // the draft was closed; the office keeps the words aside
    book.show({ seq: 0, sent: 0, verdict: "decide", decision: news.said.url });
  } else if (news.row) {
    form.elements.version.value = news.row.base;
    if (!timer) book.show(news.row);
    if (news.state === "decide") await decide(news.row);
  }
}

async function pressed(event) {
  event.preventDefault();
  if (!id) return;
  const value = event.submitter?.value ?? "stay";
  await keep();
  await drafts.hurry(id);
  if (!(await book.arrived(device.keeps ? (navigator.onLine ? 4000 : 0) : Infinity, id))) return;
  await drafts.drop(id);
  if (value === "stay") location.reload();
  else location.assign(`${location.pathname}?item=${form.dataset.position}${form.dataset.following}`);
}

async function begin() {
  await drafts.open({ writes: true });
  const own = drafts.idOf("area", form.getAttribute("action"));
  if (!(await book.hold(`kikao-${own}`))) {
    for (const part of form.elements) part.disabled = true;
    book.say("elsewhere");
    navigator.locks.request(`kikao-${own}`, () => location.reload());
    return;
  }
  id = own;
  last = JSON.stringify(typed());
  const row = (await drafts.drafts()).find((known) => known.id === id);
  if (row && !drafts.isUnsent(row) && row.verdict === "saved") await drafts.drop(id);
  else if (row) {
    const content = await drafts.unseal(id, row.sealed).catch(() => null);
    if (content) {
      fill(content.fields);
      form.elements.version.value = row.base;
      book.show(row);
      if (row.verdict === "decide") await decide(row);
      else drafts.wake();
    } else book.say("locked");
  }
  drafts.listen(heard);
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", pressed);
  form.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || event.key !== "Enter") return;
    book.press(form, "next");
    event.preventDefault();
  });
  book.followKeys(form);
  drafts.keepers.add(keep);
  for (const moment of ["pagehide", "blur"]) addEventListener(moment, keep);
  document.addEventListener("visibilitychange", keep);
  setInterval(drafts.stay, ALIVE);
  book.say(device.keeps ? device.paused : "nodevice");
  form.inert = false;
  book.toTheFirstEmpty(form);
  if (device.keeps) drafts.register();
  form.dataset.ready = "yes";
}

// until the device is open nothing can be typed that would be nowhere; should it fail, the form works as without a script
if (form) {
  form.inert = true;
  Promise.race([begin(), drafts.patience()]).finally(() => (form.inert = false));
}
