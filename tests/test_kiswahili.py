"""Does the portal speak Kiswahili wherever it speaks English?"""

import os
import re
import shutil
import subprocess
import sys

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

ROOT = settings.BASE_DIR
CATALOGUE = ROOT / "locale/sw/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")
# Made elsewhere in the house or outside of it, never shown on a page.
NO_SCREENS = (".venv", "var", "tests", "bench", "docs")


def messages(path=CATALOGUE):
    with path.open("rb") as opened:
        return {one.id: one for one in read_po(opened, locale="sw") if one.id}


def in_forms(text):
    return [text] if isinstance(text, str) else list(text)


def test_every_message_is_translated():
    lacking = [one.id for one in messages().values() if not all(in_forms(one.string)) or one.fuzzy]
    assert lacking == []


def test_translations_keep_what_the_programme_fills_in():
    broken = []
    for one in messages().values():
        wanted = sorted(PLACEHOLDER.findall(in_forms(one.id)[-1]))
        if any(sorted(PLACEHOLDER.findall(text)) != wanted for text in in_forms(one.string)[-1:]):
            broken.append(one.id)
    assert broken == []


def test_no_text_was_written_since_the_catalogue_was_made(tmp_path):
    if not shutil.which("xgettext"):  # bin/test sees that it is there
        pytest.skip("gettext's tools are not on this machine")
    copy = tmp_path / "house"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", *NO_SCREENS), symlinks=True)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "sw", "--no-obsolete", "--no-location"],
        cwd=copy,
        env={"PATH": os.environ["PATH"]},
        check=True,
        capture_output=True,
    )
    fresh = messages(copy / CATALOGUE.relative_to(ROOT))
    assert sorted(map(str, fresh.keys() ^ messages().keys())) == []


def test_the_front_door_answers_in_the_language_chosen(client, db):
    client.post(reverse("set_language"), {"language": "sw"})
    page = client.get(reverse("account_login"))
    assert page["Content-Language"] == "sw"
    with translation.override("sw"):
        assert f"<h1>{gettext('Sign in')}</h1>" in page.content.decode()
    assert 'lang="sw"' in page.content.decode()


def test_a_user_finds_the_portal_in_the_language_they_chose(cast, signed_in):
    browser = signed_in(cast.secretary)
    browser.post(reverse("set_language"), {"language": "sw"})
    elsewhere = signed_in(cast.secretary)
    assert 'lang="sw"' in elsewhere.get(reverse("desk")).content.decode()


def test_what_django_says_of_forms_is_said_in_kiswahili():
    with translation.override("sw"):
        assert gettext("This field is required.") == "Sehemu hii inahitajika."
        shortage = ngettext(
            "This password is too short. It must contain at least %d character.",
            "This password is too short. It must contain at least %d characters.",
            10,
        )
        assert shortage % 10 == "Nenosiri hili ni fupi mno. Liwe na herufi zisizopungua 10."


def test_an_e_mail_is_written_in_the_readers_language_whoever_asked(cast):
    cast.secretary.language = "sw"
    cast.secretary.save(update_fields=["language"])
    Client().post(reverse("account_reset_password"), {"email": cast.secretary.email})
    (message,) = mail.outbox
    assert message.subject == "Kikao: Chagua nenosiri jipya"
    assert "Ikiwa hukuomba" in message.body
