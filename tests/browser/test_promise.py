"""What a meeting asked for is done: from the minute book to a telephone, verified, and told to the next meeting."""

import datetime as dt
import email
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from forums.quarter import Quarter
from tests.browser.conftest import HOUSE, started, surroundings_of
from tests.browser.test_journey import words
from tests.browser.writing import until
from tests.conftest import photograph
from tests.demonstrated import begin_with_the_demonstration

pytestmark = pytest.mark.browser
TASK = "Draw the signs for the closed footbridge at Ndarugu"
# Whoever took it on is reached by e-mail, and it is tomorrow: what falls due soon is told.
TOMORROW = """
import datetime as dt
from django.utils import timezone
from actionplans import reminding
from members.models import Contact, Person
person = Person.objects.get(name="David Kamau")
Contact.objects.update_or_create(person=person, defaults={"email": "david.kamau@kikao.example"})
reminding.daily_round(timezone.localdate() + dt.timedelta(days=1))
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A portal of its own, so that no other test finds its meetings."""
    var = tmp_path_factory.mktemp("promise")
    if not os.environ.get("DATABASE_URL"):
        begin_with_the_demonstration(var, tmp_path_factory)
    with started(var) as address:
        yield SimpleNamespace(address=address, var=var)


@pytest.fixture(scope="module")
def portal(place):
    return place.address


def letter_to(place, address: str) -> str:
    """The words of the last letter to somebody in the outbox."""
    found = ""
    for file in sorted((Path(place.var) / "outbox").glob("*.log")):
        for part in file.read_bytes().split(b"-" * 79):
            letter = email.message_from_bytes(part.strip())
            if letter["To"] == address:
                found = letter.get_payload(decode=True).decode()
    return found


def test_a_task_from_the_minute_book_is_done_from_a_telephone_verified_and_told(place, portal, sign_in, chromium):
    today = dt.date.today()
    due = today + dt.timedelta(days=3)

    # a meeting asks for it: it is minuted, cleared and circulated
    officer = sign_in("secretary.njoro")
    officer.goto(f"{portal}/forums/032-njoro/meetings/plan/")
    officer.fill("[name=held_on]", words(today))
    officer.fill("[name=venue]", "DCC's boardroom, Njoro")
    officer.fill("[name=starts_at]", "10:00")
    officer.click("main button:has-text('Plan the meeting')")
    officer.wait_for_selector("text=The meeting is planned")
    officer.click("main >> text=Record who came")
    officer.click("text=Mark everybody present")
    officer.wait_for_selector("#save-state >> text=Saved at the office")
    officer.click("text=Save and write the minutes")
    officer.click(".agenda >> text=Security and peace situation report")
    officer.fill("#write [name=text]", "The footbridge at Ndarugu was washed away in the night.")
    officer.click("text=Add resolution")
    officer.wait_for_url("**entry=*")
    officer.fill(".deed textarea", "That the footbridge be closed until it is mended.")
    officer.click("text=Add action")
    officer.wait_for_selector(".deed >> nth=1")
    officer.fill(".deed >> nth=1 >> textarea", TASK)
    officer.fill("[name=deed-1-owner]", "David Kamau")
    officer.fill("[name=deed-1-due]", words(due))
    officer.wait_for_selector("#save-state >> text=Saved at the office")
    officer.click("text=Done, next entry")
    officer.wait_for_selector(".entry:not(.open) >> text=NJORO/R/")
    officer.click("text=Send for clearing")
    officer.wait_for_selector("text=The minutes were sent for clearing")
    for account, button in (("chair.njoro", "Clear as Chairperson"), ("co-chair.njoro", "Clear as Co-Chairperson")):
        page = sign_in(account)
        page.click(f".tasks >> text=Clear the minutes of {words(today)}")
        page.click(f"text={button}")
        page.wait_for_selector("text=You have cleared the minutes")

    # it is an action now; much hangs on it, and it belongs to an activity of the work plan
    officer.goto(f"{portal}/forums/032-njoro/actions/?q=Ndarugu")
    officer.click(f"tbody >> text={TASK}")
    action = officer.url
    officer.click("text=Change owner, day or priority")
    officer.check("[name=priority][value=high]")
    officer.select_option("[name=activity]", index=1)
    officer.fill("[name=why]", "Children cross there on the way to school.")
    officer.click("text=Save the change")
    officer.wait_for_selector("text=High priority")
    activity = portal + officer.locator("dl a[href^='/activities/']").get_attribute("href")

    # whoever took it on is reminded, and says from the link, on a telephone, what was done
    surroundings = surroundings_of(place.var, int(portal.rsplit(":", 1)[1]))
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", TOMORROW]
    subprocess.run(command, cwd=HOUSE, env=surroundings, check=True, capture_output=True)
    until(lambda: "/a/" in letter_to(place, "david.kamau@kikao.example"), seconds=60)
    link = re.search(r"http://\S+/a/\S+", letter_to(place, "david.kamau@kikao.example"))[0]
    phone = chromium.new_context(viewport={"width": 360, "height": 740}).new_page()
    phone.goto(link)
    if not phone.locator("[name=words]").count():
        phone.click(f"text={TASK}")
    phone.wait_for_load_state()
    phone.check("[name=verb][value=report]")
    phone.fill("[name=words]", "Both signs stand, one at each end.")
    shown = {"name": "signs.jpg", "mimeType": "image/jpeg", "buffer": photograph((800, 600))}
    phone.set_input_files("[name=file]", shown)
    phone.fill("[name=shows]", "A sign at the footbridge")
    phone.click("main button:has-text('Send')")
    phone.wait_for_selector("text=Thank you. What you said is with the secretariat.")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # the secretary finds it on the desk, has seen the signs, and says so
    officer.goto(portal)
    officer.click(f".tasks >> text={TASK}")
    assert officer.url == action
    assert officer.locator("text=A sign at the footbridge").count()
    officer.check("[name=verb][value=verify]")
    officer.fill("[name=words]", "I saw both signs this morning.")
    officer.click("main button:has-text('Enter it')")
    officer.wait_for_selector(".lede .status.done")

    # the next meeting finds it done among the matters arising, the plan in its quarter
    officer.goto(f"{portal}/forums/032-njoro/meetings/plan/")
    officer.fill("[name=held_on]", words(today + dt.timedelta(days=28)))
    officer.fill("[name=venue]", "DCC's boardroom, Njoro")
    officer.fill("[name=starts_at]", "10:00")
    officer.click("main button:has-text('Plan the meeting')")
    officer.wait_for_selector("text=The meeting is planned")
    arising = officer.locator("main li", has_text=TASK).last.text_content()
    assert "Done" in arising, arising
    officer.goto(activity)
    assert officer.locator("li", has_text=TASK).locator(".status.done").count() == 1
    if Quarter.of(due).year == Quarter.of(today).year:
        officer.goto(f"{portal}/forums/032-njoro/plan/")
        officer.click(".tabs >> text=Quarter by quarter")
        assert officer.locator(".board li p", has_text=TASK[:20]).locator(".status.done").count() == 1

    # and the County Commissioner sees what is late below without asking
    commissioner = sign_in("chair.nakuru")
    commissioner.click(".tasks >> text=late below")
    commissioner.wait_for_selector("h1:has-text('What was promised, and what was done')")
    assert commissioner.locator("tbody th a[href^='/actions/']").count() >= 1
