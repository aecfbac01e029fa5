"""How are the README's pictures made? From the running demonstration: `bin/run`, then `.venv/bin/python docs/pictures.py`."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent / "pictures"
ADDRESS = f"http://localhost:{os.environ.get('PORT', '8000')}"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main() -> None:
    """Sign in as the officer of Nakuru East and take the minute book as it is being written."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.goto(f"{ADDRESS}/account/login/")
        page.fill("[name=login]", "secretary.nakuru-east@kikao.example")
        page.fill("[name=password]", "kikao-demo-2025")
        page.click("main form button")
        page.click(".tasks a[href*='/minutes/']")
        page.goto(page.url.split("?")[0] + "?item=4")
        page.screenshot(path=FOLDER / "minute-book.png")
        browser.close()


if __name__ == "__main__":
    main()
