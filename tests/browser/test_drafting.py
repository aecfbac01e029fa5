"""Nothing typed is lost: the real script in a real browser, on a line that drops and an office that falls over."""

import os
import shutil
import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FLAGS
from tests.browser.writing import (
    DECIDE,
    DEVICE,
    ROWS,
    SAVED,
    Office,
    Writer,
    drafts_of,
    hold_a_meeting,
    until,
)

pytestmark = pytest.mark.browser
SECRETARY, CHAIR, FORUM = "secretary.nakuru", "chair.nakuru", "032"


@pytest.fixture(scope="module")
def office(place, chromium):
    """A server of its own on the demonstration's data, behind a line; the county has met today."""
    made = Office(place.var)
    try:
        if not drafts_of(made, FORUM):
            context = chromium.new_context()
            context.set_default_timeout(60_000)
            page = Writer(made, context, SECRETARY).sign_in().page
            hold_a_meeting(page, f"{made.address}/forums/{FORUM}/meetings/plan/")
            context.close()
        yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def cookies():
    """The sessions that tests may share: account -> cookies."""
    return {}


@pytest.fixture
def desk(chromium, office, cookies):
    """Opens a device and signs somebody in on it; what the script complains about fails the test."""
    opened, complaints = [], []

    def sit_down(account=SECRETARY, context=None, fresh=False):
        office.line.up, office.line.rate = True, 0
        shares = context is None and not fresh  # a session that a test ends is its own
        known = cookies.get(account) if shares else None
        context = context or chromium.new_context()
        context.set_default_timeout(60_000)
        if context not in opened:
            opened.append(context)
            context.on("weberror", lambda wrong: complaints.append(str(wrong.error)))
        writer = Writer(office, context, account, drafts_of(office, FORUM)[0])
        if known:
            context.add_cookies(known)
            return writer
        writer.sign_in()
        if shares:
            cookies[account] = context.cookies()
        return writer

    yield sit_down
    office.line.up, office.line.rate = True, 0
    office.line.cut_next("", 0)
    for context in opened:
        context.close()
    assert complaints == []


def keeps_the_page(writer) -> None:
    """Wait until the browser holds the page for writing without a line."""
    until(
        lambda: writer.page.evaluate(
            "async () => Boolean(await caches.match('/draft/') && navigator.serviceWorker.controller)"
        )
    )


def words(what: str) -> str:
    """A text that no other test has typed."""
    return f"{what} {uuid.uuid4()}"


def test_what_is_typed_is_on_the_device_within_300_ms_and_locked(desk, office):
    writer, said = desk().open(), words("Locked on the device.")
    office.line.down()
    took = writer.page.evaluate(
        """async (said) => {
          const field = document.querySelector("#write [name=text]");
          field.value = said;
          const began = performance.now();
          field.dispatchEvent(new Event("input", { bubbles: true }));
          while (!document.querySelector("#save-state").innerText.startsWith("Saved on this device")) await new Promise(requestAnimationFrame);
          return performance.now() - began;
        }""",
        said,
    )
    assert took < 300
    kept = writer.page.evaluate(ROWS)
    assert [key["extractable"] for key in kept["keys"]] == [False]
    assert [row["locked"] for row in kept["drafts"] if row["unsent"]] == [True]
    assert all(said not in row["bytes"] for row in kept["drafts"])
    office.line.up = True
    writer.wait(SAVED)
    assert office.entries(said) == 1


@pytest.mark.parametrize("where", ["answer", "body"])
def test_a_line_cut_while_sending_neither_doubles_nor_loses(desk, office, where):
    writer, first, second = desk().open(), words("Before"), words("After")
    office.line.rate = 50_000  # 400 kbit/s
    office.line.cut_next(where, 2)
    writer.type(first)
    until(lambda: office.line.made)
    writer.type(second)
    writer.wait(SAVED)
    until(lambda: office.entries(second) == 1)
    assert (office.entries(first), office.copies(first), office.copies(second)) == (0, 0, 0)
    assert office.line.made == 2


def test_an_office_that_was_killed_and_came_back_has_it_all(desk, office):
    writer, first, second = desk().open(), words("While it fell"), words("While it lay")
    office.line.cut_next("answer")
    writer.type(first)
    until(lambda: office.line.made)
    office.kill()
    writer.type(second)
    writer.wait(DEVICE)
    office.start()
    writer.wait(SAVED)
    assert (office.entries(second), office.copies(first)) == (1, 0)


