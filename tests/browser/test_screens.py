"""Anybody can use the screens: axe and the HTML checker find nothing, nothing is wider than a phone, by keyboard too."""

import json
import shutil
import subprocess
import tarfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SCREENS = {
    "secretary.njoro": [
        "/",
        "/forums/032-njoro/",
        "/forums/032-njoro/roster/",
        "/forums/032-njoro/meetings/",
        "/forums/032-njoro/meetings/plan/",
        "/forums/032-njoro/agenda/",
        "/forums/032-njoro/registry/",
        "/forums/032-njoro/resolutions/",
        "{resolution}",
        "/search/?q=livestock+night",
        "/search/?q=zzz",
        "/forums/032-njoro/actions/",
        "/forums/032-njoro/actions/?show=all&as_board=1",
        "/forums/032-njoro/actions/add/",
        "/actions/mine/",
        "{plan}",
        "{plan}?show=quarters",
        "{plan}?show=late",
        "{activity}",
        "{activity}change/",
        "{activity}progress/2/",
        "{plan}objectives/add/",
        "/forums/032-njoro/plan/?begin=1",
        "{action}",
        "{shown}",
        "{open}change/",
        "/forums/032-njoro/requests/",
        "/forums/032-njoro/requests/?state=all",
        "/forums/032-njoro/requests/ask/",
        "{answered_request}",
        "{draft_request}",
        "{draft_request}change/",
        "/forums/032-njoro/pledges/",
        "/forums/032-njoro/pledges/add/",
        "{pledge}",
        "{pledge}change/",
        "{pledge}thanks/",
        "{delivery}",
        "/forums/032-njoro/accords/",
        "/forums/032-njoro/accords/add/",
        "{accord}",
        "{accord}add/breach/",
        "{breach}",
        "{clause}",
        "{clause}change/",
        "{clause}action/",
        "{negotiated}",
        "{negotiated}change/",
        "{negotiated}add/party/",
        "{negotiated}add/signatory/",
        "{negotiated}add/clause/",
        "{negotiated}add/scan/",
        "{minutes}",
        "{sealed}",
        "{sealed}editions/",
        "{sealed}addenda/add/",
        "{meeting}",
        "{meeting}files/",
        "{photograph}",
        "{photograph}?large",
        "{paper}",
        "/account/second-factor/",
        "/account/sessions/",
        "/account/phone/change/",
        "/account/second-factor/webauthn/",
        "/account/held/",
        "/forums/032-njoro/rules/",
        "/forums/032-njoro/ledger/",
        "/forums/032-njoro/roster/import/",
        "{member}",
        "{member}held/",
        "{member}merge/",
        "{member}invite/",
        "{member}letter/invitation/",
        "/forums/032-njoro/sheets/",
        "/forums/032-njoro/instruments/",
        "/forums/032-njoro/roster/pipeline/",
        "/forums/032-njoro/organisations/",
        "{trainings}",
        "/forums/032-njoro/composition/",
        "{line}",
        "/nowhere/",
    ],
    "chair.njoro": [
        "/forums/032-njoro/stage/",
        "/forums/032-njoro/mandate/",
        "/forums/032-njoro/offices/",
        "{appoint}",
        "{earlier}",
        "{end}",
        "{letter}",
        "{note}",
    ],
    "secretary.kibra": ["{plan}", "{plan}adopt/", "{plan}activities/add/", "{plan}import/"],
    "chair.nakuru": [
        "{representative}",
        "{declined}",
        "/forums/032/actions/below/",
        "/forums/032/plans/below/",
        "/forums/032/requests/?show=received",
        "{asked}",
        "/requests/",
        "/forums/032/pledges/below/?show=all",
        "/forums/032/accords/below/",
    ],
    "secretary.nakuru-east": [
        "{meeting}",
        "{meeting}attendance/",
        "{meeting}minutes/?item=4",
        "/draft/",
        "{decisions}",
        "{decision}",
        "{revisions}",
    ],
    "chair.naivasha": ["{clearing}"],
    "secretary.naivasha": [
        "/forums/032-naivasha/plan/",
        "{meeting}",
        "{meeting}notices/",
        "{meeting}notices/change/",
        "{meeting}papers/",
        "{meeting}postpone/",
        "{amended}",
        "{amended}editions/",
        "{amended}confirm-by-circulation/",
        "{amend}",
        "{settle}",
        "/account/calendar/",
        "/forums/032-naivasha/proposals/",
    ],
    "member.njoro": ["/forums/032-njoro/proposals/"],
    "administrator": ["/", "/accounts/"],
    "officer.nsc": [
        "/",
        "/forums/",
        "/downloads/?quarter=all",
        "/search/?sector=S15&sort=latest",
        "/country/establishment/",
        "/requests/",
        "/forums/ke/requests/",
        "/country/directory/",
        "/country/composition/",
        "/country/calendar/",
        "/country/calendar/?show=coming",
        "/areas/",
        "/areas/changes/",
        "/areas/add/",
        "/areas/032-njoro/",
        "/areas/032-njoro/rename/",
        "/areas/032-njoro/split/",
        "/areas/032-njoro/line/",
        "/areas/047-dagoretti/",
        "/areas/joint-kerio-valley/",
        "/areas/add-joint/",
        "/elections/",
        "/postings/",
        "{posting}",
        "/rules/every/",
        "/agenda/",
        "/ledger/",
    ],
}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def two_texts(page, book: str) -> tuple[str, str]:
    """The pages on which it is decided between two texts of an entry; made by sending the first version twice."""
    page.goto(book)
    form = page.locator("#write")
    address = form.get_attribute("action")
    typed = {
        name: form.locator(f"[name={name}]").first.get_attribute("value") for name in ("csrfmiddlewaretoken", "item")
    } | {"key": "5f0c2b52-6c1b-4a0e-9a53-0c5ad4f1c001", "version": "0", "kind": "discussion"}
    for text in ("Traders asked for one entrance.", "Traders asked for two entrances and a gate."):
        form_data = typed | {"text": text, "deed-TOTAL_FORMS": "0", "deed-INITIAL_FORMS": "0"}
        answer = page.request.post(
            page.url.split("/meetings/")[0] + address, form=form_data, headers={"Accept": "application/json"}
        ).json()
    return address.replace("/save/", "/decisions/"), answer["url"]


