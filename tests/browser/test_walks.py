"""Every screen walked through: by keyboard from its first line to its last, and without JavaScript.

It takes some minutes, so it is no part of bin/test: `.venv/bin/python -m bench.walks`.
"""

import pytest

from tests.browser.test_screens import SCREENS, addresses

pytestmark = pytest.mark.walk
PLACE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const label = one.closest("label");
  const shows = [one, ...(label ? [label, ...label.querySelectorAll("*")] : [])].some((part) => {
    const its = getComputedStyle(part);
    return (its.outlineStyle !== "none" && its.outlineWidth !== "0px") || its.boxShadow !== "none";
  });
  window.seen ??= new Map();
  if (!window.seen.has(one)) window.seen.set(one, window.seen.size);
  return { number: window.seen.get(one), shows, html: one.outerHTML.slice(0, 120), size: box.width * box.height, at: style.visibility };
}"""


@pytest.mark.parametrize("account", SCREENS)
def test_every_screen_is_walked_through_by_keyboard_and_the_focus_is_seen(sign_in, portal, account):
    """From the first key to the last line of the page: nothing holds the focus, and it is always to be seen."""
    page, found = sign_in(account), []
    for address in addresses(page, portal, account):
        page.goto(portal + address)
        page.evaluate("document.activeElement?.blur()")
        last, walked = -1, set()
        for _key in range(400):
            page.keyboard.press("Tab")
            place = page.evaluate(PLACE)
            if place is None or place["number"] in walked - {last}:
                break  # through: the browser has the focus, or it begins again at the top
            if place["number"] == last:
                found.append((address, "holds the focus", place["html"]))
                break
            if not place["shows"]:
                found.append((address, "focus not seen", place["html"]))
            last = place["number"]
            walked.add(last)
        if page.evaluate(
            "document.querySelector('footer a') && ![...window.seen.keys()].some((one) => one.closest('footer'))"
        ):
            found.append((address, "the end of the page is not reached"))
    assert found == []


@pytest.mark.parametrize("account", SCREENS)
def test_every_screen_is_whole_without_javascript(sign_in, portal, account):
    """Each says its heading, and no button waits for a script: it is in a form that goes somewhere, or is not shown."""
    page, found = sign_in(account, javascript=False), []
    with_script = sign_in(account)
    for address in addresses(with_script, portal, account):
        page.goto(portal + address)
        if not page.locator("h1").first.is_visible():
            found.append((address, "no heading"))
        for button in page.locator("main button:visible").all():
            text = button.evaluate("one => one.form ? '' : one.outerHTML.slice(0, 120)")
            if text:
                found.append((address, text))
    assert found == []
