"""Writing in the minute book in a real browser: an owner by typing, a day in words, pasting from Word, keys alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_screens import RULES, addresses

pytestmark = pytest.mark.browser

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style></head><body>
<!--StartFragment--><p class=MsoNormal><b>The Chief</b>&nbsp;reported&#8203; <o:p></o:p>calm.
<a class=msocomanchor href="#c">[JW1]</a></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>&middot;<span>&nbsp;&nbsp;
</span></span><![endif]>Njoro was calm</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>Lare had two cases</p>
<ol start=3><li>third</li><li><p>fourth</p></li></ol>
<img src="file:///c:/secret.png" onerror="alert(1)"><script>alert(1)</script>
<table><tr><td><p>Ward</p></td><td>Cases</td></tr><tr><td>Lare</td><td>2</td></tr></table>
<div>Members<br>noted it.</div><del>Struck.</del><!--EndFragment--></body></html>"""
PLAIN = """The Chief reported calm.

- Njoro was calm
- Lare had two cases
3. third
4. fourth

Ward; Cases
Lare; 2

Members
noted it."""
PASTE = """(field, [kind, words]) => {
  const board = new DataTransfer();
  board.setData(kind, words);
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: board, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def book(sign_in, portal):
    """Opens the minute book of Nakuru East at an item, in a page of some width."""

    def at(item: int = 4, **settings):
        page = sign_in("secretary.nakuru-east", **settings)
        page.goto(f"{portal}{addresses(page, portal, 'secretary.nakuru-east')[2].split('?')[0]}?item={item}")
        if settings.get("javascript", True):
            page.wait_for_selector("#write[data-ready]")  # before that nothing can be typed
        return page

    return at


def with_action(page, text: str):
    """A new entry with an action opened under it; the action's fields."""
    page.fill("#id_text", text)
    page.keyboard.press("Alt+a")
    expect(page.locator(".deed [role=combobox]")).to_be_visible()
    page.fill(".deed textarea", "Name the team")
    return page.locator(".deed [role=combobox]"), page.locator("[id$=-due]"), page.locator("output.understood")


@pytest.mark.parametrize("width", [1280, 360])
def test_an_owner_is_found_by_any_part_and_chosen_by_keys(book, width):
    page = book(width=width)
    owner, due, understood = with_action(page, "A team is wanted.")
    value, about = page.evaluate("[...document.querySelector('#owners').options].map(o => [o.value, o.text]).at(-1)")
    owner.press_sequentially(about.split(",")[0][1:5])
    expect(page.get_by_role("listbox")).to_be_visible()
    assert "found" in page.locator(".owner [role=status]").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    owner.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    owner.fill("")
    owner.press_sequentially(value)
    owner.press("ArrowDown")
    assert owner.get_attribute("aria-activedescendant")
    assert Axe().run(page, options=RULES).response["violations"] == []
    owner.press("Enter")
    assert owner.input_value() == value
    owner.press_sequentially(" and somebody from outside")
    due.press_sequentially("4 Apr 2031")
    expect(understood).to_have_text("Friday 4 April 2031")
    due.fill("")
    due.press_sequentially("soon")
    expect(understood).to_contain_text("Write the date like this")
    due.fill("")
    due.press_sequentially("kesho")
    expect(page.locator("#save-state")).to_contain_text("Saved at the office")
    page.keyboard.press("Control+Enter")
    saved = page.locator("article.entry .deed").last
    expect(saved).to_contain_text(f"{value} and somebody from outside")


def test_what_word_leaves_behind_is_not_pasted_and_undo_takes_it_back(book):
    page = book(item=5)
    field = page.locator("#id_text")
    field.press_sequentially("Before. ")
    field.evaluate(PASTE, ["text/html", WORD])
    assert field.input_value() == f"Before. {PLAIN}"
    field.press("Control+z")
    assert field.input_value() == "Before. "
    field.evaluate(PASTE, ["text/plain", "\u2022\tone\r\n\u2022\ttwo\u00a0three"])
    assert field.input_value() == "Before. - one\n- two three"


def test_the_minute_book_is_written_by_keys_alone(book):
    page = book(item=5)
    page.wait_for_selector("#write[data-ready]")
    page.keyboard.press("Control+/")
    expect(page.locator("#keys dl")).to_be_visible()
    page.keyboard.press("Control+/")
    page.locator("#id_text").focus()
    page.keyboard.type("Written without a mouse? Ωmega and a/b.")
    page.keyboard.press("Alt+PageDown")
    expect(page.locator(".agenda [aria-current]")).to_contain_text("6")
    page.wait_for_selector("#write[data-ready]")
    page.keyboard.press("Alt+PageUp")
    expect(page.locator(".agenda [aria-current]")).to_contain_text("5")
    expect(page.locator("article.entry .text").last).to_have_text("Written without a mouse? Ωmega and a/b.")


def test_without_javascript_owner_and_day_are_plain_fields(book):
    page = book(javascript=False)
    page.fill("#id_text", "A second team is wanted.")
    page.click("button[value=action]")
    assert page.locator("[id$=-owner]").get_attribute("list") == "owners"
    page.fill(".deed textarea", "Name the second team")
    page.fill("[id$=-owner]", "The Chief")
    page.fill("[id$=-due]", "wiki mbili")
    page.click("button[value=stay]")
    assert page.locator("output.understood").inner_text()