def addresses(page, portal: str, account: str) -> list[str]:
    """The screens of an account, with the addresses of its own meeting, minutes and paper filled in."""
    found = {}
    if account == "chair.naivasha":
        page.goto(portal)
        found["clearing"] = page.locator(".tasks a[href^='/minutes/']").first.get_attribute("href")
    elif account == "chair.njoro":
        page.goto(f"{portal}/forums/032-njoro/offices/")
        found["appoint"] = page.locator("main a[href$='/appoint/']").first.get_attribute("href")
        found["earlier"] = page.locator("main a[href$='/earlier/']").first.get_attribute("href")
        found["end"] = page.locator("main a[href$='/end/']").first.get_attribute("href")
        found["letter"] = page.locator("main a[href$='/letter/']").first.get_attribute("href")
        found["note"] = page.locator("main a[href$='/handover-note/']").first.get_attribute("href")
    elif account == "chair.nakuru":
        found["declined"] = minutes_of(page, portal, "032", 0)
        page.goto(f"{portal}/forums/032/requests/?show=received&state=late")
        found["asked"] = page.locator("tbody th a").first.get_attribute("href")
        page.goto(f"{portal}/forums/032/offices/")
        found["representative"] = page.locator("main a[href$='/representative/']").first.get_attribute("href")
    elif account == "officer.nsc":
        page.goto(f"{portal}/postings/")
        page.fill("[name=instrument]", "Posting order of 1 November 2026")
        page.fill("[name=since]", "1 November 2026")
        rows = b"Name,Posted to,From\nSamuel Rotich,Naivasha,Njoro\nFredrick Musyoka,Njoro,\nSomebody,Atlantis,\n"
        page.set_input_files("[name=file]", {"name": "order.csv", "mimeType": "text/csv", "buffer": rows})
        page.click("main form button.button")
        found["posting"] = page.url.removeprefix(portal)
    elif account == "secretary.kibra":
        found["plan"] = plan_of(page, portal, "047-kibra")
    elif account.startswith("secretary"):
        forum = account.removeprefix("secretary.")
        page.goto(f"{portal}/forums/032-{forum}/meetings/")
        found["meeting"] = page.locator("tbody th a").first.get_attribute("href")
        if forum == "nakuru-east":
            page.goto(f"{portal}{found['meeting']}minutes/?item=4")
            found["revisions"] = page.locator("a[href$='/revisions/']").first.get_attribute("href")
            found["decisions"], found["decision"] = two_texts(page, portal + found["meeting"] + "minutes/?item=5")
        if forum == "naivasha":
            page.goto(portal)
            page.click(".tasks >> text=Settle the amendments")
            found["settle"] = page.locator("main a[href^='/amendments/']").first.get_attribute("href")
            page.goto(portal + found["settle"])
            found["amended"] = page.locator(".eyebrow a[href^='/minutes/']").get_attribute("href")
            page.goto(portal + found["amended"])
            found["amend"] = page.locator(".propose a").first.get_attribute("href")
        if forum == "njoro":
            found["sealed"] = minutes_of(page, portal, "032-njoro", -1)
            page.goto(f"{portal}/forums/032-njoro/roster/")
            found["member"] = page.locator("tbody tr:nth-child(6) th a").get_attribute("href")
            page.goto(f"{portal}/forums/032-njoro/offices/")
            found["trainings"] = page.locator("main a[href$='/trainings/']").last.get_attribute("href")
            found["line"] = page.locator("main a[href$='/line/']").first.get_attribute("href")
            page.goto(f"{portal}{found['meeting']}files/")
            found["photograph"] = page.locator(".photos a").first.get_attribute("href")
            found["resolution"] = resolved(page, portal)
            found["plan"] = plan_of(page, portal, "032-njoro")
            found["activity"] = page.locator("tbody tr[id] th a").first.get_attribute("href")
            page.goto(f"{portal}/forums/032-njoro/actions/?show=all")
            found["action"] = page.locator("tbody tr:has(.status.done) th a").first.get_attribute("href")
            found["shown"] = page.locator("tbody tr:has(.status.wait) th a").first.get_attribute("href")
            found["open"] = page.locator("tbody tr:has(.status.going) th a").first.get_attribute("href")
            page.goto(f"{portal}/forums/032-njoro/requests/?state=answered")
            found["answered_request"] = page.locator("tbody th a").first.get_attribute("href")
            page.goto(f"{portal}/forums/032-njoro/requests/")
            found["draft_request"] = page.locator("tbody tr:first-child th a").get_attribute("href")
            found |= promised(page, portal)
            page.goto(f"{portal}/forums/032-njoro/registry/")
            found["paper"] = page.locator("tbody th a").first.get_attribute("href")
            page.goto(portal + found["meeting"])
            found["minutes"] = page.locator(".tabs a[href^='/minutes/']").get_attribute("href")
    return [screen.format(**found) for screen in SCREENS[account]]


