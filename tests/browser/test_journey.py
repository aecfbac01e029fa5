"""The main job, end to end, as a newcomer does it: from the desk of Njoro's officer to the NSC's download."""

import datetime as dt
import subprocess

import pytest

pytestmark = pytest.mark.browser


def words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (360, True)])
def test_every_screen_of_the_officer_fits_the_width(sign_in, portal, width, javascript):
    page = sign_in("secretary.njoro", width=width, javascript=javascript)
    for path in (
        "/",
        "/forums/032-njoro/",
        "/forums/032-njoro/roster/",
        "/forums/032-njoro/meetings/",
        "/forums/032-njoro/registry/",
        "/forums/032-njoro/actions/",
        "/account/second-factor/",
    ):
        assert page.goto(portal + path).status == 200
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_an_officer_minutes_a_meeting_and_holds_the_paper(sign_in, portal, tmp_path):
    officer = sign_in("secretary.njoro")

    # sees the desk, opens the forum, schedules the next quarterly meeting
    assert officer.locator("h1").inner_text() == "My desk"
    officer.click("nav >> text=Forum")
    officer.click("text=Plan the next meeting")
    officer.fill("[name=held_on]", "today is not a date")
    officer.fill("[name=venue]", "DCC's boardroom, Njoro")
    officer.fill("[name=starts_at]", "10:00")
    officer.click("main button:has-text('Plan the meeting')")
    assert "Write the date like this" in officer.locator(".errors").inner_text()
    assert officer.input_value("[name=venue]") == "DCC's boardroom, Njoro"
    officer.fill("[name=held_on]", words(dt.date.today()))
    officer.click("main button:has-text('Plan the meeting')")
    officer.wait_for_selector("text=The meeting is planned")
    meeting = officer.url

    # records who came, a guest without leaving the page
    officer.click("main >> text=Record who came")
    officer.click("text=Mark everybody present")
    officer.wait_for_selector("#save-state >> text=Saved at the office")
    officer.fill("[name=guest-name]", "Lilian Chebet")
    officer.fill("[name=guest-organisation]", "Egerton University")
    officer.click("text=Add the guest")
    officer.wait_for_selector("#guest-list >> text=Lilian Chebet")
    officer.fill("[name=opened_at]", "10.12")
    officer.fill("[name=adjourned_at]", "1.05 p.m.")
    officer.click("text=Save and write the minutes")

    # writes minutes under the agenda items, with a resolution and an action
    officer.wait_for_selector("h1:has-text('Minute book')")
    officer.click(".agenda >> text=Security and peace situation report")
    officer.fill("#write [name=text]", "Njoro town: operators at the bus stage and traders disagree over the bays.")
    officer.click("text=Add resolution")
    officer.wait_for_url("**entry=*")
    officer.fill(".deed textarea", "That the bays be allocated by a team of both sides.")
    officer.click("text=Add action")
    officer.wait_for_selector(".deed >> nth=1")
    officer.fill(".deed >> nth=1 >> textarea", "Name the team and call its first sitting")
    officer.fill("[name=deed-1-owner]", "Sub-County Administrator")
    officer.fill("[name=deed-1-due]", words(dt.date.today() + dt.timedelta(days=30)))
    officer.wait_for_selector("#save-state >> text=Saved at the office")
    officer.click("text=Done, next entry")
    officer.wait_for_selector(".entry:not(.open) >> text=NJORO/R/")
    officer.click("text=Send for clearing")
    officer.wait_for_selector("text=The minutes were sent for clearing")
    minutes = officer.url

    # the Deputy County Commissioner, then the co-chair, read and clear
    for account, button in (("chair.njoro", "Clear as Chairperson"), ("co-chair.njoro", "Clear as Co-Chairperson")):
        page = sign_in(account)
        page.click(f".tasks >> text=Clear the minutes of {words(dt.date.today())}")
        assert "operators at the bus stage" in page.locator(".sheet").inner_text()
        page.click(f"text={button}")
        page.wait_for_selector("text=You have cleared the minutes")

    # the worker prints while the page shows how far it is; the officer downloads
    officer.goto(minutes)
    officer.wait_for_selector(".paper-state >> text=Download", timeout=60_000)
    officer.reload()
    with officer.expect_download() as expected:
        officer.click(".head a:has-text('PDF')")
    paper = tmp_path / "paper.pdf"
    expected.value.save_as(paper)
    printed = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, check=True, text=True).stdout
    assert "UNCONFIRMED MINUTES" in printed
    assert "NJORO" in printed
    assert "Sub-County Administrator" in printed
    assert "Lilian Chebet" in printed
    assert "Signature is Valid" in subprocess.run(["pdfsig", paper], capture_output=True, text=True).stdout

    # the previous meeting's minutes are confirmed, signed by both and sealed
    officer.goto(portal)
    officer.click(".tasks >> text=Confirm the minutes of")
    officer.select_option("[name=proposer]", index=2)
    officer.select_option("[name=seconder]", index=3)
    officer.click("main button:has-text('Confirm the minutes')")
    officer.wait_for_selector("text=The minutes are confirmed")
    previous = officer.url
    for account in ("chair.njoro", "co-chair.njoro"):
        page = sign_in(account)
        page.click(".tasks >> text=Sign the minutes of")
        page.check("[name=answer][value=yes]")
        page.click("main button:has-text('Sign as')")
        page.wait_for_selector("text=You have signed the minutes")
    officer.goto(previous)
    officer.wait_for_selector(".status >> text=Sealed")
    officer.wait_for_selector(".paper-state:has-text('Confirmed minutes') >> text=Download", timeout=60_000)

    # the NSC officer finds the quarter's papers and downloads one
    nsc = sign_in("officer.nsc")
    nsc.click('main a:has-text("The quarter\'s papers")')
    nsc.select_option("#quarter", "all")
    nsc.click("main button:has-text('Filter')")
    with nsc.expect_download() as expected:
        nsc.click("tr:has-text('Njoro') >> text=Download >> nth=0")
    assert expected.value.suggested_filename.endswith(".pdf")

    # the officer of another county gets "not found"
    stranger = sign_in("secretary.baringo")
    for address in (meeting, minutes, f"{portal}/forums/032-njoro/"):
        assert stranger.goto(address).status == 404
    assert "not found" in stranger.locator("h1").inner_text()


def test_the_minute_book_works_without_javascript(sign_in, portal):
    officer = sign_in("secretary.nakuru-east", javascript=False)
    officer.click(".tasks >> text=Write the minutes of")
    officer.fill("#write [name=text]", "Written without a script.")
    officer.click("text=Done, next entry")
    assert "Written without a script." in officer.locator(".book").inner_text()
