"""Somebody adds the lock of their device as a passkey, signs out, and comes in with it alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PASSWORD

pytestmark = pytest.mark.browser


def give_a_lock(page) -> None:
    """A device whose fingerprint always fits."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def findings(page) -> list:
    return [found["id"] for found in Axe().run(page).response["violations"]]


def test_a_passkey_is_added_and_signs_in_by_itself(portal, sign_in):
    page = sign_in("secretary.njoro", width=360)
    give_a_lock(page)
    page.goto(f"{portal}/account/second-factor/webauthn/add/")
    page.wait_for_selector("text=Is it you?")
    page.fill("[name=password]", PASSWORD)
    page.click("text=Go on")
    page.wait_for_selector("h1:has-text('Add a passkey')")
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.fill("[name=name]", "Office telephone")
    page.click("text=Add it")
    page.wait_for_selector("text=Recovery codes")
    page.goto(f"{portal}/account/second-factor/webauthn/")
    assert "Office telephone" in page.inner_text("main")
    assert findings(page) == []

    page.goto(f"{portal}/account/logout/")
    page.click("main button:has-text('Sign out')")
    page.wait_for_url("**/account/login/**")
    page.goto(f"{portal}/account/login/")
    page.click("text=Sign in with a passkey")
    page.wait_for_url(f"{portal}/")
    assert "My desk" in page.inner_text("main h1")

    # and taken out again, so that the demonstration stays as it was
    page.goto(f"{portal}/account/second-factor/webauthn/")
    page.click("text=Take out")
    page.wait_for_selector("text=Is it you?")
    assert findings(page) == []
    page.click("main button:has-text('Use your passkey')")
    page.click("main button:has-text('Take it out')")
    page.wait_for_selector("text=The passkey is taken out")


def test_a_device_that_gives_no_passkey_is_said_in_words(portal, sign_in):
    page = sign_in("secretary.njoro")
    page.goto(f"{portal}/account/logout/")
    page.click("main button:has-text('Sign out')")
    page.wait_for_url("**/account/login/**")
    page.goto(f"{portal}/account/login/")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }"
    )
    page.click("text=Sign in with a passkey")
    page.wait_for_selector("text=The device gave no passkey")
