"""A newcomer sets up Kibra from nothing, as the founding record tells it, on a telephone: from the first director to the launch."""

import email
import email.policy
import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

pytestmark = pytest.mark.browser
STAKEHOLDERS = """Stakeholders of Kibra,,,
Name,Organisation,Sector,Telephone
Halima Noor,Kibra Muslim Women,S15,0712 000 111
Joseph Otieno,Laini Saba Youth Bunge,S15,0712 000 112
Somebody,Gatwekera Elders,S15,12
"""
PASSWORD = "peace and quiet in Kibra 2025"


@pytest.fixture
def phone(chromium, empty_portal):
    """Opens a telephone of its own for each person; what a page complains about fails the test."""
    opened, complaints = [], []

    def open_one():
        context = chromium.new_context(viewport={"width": 360, "height": 800})
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        opened.append(context)
        return page

    yield open_one
    for context in opened:
        context.close()
    assert complaints == []


def set_up_the_second_factor(page) -> None:
    """Type the code that an authenticator app would show for the key on the page."""
    page.wait_for_selector("#key")
    code = hotp_value(page.inner_text("#key").strip(), int(time.time()) // 30)
    page.fill("[name=code]", format_hotp_value(code))
    page.click("main button:has-text('Set it up')")
    page.wait_for_selector("text=Recovery codes")


def link_sent_to(portal, reach: str) -> str:
    """The link of the last letter or text in the outbox to an address or a number."""
    words = ""
    for path in sorted((portal.var / "outbox").iterdir(), key=lambda path: path.stat().st_mtime_ns):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        if message["To"] == reach:
            words = message.get_content()
    return re.search(r"https?://\S+/account/invitation/\S+", words)[0]


def accept(phone, portal, reach: str):
    """Open the link, choose a password, set up the second factor."""
    page = phone()
    page.goto(link_sent_to(portal, reach))
    page.fill("[name=password]", PASSWORD)
    page.click("text=Open my account")
    set_up_the_second_factor(page)
    return page


def appoint(page, forum: str, seat: str, **typed: str) -> None:
    """Fill a vacant office."""
    page.goto(f"{forum}offices/")
    page.click(f"section:has(h2:text-is('{seat}')) >> text=Appoint")
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    page.click("main button:has-text('Appoint')")
    page.wait_for_selector(f"text={typed['name']} holds the office")


def record_stage(page, forum: str, what: str, since: str) -> None:
    """Record what has happened to the forum."""
    page.goto(f"{forum}stage/")
    page.click(f"text={what}")
    page.fill("[name=since]", since)
    page.fill("[name=instrument]", "Circular of 25 July 2024")
    page.click("text=Record it")
    page.wait_for_selector("text=It is recorded")


def test_kibra_is_set_up_from_nothing(phone, empty_portal, tmp_path):
    home = empty_portal.address

    # the first director comes in by the one-time link that the empty start prints
    director = phone()
    director.goto(re.search(r"https?://\S+/account/welcome/\S+", (empty_portal.var / "log").read_text())[0])
    director.fill("[name=name]", "Ruth Nyambura Gathogo")
    director.fill("[name=email]", "director@nsc.example")
    director.fill("[name=password]", PASSWORD)
    director.click("text=Go on")
    set_up_the_second_factor(director)

    # finds Kibra, of which nothing is known, and appoints its Deputy County Commissioner
    director.goto(f"{home}/forums/?q=Kibra")
    director.click("main >> text=Kibra Sub-County")
    assert "No record yet" in director.inner_text("main")
    forum = director.url
    appoint(director, forum, "Chairperson", name="Rebecca Mumbua", since="6 January 2025", to="dcc@kibra.example")

    # the commissioner accepts, records the mapping and appoints a secretary
    chair = accept(phone, empty_portal, "dcc@kibra.example")
    record_stage(chair, forum, "Stakeholders are being mapped", "12 February 2025")
    appoint(chair, forum, "Secretary", name="Victor Onyango", since="13 January 2025", to="0712 000 111")

    # the officer, invited by SMS, accepts, plans the mapping meeting and puts stakeholders on the roster
    officer = accept(phone, empty_portal, "+254712000111")
    officer.goto(f"{forum}meetings/plan/")
    officer.fill("[name=held_on]", "12 February 2025")
    officer.fill("[name=starts_at]", "9:00")
    officer.fill("[name=venue]", "Social hall, Kibra")
    officer.click("text=Stakeholder mapping")
    officer.click("main button:has-text('Plan the meeting')")
    officer.wait_for_selector("text=The meeting is planned")
    officer.goto(f"{forum}roster/")
    officer.fill("[name=name]", "Said Juma")
    officer.fill("[name=organisation]", "Kibra Peace Network")
    officer.select_option("form.panel [name=sector]", index=10)
    officer.click("form.panel button:has-text('Add')")
    officer.wait_for_selector("text=Said Juma is on the roster")

    stakeholders = tmp_path / "stakeholders.csv"
    stakeholders.write_text(STAKEHOLDERS)
    officer.click("text=Import a spreadsheet")
    officer.set_input_files("[name=file]", stakeholders)
    officer.click("text=Look at the rows")
    assert "is no telephone number" in officer.inner_text("main")
    assert officer.evaluate("document.documentElement.scrollWidth <= innerWidth")
    officer.fill("[name=consented_on]", "12 February 2025")
    officer.check("[name=without_wrong]")
    officer.click("text=Bring it in")
    officer.wait_for_selector("text=The spreadsheet is brought in")
    assert "Halima Noor" in officer.inner_text("main")

    # the forum is launched, with its co-chair
    record_stage(chair, forum, "The forum was launched", "3 April 2025")
    appoint(
        chair, forum, "Co-Chairperson", name="Amina Wanjiru", since="3 April 2025", accepted_on="3 April 2025",
        organisation="Soweto East Women",
    )  # fmt: skip
    chair.goto(f"{forum}mandate/")
    chair.fill("[name=name]", "Peace and Security")
    chair.fill("[name=since]", "3 April 2025")
    chair.click("main button:has-text('Record the mandate')")
    chair.goto(forum)
    shown = chair.inner_text("main")
    for said in ("Launched", "Rebecca Mumbua", "Amina Wanjiru", "Victor Onyango", "Peace and Security"):
        assert said in shown
    assert chair.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # somebody transferred keeps the account and loses the post with the next page
    director.goto(f"{forum}offices/")
    director.click("section:has(h2:text-is('Chairperson')) >> text=Hand over")
    director.fill("[name=name]", "Samuel Rotich")
    director.fill("[name=since]", "1 July 2025")
    director.select_option("[name=ended_for]", "transfer")
    director.click("main button:has-text('Hand over')")
    director.wait_for_selector("text=Samuel Rotich holds the office")
    assert director.inner_text("main h1") == "Handover note"
    director.click("text=Print it")
    director.wait_for_selector("h1:has-text('Handover note')")
    assert chair.goto(f"{forum}stage/").status == 404
    assert chair.goto(home).status == 200
