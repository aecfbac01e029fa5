// Who takes an action on, and by when? An owner is found by typing any part of a name, an office or an organisation; what
// is typed stands as it is. The day is echoed as the office understood it. Without this script a plain list does.
const form = document.querySelector("#write");
const known = document.querySelector("#owners");
const rows = known ? [...known.options].map((row) => ({ value: row.value, about: row.text, own: plain(row.value), all: plain(`${row.value} ${row.text}`) })) : [];
let open = null;

function plain(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function made(kind, settings) {
  return Object.assign(document.createElement(kind), settings);
}

function combobox(field) {
  const list = made("ul", { id: `${field.id}-l`, className: "owner-list", hidden: true, role: "listbox", ariaLabel: known.dataset.label });
  const count = made("span", { className: "vh", role: "status" });
  let at = -1;
  field.removeAttribute("list");
  Object.assign(field, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
  field.setAttribute("aria-controls", list.id);
  field.after(list, count);

  function close() {
    list.hidden = true;
    at = -1;
    field.ariaExpanded = "false";
    field.removeAttribute("aria-activedescendant");
    if (open === close) open = null;
  }

  function show(all) {
    const words = all ? [] : plain(field.value).split(/\s+/).filter(Boolean);
    const hits = rows.filter((row) => words.every((word) => row.all.includes(word)));
    const [first, then] = [true, false].map((own) => hits.filter((row) => words.every((word) => row.own.includes(word)) === own));
    const found = [...first, ...then]; // what would be written goes before what is only found by its second line
    list.replaceChildren(
      ...found.map((row, place) => {
        const option = made("li", { id: `${list.id}-${place}`, role: "option", ariaSelected: "false", textContent: row.value });
        option.dataset.value = row.value;
        if (row.about) option.append(made("span", { textContent: row.about }));
        return option;
      }),
    );
    if (open && open !== close) open();
    open = close;
    at = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    field.ariaExpanded = String(!list.hidden);
    const { none, one, many } = known.dataset;
    count.textContent = found.length === 0 ? none : found.length === 1 ? one : many.replace("#", found.length);
  }

  function go(to) {
    const options = list.children;
    if (!options.length) return;
    options[at]?.setAttribute("aria-selected", "false");
    at = (to + options.length) % options.length;
    options[at].setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    field.value = option.dataset.value;
    close();
    count.textContent = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  }

  field.addEventListener("input", (event) => {
    if (event.isTrusted) field.value ? show() : close();
  });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.isComposing) return;
    if (event.key === "ArrowDown") {
      const fresh = list.hidden;
      if (fresh) show(rows.some((row) => row.value === field.value));
      if (!event.altKey) go(fresh ? 0 : at + 1);
    } else if (event.key === "ArrowUp" && event.altKey) close();
    else if (event.key === "ArrowUp") {
      if (list.hidden) show(rows.some((row) => row.value === field.value));
      go(at < 0 ? -1 : at - 1);
    } else if (event.key === "Enter" && at >= 0) take(list.children[at]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}

// The device's own calendar writes the day in words, which the office reads like any other.
function calendar(button) {
  const field = document.getElementById(button.dataset.dayOf);
  const picker = made("input", { type: "date", className: "vh", tabIndex: -1, ariaHidden: "true" });
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  button.hidden = false;
  button.after(picker);
  button.addEventListener("click", () => picker.showPicker());
  picker.addEventListener("input", (event) => event.stopPropagation());
  picker.addEventListener("change", () => {
    if (!picker.value) return;
    const day = new Date(`${picker.value}T12:00`);
    field.value = day.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}

function prepare(place) {
  for (const field of place.querySelectorAll("[list=owners]")) combobox(field);
  if (!HTMLInputElement.prototype.showPicker) return;
  for (const button of place.querySelectorAll("[data-day-of][hidden]")) calendar(button);
}

if (form && known) {
  prepare(form);
  // actions that another script puts into the form later
  new MutationObserver(() => prepare(form)).observe(form, { childList: true, subtree: true });
  form.addEventListener("answered", (event) => {
    for (const echo of form.querySelectorAll(".understood")) {
      const said = event.detail.days?.[form.querySelector(`#${echo.htmlFor[0]}`)?.name];
      const words = said?.words ?? "";
      echo.classList.toggle("wrong", Boolean(said?.wrong));
      if (event.detail.days && echo.textContent !== words) echo.textContent = words;
    }
  });
}