def test_a_session_that_ended_pauses_the_queue_until_one_has_signed_in_again(desk, office):
    writer, said = desk().open(), words("Signed out meanwhile.")
    session = next(cookie for cookie in writer.context.cookies() if "session" in cookie["name"])
    writer.context.clear_cookies(name=session["name"])
    writer.type(said)
    writer.page.wait_for_selector("#save-note >> text=You are signed out")
    assert (writer.page.inner_text("#save-state"), office.entries(said)) == (DEVICE, 0)
    again = Writer(office, writer.context, SECRETARY, writer.meeting).sign_in()
    writer.page.bring_to_front()
    writer.page.evaluate("dispatchEvent(new Event('focus'))")
    writer.wait(SAVED)
    assert office.entries(said) == 1
    again.page.close()


def test_a_seal_that_changed_holds_nothing_up(desk, office):
    writer, said = desk().open(), words("Under a new seal.")
    writer.type(words("Under the old seal."))
    writer.wait(SAVED)
    csrf = next(cookie for cookie in writer.context.cookies() if "csrf" in cookie["name"])
    writer.context.add_cookies([csrf | {"value": "x" * 32}])
    writer.type(said)
    until(lambda: office.entries(said) == 1)


def test_a_tab_closed_without_a_line_goes_on_where_it_was(desk, office):
    writer, said = desk().open(), words("Closed too soon.")
    office.line.down()
    writer.page.fill("#write [name=text]", said)
    writer.wait(DEVICE)
    page = writer.context.new_page()
    writer.page.close()
    office.line.up = True
    writer.open(page=page)
    assert writer.text == said
    writer.wait(SAVED)
    assert office.entries(said) == 1


def test_a_browser_reopened_without_a_line_goes_on_writing(chromium, office, tmp_path):
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    start = {"executable_path": path, "args": FLAGS, "user_data_dir": tmp_path / "browser"}
    office.line.up = True
    context = chromium.browser_type.launch_persistent_context(**start)
    writer = Writer(office, context, SECRETARY, drafts_of(office, FORUM)[0]).sign_in().open()
    keeps_the_page(writer)
    until(lambda: writer.page.evaluate(ROWS)["meetings"] == 1)
    kept = writer.page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async n => (await (await caches.open(n)).keys()).map(r => new URL(r.url).pathname)))).flat()"
    )
    assert [address for address in kept if not address.startswith("/static/")] == ["/draft/"]
    office.line.down()
    first, second = words("Before the browser closed."), words("After it was opened again.")
    writer.page.fill("#write [name=text]", first)
    writer.wait(DEVICE)
    context.close()
    context = chromium.browser_type.launch_persistent_context(**start)
    page = context.new_page()
    page.goto(f"{office.address}/draft/")
    page.wait_for_selector("#write[data-ready]")
    assert page.input_value("#write [name=text]") == first
    page.click("text=Done, next entry")
    page.wait_for_selector(f"#entries >> text={first}")
    page.fill("#write [name=text]", second)
    page.wait_for_selector(f"#save-state >> text={DEVICE}")
    office.line.up = True
    page.wait_for_selector("#save-note >> text=You are signed out", timeout=25_000)  # a closed browser ends the session
    Writer(office, context, SECRETARY).sign_in()
    until(lambda: (office.entries(first), office.entries(second)) == (1, 1))
    context.close()


def test_two_tabs_one_writes_and_the_other_reads(desk, office):
    writer, said = desk().open(), words("In the first tab.")
    writer.type(said)
    writer.wait(SAVED)
    writer.page.wait_for_url("**entry=*")
    query = "?" + writer.page.url.split("?")[1]
    other = Writer(office, writer.context, SECRETARY, writer.meeting)
    other.open(query)
    other.page.wait_for_selector("#save-note >> text=open in another tab")
    assert other.page.is_disabled("#write [name=text]")
    writer.page.close()
    other.page.wait_for_selector("#write [name=text]:enabled")
    other.page.wait_for_selector("#write[data-ready]")
    other.type(f"{said} And in the second.")
    other.wait(SAVED)
    assert (office.entries(f"{said} And in the second."), office.copies(said)) == (1, 0)


def test_two_people_decide_between_two_texts_and_both_are_kept(desk, office):
    writer, base, mine, theirs = (
        desk().open(),
        words("Base."),
        words("The secretary has words."),
        words("The chair too."),
    )
    writer.type(base)
    writer.wait(SAVED)
    writer.page.wait_for_url("**entry=*")
    writer.context.set_offline(True)
    writer.page.fill("#write [name=text]", mine)
    writer.wait(DEVICE)
    other = desk(CHAIR).open("?" + writer.page.url.split("?")[1])
    other.type(theirs)
    other.wait(SAVED)
    writer.context.set_offline(False)
    writer.wait(DECIDE)
    assert (office.entries(theirs), office.copies(mine)) == (1, 1)
    writer.page.click(f"#save-state >> text={DECIDE}")
    writer.page.wait_for_selector("h1:has-text('decide which stands')")
    for text in (mine, theirs):
        expect(writer.page.locator(".conflict")).to_contain_text(text)
    writer.page.fill("[name=text]", f"{mine} {theirs}")
    writer.page.click("text=Let this text stand")
    writer.page.wait_for_selector("text=The combined text stands now")
    writer.page.wait_for_selector("#write[data-ready]")
    until(lambda: not any(row["unsent"] for row in writer.page.evaluate(ROWS)["drafts"]))
    assert (office.entries(f"{mine} {theirs}"), office.copies(mine)) == (1, 1)


