"""A meeting of 45, from the notice to the search: the line is cut twice and the laptop closed once, and nothing is missing."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import FLAGS, HOUSE, started, surroundings_of
from tests.browser.test_journey import words
from tests.browser.test_screens import RULES
from tests.browser.writing import DEVICE, ROWS, SAVED, Office, Writer, until
from tests.demonstrated import begin_with_the_demonstration
from tests.papers.validator import VERAPDF, assert_both_standards_kept

pytestmark = pytest.mark.browser
FORUM = "032-njoro"
BAYS = "The chief of Mauche reported that the footbridge at Ndarugu was washed away in the night."
RESOLVED = "That the footbridge be closed until it is mended."
ADDED = "Members asked that children be brought to school by the upper ford."
AMENDED = BAYS.replace("in the night", "in the night of the long rains")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A portal of its own, so that no other test finds its meetings."""
    var = tmp_path_factory.mktemp("day")
    if not os.environ.get("DATABASE_URL"):
        begin_with_the_demonstration(var, tmp_path_factory)
    with started(var) as address:
        yield SimpleNamespace(address=address, var=var)


@pytest.fixture(scope="module")
def portal(place):
    return place.address


@pytest.fixture
def office(place):
    """The portal behind a line."""
    made = Office(place.var)
    yield made
    made.close()


def a_week_passes(place, meeting: str) -> None:
    """The meeting was a week ago."""
    port = int(place.address.rpartition(":")[2])
    said = (
        "import datetime as dt; from meetings.models import Meeting; from django.db.models import F;"
        f"Meeting.objects.filter(pk={meeting}).update(held_on=F('held_on') - dt.timedelta(days=7))"
    )
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", said]
    subprocess.run(command, cwd=HOUSE, env=surroundings_of(place.var, port), check=True, capture_output=True)


def laptop(chromium, folder):
    """A browser that keeps what it has when it is closed."""
    context = chromium.browser_type.launch_persistent_context(
        executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
        args=FLAGS,
        user_data_dir=folder,
        accept_downloads=True,
    )
    context.set_default_timeout(60_000)
    return context


def convene(officer, address: str) -> str:
    """Plan the meeting of today and tell everybody; its number."""
    officer.goto(f"{address}/forums/{FORUM}/meetings/plan/")
    officer.fill("[name=held_on]", words(dt.date.today()))
    officer.fill("[name=starts_at]", "10:00")
    officer.fill("[name=venue]", "DCC's boardroom, Njoro")
    officer.click("main button:has-text('Plan the meeting')")
    officer.wait_for_selector("text=The meeting is planned")
    meeting = re.search(r"/meetings/(\d+)/", officer.url)[1]
    officer.goto(f"{address}/meetings/{meeting}/convene/")
    assert "45 people are told" in officer.inner_text("main")
    officer.check("[name=sms][value=rest]")
    officer.click("text=Convene and send")
    officer.wait_for_selector("h1:has-text('0 of 45 come')")
    return meeting


def kept_of(page) -> int:
    """How many bytes wait on the device, locked."""
    return sum(row["size"] for row in page.evaluate(ROWS)["drafts"] if row["unsent"])


def everybody_is_told(officer) -> bool:
    """Whether the page of notices, read anew, has a fate for each of the 45."""
    officer.reload()
    rows = officer.locator("tbody tr")
    return rows.locator("text=Sent").count() + rows.locator("text=To be handed").count() >= 45