def plan_of(page, portal: str, forum: str) -> str:
    """The address of a forum's work plan, which is open then."""
    page.goto(f"{portal}/forums/{forum}/plan/")
    return page.url.removeprefix(portal)


def promised(page, portal: str) -> dict[str, str]:
    """The addresses of a pledge of Njoro of which a part came, of two accords, and of a clause and a breach of one."""
    found = {}
    for name, register in (
        ("pledge", "pledges/?q=patrol"),
        ("negotiated", "accords/?status=negotiation"),
        ("accord", "accords/?status=in_force"),
    ):
        page.goto(f"{portal}/forums/032-njoro/{register}")
        found[name] = page.locator("tbody th a").first.get_attribute("href")
    page.goto(portal + found["pledge"])
    found["delivery"] = page.locator("a[href$='/take-back/']").first.get_attribute("href")
    page.goto(portal + found["accord"])
    found["clause"] = page.locator("tbody th a[href^='/clauses/']").first.get_attribute("href")
    found["breach"] = page.locator("a[href*='/breaches/']").first.get_attribute("href")
    return found


def resolved(page, portal: str) -> str:
    """The address of a resolution of Njoro that was carried out."""
    page.goto(f"{portal}/forums/032-njoro/resolutions/?status=carried_out")
    return page.locator("tbody th a").first.get_attribute("href")


def minutes_of(page, portal: str, forum: str, row: int) -> str:
    """The address of the minutes of one of a forum's meetings, the latest being the first."""
    page.goto(f"{portal}/forums/{forum}/meetings/")
    page.goto(portal + page.locator("tbody th a").nth(row).get_attribute("href"))
    return page.locator(".tabs a[href^='/minutes/']").get_attribute("href")