def test_another_users_texts_are_never_sent_and_come_back_with_their_key(desk, office):
    writer, said = desk().open(), words("The secretary's alone.")
    office.line.down()
    writer.page.fill("#write [name=text]", said)
    writer.wait(DEVICE)
    writer.context.clear_cookies()
    other = desk(CHAIR, writer.context)
    other.open()
    other.type(words("The chair's."))
    other.wait(SAVED)
    kept = other.page.evaluate(ROWS)
    assert [row["unsent"] for row in kept["drafts"] if row["locked"] and row["unsent"]] == [True]
    assert len(kept["keys"]) == 1
    assert (office.entries(said), office.copies(said)) == (0, 0)
    other.page.click("#sign-out button")
    other.page.wait_for_url("**/account/login/**")
    desk(SECRETARY, writer.context)
    until(lambda: office.entries(said) == 1)


@pytest.mark.parametrize("choice", ["send", "keep", "erase"])
def test_signing_out_with_something_unsent_asks(desk, office, choice):
    writer, said = desk(fresh=True).open(), words(f"To {choice}.")
    keeps_the_page(writer)
    office.line.down()
    writer.page.fill("#write [name=text]", said)
    writer.wait(DEVICE)
    writer.page.click("#sign-out button")
    writer.page.wait_for_selector("#unsent[open]")
    office.line.up = True
    writer.page.click(f"#unsent button[value={choice}]")
    writer.page.wait_for_url("**/account/login/**")
    kept = writer.page.evaluate(ROWS)
    assert (kept["keys"], kept["meetings"]) == ([], 0)
    assert [row["locked"] for row in kept["drafts"]] == ([True] if choice == "keep" else [])
    assert office.entries(said) == (1 if choice == "send" else 0)
    office.line.down()
    writer.page.goto(f"{office.address}/draft/")
    writer.page.wait_for_selector("text=Nothing on this device can be read now")
    assert said not in writer.page.content()
    desk(SECRETARY, writer.context)
    if choice == "keep":
        until(lambda: office.entries(said) == 1)
    assert office.copies(said) == 0


def test_deeds_are_added_without_a_line_and_travel_with_their_entry(desk, office):
    writer, said = desk().open(), words("With a deed.")
    office.line.down()
    writer.page.fill("#write [name=text]", said)
    writer.page.click("text=Add action")
    writer.page.fill("#write .deed textarea", f"Do it: {said}")
    writer.page.fill("#write .deed [name$=owner]", "Secretary")
    writer.wait(DEVICE)
    office.line.up = True
    writer.wait(SAVED)
    writer.page.wait_for_selector("#write .deed .tag >> text=NAKURU/")
    assert office.ask("SELECT count(*) FROM meetings_deed WHERE text = ?", f"Do it: {said}") == [(1,)]


def test_ticks_wait_on_the_device_and_two_marks_are_decided_beside_the_name(desk, office):
    writer = desk()
    sheet = f"{office.address}/meetings/{writer.meeting}/attendance/"
    writer.page.goto(sheet)
    writer.page.wait_for_selector("#marks[data-ready]")
    member = writer.page.locator(".mark:has(input[value=present]:checked)").first.get_attribute("data-member")
    person = writer.page.locator(f"[data-member='{member}']")
    writer.context.set_offline(True)
    person.locator("label:has(input[value=apology])").click()
    writer.wait(DEVICE)
    other = desk(CHAIR)
    other.page.goto(sheet)
    other.page.wait_for_selector("#marks[data-ready]")
    other.page.locator(f"[data-member='{member}'] label:has(input[value=absent])").click()
    other.wait(SAVED)
    writer.context.set_offline(False)
    writer.wait(DECIDE)
    expect(person).to_contain_text("At the office: Absent (")
    person.locator("button:has-text('Keep mine')").click()
    writer.wait(SAVED)
    question = (
        "SELECT a.status FROM meetings_attendance a JOIN members_membership m ON m.person_id = a.person_id "
        "WHERE m.id = ? AND a.meeting_id = ?"
    )
    assert office.ask(question, member, writer.meeting) == [("apology",)]


def test_a_browser_that_keeps_nothing_says_so_and_saves_at_the_office(desk, office):
    writer, said = desk(), words("Nothing kept here.")
    writer.context.add_init_script("Object.defineProperty(globalThis, 'indexedDB', { value: undefined })")
    writer.open()
    expect(writer.page.locator("#save-note")).to_contain_text("keeps nothing on the device")
    writer.page.fill("#write [name=text]", said)
    writer.wait(SAVED)
    assert office.entries(said) == 1


