// How does one mark a whole roster without a mouse? A figure marks the person in focus and goes on to the next.
const marks = [...document.querySelectorAll("#marks .mark")];

document.querySelector("[data-keys]")?.removeAttribute("hidden");
for (const [place, person] of marks.entries()) {
  person.addEventListener("keydown", (event) => {
    if (event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = person.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
    if (!/^[1-4]$/.test(event.key) || !chosen) return;
    event.preventDefault();
    if (!chosen.checked) chosen.click();
    const next = marks[place + 1]?.querySelector("input[type=radio]:checked") ?? marks[place + 1]?.querySelector("input[type=radio]");
    (next ?? chosen).focus();
  });
}