@pytest.fixture(scope="session")
def html_checker(tmp_path_factory):
    """The Nu HTML checker, from its package; skipped with a word where it cannot be had."""
    if not shutil.which("java") or not shutil.which("npm"):
        pytest.skip("no Java or npm here, so the HTML checker does not run")
    place = tmp_path_factory.mktemp("vnu")
    subprocess.run(["npm", "pack", "--silent", "vnu-jar"], cwd=place, capture_output=True)
    packed = next(place.glob("*.tgz"), None)
    if packed is None:
        pytest.skip("the HTML checker could not be fetched")
    with tarfile.open(packed) as archive:
        name = next(name for name in archive.getnames() if name.endswith("/vnu.jar"))
        (place / "vnu.jar").write_bytes(archive.extractfile(name).read())
    return place / "vnu.jar"


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("account", SCREENS)
def test_axe_finds_nothing_and_nothing_is_too_wide(sign_in, portal, account, width):
    page, found = sign_in(account, width=width), []
    for address in addresses(page, portal, account):
        page.goto(portal + address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((address, "wider than the screen"))
        for violation in Axe().run(page, options=RULES).response["violations"]:
            found.append((address, violation["id"], violation["nodes"][0]["html"][:160]))
    assert found == []


@pytest.mark.parametrize("account", ["secretary.njoro", "co-chair.njoro"])
def test_contacts_that_are_asked_for_can_be_read_by_anybody(sign_in, portal, account):
    """They are shown on request alone, as each look is logged; so no address leads to them."""
    for width in (1280, 360):
        page = sign_in(account, width=width)
        page.goto(f"{portal}/forums/032-njoro/roster/")
        if account.startswith("secretary"):
            page.goto(portal + page.locator("tbody tr:nth-child(6) th a").get_attribute("href"))
        page.get_by_role("button", name="Show the contacts").first.click()
        expect(page.locator("h1")).to_be_visible()
        assert page.url.endswith("/contact/")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert Axe().run(page, options=RULES).response["violations"] == []


def other_language(page, portal: str) -> None:
    """Press the button that changes the language."""
    page.goto(portal)
    with page.expect_navigation():
        page.evaluate("document.querySelector('#language').requestSubmit(document.querySelector('#language button'))")


@pytest.mark.parametrize("account", SCREENS)
def test_kiswahili_fits_on_a_phone(sign_in, portal, account):
    page, too_wide = sign_in(account, width=360), []
    screens = addresses(page, portal, account)
    other_language(page, portal)
    assert page.evaluate("document.documentElement.lang") == "sw"
    for address in screens:
        page.goto(portal + address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(address)
    other_language(page, portal)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert too_wide == []


def test_the_html_checker_finds_no_error(sign_in, portal, html_checker, tmp_path):
    for account in SCREENS:
        page = sign_in(account)
        for place, address in enumerate(addresses(page, portal, account)):
            text = page.request.get(portal + address).text()
            (tmp_path / f"{account}-{place}.html").write_text(text)
    command = ["java", "-jar", html_checker, "--format", "json", "--errors-only", *sorted(tmp_path.glob("*.html"))]
    said = json.loads(subprocess.run(command, capture_output=True, text=True).stderr)
    errors = [(m["url"].rsplit("/", 1)[-1], m["message"], m.get("extract", "")[:120]) for m in said["messages"]]
    assert errors == []


def test_a_meeting_is_marked_and_the_desk_reached_by_keyboard_alone(sign_in, portal):
    page = sign_in("secretary.nakuru-east")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.goto(portal + addresses(page, portal, "secretary.nakuru-east")[1])
    page.wait_for_selector("#marks[data-ready]")
    first = page.locator(".mark input").first
    first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.checked")


def test_the_roster_is_searched_as_one_types(sign_in, portal):
    page = sign_in("secretary.njoro")
    page.goto(f"{portal}/forums/032-njoro/roster/")
    first = page.locator("#found tbody tr").count()
    page.locator("#q").press_sequentially("Grace Wan")
    expect(page.locator("#found tbody tr")).to_have_count(1)
    assert first > 1
    assert "Grace Wanjiru Mwangi" in page.locator("#found tbody").inner_text()
    assert page.evaluate("document.activeElement.id") == "q"