def areas_of(writer) -> list[str]:
    """The addresses of the rows of the areas below, under the situation item."""
    writer.page.goto(f"{writer.office.address}/meetings/{writer.meeting}/minutes/?item=4")
    links = writer.page.locator("#areas a[href*='area=']")
    return [link.get_attribute("href").removesuffix("#row") for link in links.all()]


def open_row(writer, query: str, page=None) -> None:
    """An area's row, ready to write in."""
    writer.page = page or writer.page
    writer.page.goto(f"{writer.office.address}/meetings/{writer.meeting}/minutes/{query}")
    writer.page.wait_for_selector("#row[data-ready]")


def reported(office, text: str) -> int:
    """In how many rows of areas a text stands."""
    return office.ask("SELECT count(*) FROM meetings_situationrow WHERE reported = ?", text)[0][0]


def test_an_areas_row_waits_on_the_device_and_goes_on_in_a_tab_opened_later(desk, office):
    writer, said, closed = desk(), words("No line in the hall."), words("Closed too soon.")
    area, other = areas_of(writer)[:2]
    open_row(writer, area)
    office.line.down()
    writer.page.fill("#row [name=reported]", said)
    writer.wait(DEVICE)
    assert all(said not in row["bytes"] for row in writer.page.evaluate(ROWS)["drafts"])
    office.line.up = True
    writer.wait(SAVED)
    assert reported(office, said) == 1
    open_row(writer, other)
    office.line.down()
    writer.page.fill("#row [name=reported]", closed)
    writer.page.fill("#row [name='who-0-name']", "Naomi Cheruto")
    writer.wait(DEVICE)
    page = writer.context.new_page()
    writer.page.close()
    office.line.up = True
    open_row(writer, other, page)
    assert page.input_value("#row [name=reported]") == closed
    assert page.input_value("#row [name='who-0-name']") == "Naomi Cheruto"
    writer.wait(SAVED)
    page.click("#row >> text=Done, next area")
    page.wait_for_url("**area=*#row")
    assert other not in page.url
    assert (reported(office, closed), [row["unsent"] for row in page.evaluate(ROWS)["drafts"]].count(True)) == (1, 0)


@pytest.mark.parametrize("choice", ["Let mine stand", "Keep the text at the office"])
def test_two_texts_of_one_area_are_decided_above_the_form(desk, office, choice):
    writer, base, mine, theirs = desk(), words("Base."), words("The secretary has words."), words("The chair too.")
    area = areas_of(writer)[2]
    open_row(writer, area)
    writer.page.fill("#row [name=reported]", base)
    until(lambda: reported(office, base) == 1)
    writer.wait(SAVED)
    writer.context.set_offline(True)
    writer.page.fill("#row [name=reported]", mine)
    writer.wait(DEVICE)
    other = desk(CHAIR)
    open_row(other, area)
    other.page.fill("#row [name=reported]", theirs)
    until(lambda: reported(office, theirs) == 1)
    writer.context.set_offline(False)
    writer.wait(DECIDE)
    expect(writer.page.locator("#two-texts")).to_contain_text(theirs)
    writer.page.click(f"text={choice}")
    stands = mine if choice == "Let mine stand" else theirs
    until(lambda: reported(office, stands) == 1)
    writer.page.wait_for_function("words => document.querySelector('#row [name=reported]').value === words", arg=stands)
    writer.wait(SAVED)
    kept = office.ask("SELECT said->>'$.reported' FROM meetings_situationrevision")
    assert {(mine,), (base,)} <= set(kept)


def test_a_guest_added_without_a_line_comes_once_the_line_is_back(desk, office):
    writer, name = desk(), words("Guest")[:60]
    page = writer.page
    page.goto(f"{office.address}/meetings/{writer.meeting}/attendance/")
    page.wait_for_selector("#marks[data-ready]")
    office.line.down()
    page.fill("[name=guest-name]", name)
    page.fill("[name=guest-organisation]", "Radio Amani")
    page.click("text=Add the guest")
    writer.wait(DEVICE)
    expect(page.locator("#guests-here")).to_contain_text(name)
    assert page.input_value("[name=guest-name]") == ""
    assert all(name not in row["bytes"] for row in page.evaluate(ROWS)["drafts"])
    office.line.up = True
    expect(page.locator("#guest-list")).to_contain_text(name)
    writer.wait(SAVED)
    expect(page.locator("#guests-here li")).to_have_count(0)
    question = "SELECT organisation, is_guest FROM meetings_attendance WHERE name = ?"
    assert office.ask(question, name) == [("Radio Amani", 1)]
