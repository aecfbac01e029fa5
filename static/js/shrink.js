// How does a photograph leave a telephone over a weak line? Made smaller in the form before it is sent; without this it goes as it is.
import { smaller } from "./pictures.js";

for (const form of document.querySelectorAll("form[data-shrink]")) {
  const input = form.querySelector("input[type=file]");
  const status = form.querySelector("[data-shrinking]");
  input?.addEventListener("change", async () => {
    if (status) status.textContent = status.dataset.shrinking;
    const bag = new DataTransfer();
    for (const file of input.files) bag.items.add(await smaller(file));
    input.files = bag.files;
    if (status) status.textContent = "";
  });
}