def can_be_used(page) -> None:
    """By anybody, on a desk and on a telephone: a screen that stands only at this moment of the minutes."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        assert Axe().run(page, options=RULES).response["violations"] == [], page.url


def test_a_meeting_of_45_from_the_notice_to_the_search(place, portal, office, chromium, sign_in, tmp_path):
    context = laptop(chromium, tmp_path / "laptop")
    writer = Writer(office, context, "secretary.njoro").sign_in()
    officer = writer.page
    meeting = convene(officer, office.address)
    until(lambda: everybody_is_told(officer), 60)

    # everybody is marked; the line is down when the first exception is tapped
    officer.goto(f"{office.address}/meetings/{meeting}/attendance/")
    officer.wait_for_selector("#marks[data-ready]")
    officer.click("text=Mark everybody present")
    writer.wait(SAVED)
    present = officer.locator("#count dd").first
    everybody = int(present.inner_text())
    office.line.down()
    person = officer.locator(".mark").nth(7)
    person.locator("label:has(input[value=apology])").click()
    writer.wait(DEVICE)
    office.line.up = True
    writer.wait(SAVED)
    assert int(present.inner_text()) == everybody - 1

    # the minute book: the line is down again while the paragraph is typed, and the laptop is closed
    writer.meeting = meeting
    writer.open("?item=5")
    until(
        lambda: officer.evaluate(
            "async () => Boolean(await caches.match('/draft/') && navigator.serviceWorker.controller)"
        )
    )
    until(lambda: officer.evaluate(ROWS)["meetings"] == 1)
    office.line.down()
    officer.fill("#write [name=text]", BAYS)
    officer.click("text=Add resolution")
    writer.wait(DEVICE)
    without = kept_of(officer)
    officer.fill("#write .deed textarea", RESOLVED)
    until(lambda: kept_of(officer) >= without + len(RESOLVED))
    context.close()
    context = laptop(chromium, tmp_path / "laptop")
    officer = context.new_page()
    officer.goto(f"{office.address}/draft/")
    officer.wait_for_selector("#write[data-ready]")
    assert officer.input_value("#write [name=text]") == BAYS
    assert officer.input_value("#write .deed textarea") == RESOLVED
    officer.click("text=Done, next entry")
    until(lambda: officer.input_value("#write [name=text]") == "")
    without = kept_of(officer)
    officer.fill("#write [name=text]", ADDED)
    until(lambda: kept_of(officer) >= without + len(ADDED))  # typing reaches the device a moment later
    officer.wait_for_selector(f"#save-state >> text={DEVICE}")
    office.line.up = True
    officer.wait_for_selector("#save-note >> text=You are signed out", timeout=30_000)
    writer = Writer(office, context, "secretary.njoro", meeting).sign_in()
    officer = writer.page
    until(lambda: (office.entries(BAYS), office.entries(ADDED)) == (1, 1), 30)
    assert (office.copies(BAYS), office.copies(ADDED)) == (0, 0)
    a_week_passes(place, meeting)

    # cleared, circulated, amended
    writer.open("?item=5")
    officer.click("text=Send for clearing")
    officer.wait_for_selector("text=The minutes were sent for clearing")
    minutes = officer.url.replace(office.address, portal)
    for account, button in (("chair.njoro", "Clear as Chairperson"), ("co-chair.njoro", "Clear as Co-Chairperson")):
        page = sign_in(account)
        page.goto(minutes)
        page.click(f"text={button}")
        page.wait_for_selector("text=You have cleared the minutes")
    page.click(f".para:has-text('{BAYS}') .propose a")
    page.fill("[name=text]", AMENDED)
    page.fill("[name=why]", "It was the night of the long rains.")
    page.click("main button:has-text('Propose it')")
    page.wait_for_selector("text=Your amendment")
    officer.goto(f"{office.address}/")
    officer.click(".tasks >> text=Settle the amendment")
    if "/amendments/" not in officer.url:
        officer.click("main a[href^='/amendments/'] >> nth=0")
    officer.check("[name=outcome][value=accept]")
    officer.click("main button:has-text('Settle it')")
    officer.wait_for_url("**/minutes/**")
    until(lambda: office.entries(AMENDED) == 1)

    # the next meeting confirms; both chairs sign, and it seals
    officer.goto(f"{office.address}/forums/{FORUM}/meetings/plan/")
    officer.fill("[name=held_on]", words(dt.date.today()))
    officer.fill("[name=starts_at]", "10:00")
    officer.fill("[name=venue]", "DCC's boardroom, Njoro")
    officer.click("main button:has-text('Plan the meeting')")
    officer.click("main >> text=Record who came")
    officer.wait_for_selector("#marks[data-ready]")
    officer.click("text=Mark everybody present")
    officer.wait_for_selector(f"#save-state >> text={SAVED}")
    officer.goto(minutes.replace(portal, office.address) + "confirm/")
    can_be_used(officer)
    officer.select_option("[name=proposer]", index=2)
    officer.select_option("[name=seconder]", index=3)
    officer.click("main button:has-text('Confirm the minutes')")
    officer.wait_for_selector("text=The minutes are confirmed")
    for form in ("sign-on-paper/", "seal/", ""):
        officer.goto(minutes.replace(portal, office.address) + form)
        can_be_used(officer)
    for account in ("chair.njoro", "co-chair.njoro"):
        page = sign_in(account)
        page.goto(minutes)
        page.check("[name=answer][value=yes]")
        page.click("main button:has-text('Sign as')")
        page.wait_for_selector("text=You have signed the minutes")
    officer.goto(minutes.replace(portal, office.address))
    officer.wait_for_selector(".status >> text=Sealed")
    officer.wait_for_selector(".paper-state:has-text('Confirmed minutes') >> text=Download", timeout=90_000)
    officer.reload()
    with officer.expect_download() as expected:
        officer.click(".paper-state:has-text('Confirmed minutes') >> text=Download >> nth=0")
    paper = tmp_path / "paper.pdf"
    expected.value.save_as(paper)
    context.close()

    # the paper stands: its words, its signature, both standards
    printed = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, check=True, text=True).stdout
    assert "long rains" in printed and "children be brought to school" in " ".join(printed.split())
    assert "Signature is Valid" in subprocess.run(["pdfsig", paper], capture_output=True, text=True).stdout
    if VERAPDF.exists():
        assert_both_standards_kept([paper])

    # whoever holds it checks it on a telephone, without signing in
    fingerprint = re.search(r"\b(?:[0-9a-f]{4} ){3,}[0-9a-f]{4}\b", printed)[0].replace(" ", "")
    phone = chromium.new_context(viewport={"width": 360, "height": 800}).new_page()
    phone.goto(f"{portal}/check/{fingerprint}/")
    assert "This is a paper of the portal" in phone.inner_text("h1")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.context.close()

    # and anybody of the forum finds it again by a word, the resolution in the register
    member = sign_in("member.njoro", width=360)
    member.goto(f"{portal}/search/?q=ndarugu+rains")
    member.click(".found a >> nth=0")
    assert AMENDED in member.inner_text(".sheet")
    member.goto(f"{portal}/forums/{FORUM}/resolutions/?q=footbridge")
    assert RESOLVED in member.inner_text("main")
