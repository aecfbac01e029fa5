"""A photograph comes over a line that is cut: smaller than it was, gone on with where it stopped, filed once."""

import contextlib
import io
import random
import re
import socket
import threading

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD

pytestmark = pytest.mark.browser

TIME = 60_000  # ms


class Line:
    """A line to the portal that counts what goes up, is cut after so many bytes, and can lose one answer."""

    def __init__(self, portal: str) -> None:
        self.to = ("127.0.0.1", int(portal.rsplit(":", 1)[1]))
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://localhost:{self.door.getsockname()[1]}"
        self.sent, self.cut_at, self.loses, self.is_down, self.open = 0, None, None, False, []
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _from = self.door.accept()
                if self.is_down:
                    near.close()
                    continue
                far = socket.create_connection(self.to)
                pair = {"near": near, "far": far, "is_lost": False}
                self.open.append(pair)
                for way in ("up", "down"):
                    threading.Thread(target=self._carry, args=(pair, way), daemon=True).start()

    def _carry(self, pair: dict, way: str) -> None:
        source, target = (pair["near"], pair["far"]) if way == "up" else (pair["far"], pair["near"])
        with contextlib.suppress(OSError):
            while carried := source.recv(8192):
                if way == "up":
                    self.sent += len(carried)
                    if self.loses and self.loses in carried:
                        pair["is_lost"], self.loses = True, None
                    if self.cut_at and self.sent >= self.cut_at:
                        self.cut()
                        return
                elif pair["is_lost"]:
                    break
                target.sendall(carried)
        self._close(pair)

    def _close(self, pair: dict) -> None:
        for end in (pair["near"], pair["far"]):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def cut(self) -> None:
        self.is_down, self.cut_at = True, None
        for pair in self.open:
            self._close(pair)

    def mend(self) -> None:
        self.is_down = False

    def close(self) -> None:
        self.door.close()
        self.cut()


def picture(seed: int) -> bytes:
    """As a telephone writes it: twelve million points, grain, and where it was taken."""
    grain = Image.frombytes("RGB", (500, 375), random.Random(seed).randbytes(500 * 375 * 3))
    marks = Image.Exif()
    marks[0x010F] = "Telephone maker"
    marks.get_ifd(0x8825).update({1: "S", 2: (1.0, 17.0, 11.5)})
    written = io.BytesIO()
    grain.resize((4000, 3000)).save(written, "JPEG", quality=95, exif=marks)
    return written.getvalue()


@pytest.fixture
def line(portal):
    made = Line(portal)
    yield made
    made.close()


@pytest.fixture
def page(line, chromium):
    """Njoro's secretary, signed in over the line, with the files of the last meeting open."""
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{line.address}/account/login/")
    page.fill("[name=login]", "secretary.njoro@kikao.example")
    page.fill("[name=password]", PASSWORD)
    page.click("main button:has-text('Sign in')")
    page.wait_for_url(f"{line.address}/")
    page.goto(f"{line.address}/forums/032-njoro/meetings/")
    page.locator("tbody th a").first.click()
    page.click(".tabs a:has-text('Photographs')")
    page.wait_for_load_state()  # until then the form sends the files whole
    yield page
    context.close()


def choose(page, title: str, *files: tuple[str, bytes]) -> None:
    page.set_input_files(
        "[name=file]", [{"name": name, "mimeType": "image/jpeg", "buffer": content} for name, content in files]
    )
    page.fill("[name=title]", title)
    page.fill("#send [name=alternative]", "Grain in all colours.")


def test_a_photograph_is_made_smaller_and_goes_on_after_the_line_was_cut(page, line):
    content, before = picture(1), line.sent
    assert len(content) > 1_500_000
    choose(page, "Over a line that is cut", ("hall.jpg", content))
    line.cut_at = line.sent + 150_000  # in the middle of a part
    page.click("#send button:has-text('Send')")
    expect(page.locator("#send [role=status]")).to_contain_text("The line is cut", timeout=TIME)
    assert line.is_down
    come = page.locator("#send progress").evaluate("(bar) => bar.value")
    assert 0 < come < 1
    line.loses = b"/files/whole/"  # and the answer to the filing does not come back either
    line.mend()
    expect(page.locator("#send [role=status]")).to_have_text("1 of 1 are here now.", timeout=TIME)
    assert line.loses is None

    assert line.sent - before < len(content) * 0.75
    mine = page.locator(".photos a", has_text="Over a line that is cut")
    expect(mine).to_have_count(1)
    kept = page.request.get(line.address + mine.get_attribute("href") + "download/").body()
    with Image.open(io.BytesIO(kept)) as drawn:
        assert (drawn.size, dict(drawn.getexif())) == ((2000, 1500), {})
    assert b"Telephone" not in kept
    assert page.locator("[name=title]").input_value() == ""


def test_a_page_opened_anew_goes_on_where_the_last_one_stopped(page, line):
    content = picture(2)
    choose(page, "In two sittings", ("hall.jpg", content))
    line.cut_at = line.sent + 200_000
    page.click("#send button:has-text('Send')")
    expect(page.locator("#send [role=status]")).to_contain_text("The line is cut", timeout=TIME)
    line.mend()
    page.once("dialog", lambda asked: asked.accept())  # it asks before leaving what is on its way
    page.goto(page.url)
    choose(page, "In two sittings", ("hall.jpg", content))
    asked = []
    page.on("response", lambda answer: asked.append(answer.json()["have"]) if "part/?key" in answer.url else None)
    page.click("#send button:has-text('Send')")
    expect(page.locator("#send [role=status]")).to_have_text("1 of 1 are here now.", timeout=TIME)
    assert asked[0] > 0
    expect(page.locator(".photos a", has_text="In two sittings")).to_have_count(1)


def test_what_is_no_picture_is_told_in_words_and_the_others_come(page):
    choose(page, "One of two", ("page.jpg", b"<html><script>alert(1)</script>"), ("hall.jpg", picture(3)))
    page.click("#send button:has-text('Send')")
    expect(page.locator("#send [role=status]")).to_have_text("1 of 2 are here now.", timeout=TIME)
    expect(page.locator(".sending .error")).to_contain_text("Only photographs")
    expect(page.locator(".photos a", has_text="One of two")).to_have_count(1)


def test_what_is_wanting_is_said_before_anything_is_sent(page):
    page.click("#send button:has-text('Send')")
    expect(page.locator("#send [role=status]")).to_have_text("Choose the file.")
    choose(page, "", ("hall.jpg", b"\xff\xd8\xff"))
    page.click("#send button:has-text('Send')")
    expect(page.locator("#send [role=status]")).to_have_text("Say what it is or shows.")
    assert page.evaluate("document.activeElement.name") == "title"


def test_without_a_script_the_form_sends_it_whole_and_it_is_removed_with_a_plain_question(sign_in, portal):
    page = sign_in("secretary.njoro", javascript=False)
    page.goto(f"{portal}/forums/032-njoro/meetings/")
    page.locator("tbody th a").first.click()
    page.click(".tabs a:has-text('Photographs')")
    choose(page, "Sent whole", ("hall.jpg", picture(4)))
    page.click("#send button:has-text('Send')")
    expect(page.locator(".notice")).to_contain_text("1 file is here now.")
    page.click(".photos a:has-text('Sent whole')")
    assert re.search(r"2000 × 1500", page.inner_text("main"))
    page.click("text=Remove it")
    page.click("text=Yes, remove it")
    expect(page.locator(".notice")).to_contain_text("is removed")
    expect(page.locator(".photos a", has_text="Sent whole")).to_have_count(0)
