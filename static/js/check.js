// How is a file checked without leaving the device? Its SHA-256 is worked out here; only that is asked about.
const form = document.querySelector("#file-check");

if (form && crypto.subtle) {
  form.hidden = false;
  form.querySelector("input").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const signs = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    location.assign(form.dataset.address.replace("00000000", signs));
  });
}
