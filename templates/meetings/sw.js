{% autoescape off %}// What does the browser answer while the line is down? The shell and one page that draws itself from the device; no other.
const NAME = "kikao-{{ version }}";
const SHELL = [{% for address in shell %}"{{ address }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const PAGE = "/draft/";

async function keep() {
  const shelf = await caches.open(NAME);
  await shelf.addAll(SHELL);
  // asked for without cookies, so that what is kept is the page as anybody gets it
  const page = await fetch(`${PAGE}?language={{ language }}`, { credentials: "omit", cache: "no-store" });
  if (!page.ok || page.redirected) throw new Error("the page to write on did not come");
  await shelf.put(PAGE, page);
}

async function tidy() {
  for (const name of await caches.keys()) if (name.startsWith("kikao-") && name !== NAME) await caches.delete(name);
  await self.clients.claim();
}

const kept = async (address) => (await caches.open(NAME)).match(address);

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep());
});
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async (wrong) => (await kept(PAGE)) ?? Promise.reject(wrong)));
  } else if (request.method === "GET" && SHELL.includes(address.pathname)) {
    event.respondWith(kept(address.pathname).then((found) => found ?? fetch(request)));
  }
});
{% endautoescape %}
