"""Devices, lines and an office that falls over, in any order: whatever a screen called saved is somewhere. For the suite and the bench.

The devices here are a model of static/js/drafts.js: it proves the office's protocol. The script itself is driven in
tests/browser/test_drafting.py and by `bench.drafting --browser`.
"""

import itertools
import uuid
from collections import Counter

from django.conf import settings
from django.db import models, transaction
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from meetings.models import Entry, EntryRevision

words = itertools.count()


class Device:
    """The drafts of one user on one device, which every tab of that user shares."""

    def __init__(self, user: str) -> None:
        self.user, self.drafts = user, {}

    def edit(self, key: str, text: str, base: int) -> None:
        """Keep what was typed; from here on the screen calls it saved on this device."""
        draft = self.drafts.setdefault(key, {"base": base, "seq": 0, "sent": 0, "flight": None})
        draft |= {"text": text, "seq": draft["seq"] + 1}

    def request(self, key: str) -> dict | None:
        """What goes out for a draft: the request that is not answered yet, word by word, or a new one."""
        draft = self.drafts[key]
        if draft["flight"] is None:
            if draft["seq"] == draft["sent"]:
                return None
            draft["flight"] = {
                "once": str(uuid.uuid4()), "key": key, "version": draft["base"], "text": draft["text"],
                "writer": self.user, "seq": draft["seq"],
            }  # fmt: skip
        return draft["flight"]

    def settle(self, key: str, flight: dict, said: dict) -> None:
        """Take the answer of a request; a late copy of an answer to an older one changes nothing."""
        draft = self.drafts.get(key)
        if draft is None or draft["flight"] is None or draft["flight"]["once"] != flight["once"]:
            return
        draft |= {"flight": None, "sent": flight["seq"]}
        if said["state"] == "saved":
            draft["base"] = said["version"]
        elif said["state"] == "settled" and draft["seq"] == flight["seq"]:
            del self.drafts[key]


class NothingIsLost(RuleBasedStateMachine):
    """Two users, a device each and a second one for the secretary; two entries that all may write in."""

    world = None  # set by whoever runs it, with `world_of`
    told: Counter = Counter()  # what the office answered, over all sequences

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.devices = {"desk": Device("secretary"), "phone": Device("secretary"), "chair": Device("chair")}
        self.browsers = {place: self.signed_in(device.user) for place, device in self.devices.items()}
        self.online = dict.fromkeys(self.devices, True)
        self.keys = [str(uuid.uuid4()) for _ in range(2)]
        self.called_saved: list[tuple[str, str, str]] = []  # where, key, text
        self.answers: dict[str, dict] = {}  # request -> what the office said to it first
        self.on_the_way: list[tuple[str, dict]] = []  # requests that the network may deliver once more, at any time

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def signed_in(self, name: str) -> Client:
        browser = Client(enforce_csrf_checks=True)
        browser.cookies[settings.SESSION_COOKIE_NAME] = self.world["sessions"][name]
        return browser

    def post(self, place: str, flight: dict):
        """Ask for a fresh seal and send, as the queue does; None where the queue is paused."""
        browser = self.browsers[place]
        token = browser.get("/draft/token/")
        if token.status_code != 200 or token.json()["user"] != self.world["ids"][self.devices[place].user]:
            return None
        typed = {name: flight[name] for name in ("once", "key", "version", "text")} | {
            "writer": self.world["ids"][flight["writer"]], "item": self.world["item"], "kind": "discussion",
            "deed-TOTAL_FORMS": 0, "deed-INITIAL_FORMS": 0,
        }  # fmt: skip
        headers = {"Accept": "application/json", "X-CSRFToken": token.json()["csrf"]}
        answer = browser.post(f"/minutes/{self.world['minutes']}/save/", typed, headers=headers)
        self.told[answer.json()["state"] if answer.status_code in {200, 409} else answer.status_code] += 1
        if answer.status_code in {200, 409}:
            assert self.answers.setdefault(flight["once"], answer.json()) == answer.json()
        return answer

    places = st.sampled_from(["desk", "phone", "chair"])
    which = st.integers(0, 1)

    @initialize()
    def both_entries_exist(self):
        for key in self.keys:
            self.devices["desk"].edit(key, f"Begun {next(words)}", 0)
            self.called_saved.append(("desk", key, self.devices["desk"].drafts[key]["text"]))
        self.send_all("desk")

    @rule(place=places, which=which, opens=st.booleans())
    def edit(self, place, which, opens):
        """Type. Whoever opens the entry anew begins with the office's version; an old tab goes on with its own."""
        device, key, text = self.devices[place], self.keys[which], f"Text {next(words)}"
        known = device.drafts.get(key)
        if known is None:
            entry = Entry.objects.filter(key=key).first()
            base = entry.version if entry else 0
        else:
            base = known["base"]
            entry = Entry.objects.filter(key=key).first() if opens and known["seq"] == known["sent"] else None
            if entry and self.online[place]:
                known["base"] = entry.version
        device.edit(key, text, base)
        self.called_saved.append((place, key, text))

    @rule(place=places, which=which, answered=st.booleans(), again=st.booleans())
    def send(self, place, which, answered, again):
        """Send one draft. Not answered: the office did it and fell over, or the line was cut before its answer."""
        device, key = self.devices[place], self.keys[which]
        if not self.online[place] or key not in device.drafts:
            return
        flight = device.request(key)
        if flight is None:
            return
        self.on_the_way.append((place, dict(flight)))
        answer = self.post(place, flight)
        if again:
            answer = self.post(place, flight)
        if answered and answer is not None and answer.status_code in {200, 409}:
            device.settle(key, flight, answer.json())

    @rule(place=places, which=which)
    def open_write_and_send(self, place, which):
        self.edit(place, which, True)
        self.send(place, which, True, False)

    @rule(place=places, which=which, answered=st.booleans())
    def write_on_in_an_old_tab_and_send(self, place, which, answered):
        self.edit(place, which, False)
        self.send(place, which, answered, False)

    @rule(first=places, then=places, which=which)
    def two_write_without_seeing_each_other(self, first, then, which):
        self.edit(first, which, True)
        self.edit(then, which, True)
        self.send(first, which, True, False)
        self.send(then, which, True, True)

    @rule(place=places)
    def send_all(self, place):
        for which in range(2):
            self.send(place, which, True, False)

    @precondition(lambda self: self.on_the_way)
    @rule(data=st.data())
    def the_network_delivers_an_old_request_late(self, data):
        place, flight = data.draw(st.sampled_from(self.on_the_way))
        answer = self.post(place, flight)
        if answer is not None and answer.status_code in {200, 409}:
            self.devices[place].settle(flight["key"], flight, answer.json())

    @rule(place=places, what=st.sampled_from(["line", "line", "session", "another", "seal"]))
    def trouble(self, place, what):
        """The line drops or comes back, the session expires, somebody else signs in on the device, the seal is changed."""
        if what == "line":
            self.online[place] = not self.online[place]
        elif what == "session":
            self.browsers[place].cookies.pop(settings.SESSION_COOKIE_NAME, None)
        elif what == "another":
            self.browsers[place] = self.signed_in("chair" if self.devices[place].user == "secretary" else "secretary")
        else:
            self.browsers[place].cookies[settings.CSRF_COOKIE_NAME] = "x" * 32

    @rule(place=places)
    def the_writer_signs_in_again_on_a_good_line(self, place):
        self.browsers[place], self.online[place] = self.signed_in(self.devices[place].user), True
        self.send_all(place)

    @rule(place=places, which=which)
    def a_second_tab_takes_over(self, place, which):
        """The tab is closed; what leads next sends the request that was on its way word by word."""
        draft = self.devices[place].drafts.get(self.keys[which])
        if draft and draft["flight"]:
            assert self.devices[place].request(self.keys[which])["once"] == draft["flight"]["once"]

    @rule(which=which, choice=st.sampled_from(["mine", "theirs", "combined"]))
    def somebody_decides(self, which, choice):
        copy = EntryRevision.objects.undecided().filter(key=self.keys[which]).select_related("entry").first()
        if copy is None:
            return
        posted = {
            "choice": choice, "version": copy.entry.version, "text": f"{copy.said['text']} / {copy.entry.text}",
            "deed-TOTAL_FORMS": 0, "deed-INITIAL_FORMS": 0,
        }  # fmt: skip
        browser = Client()
        browser.cookies[settings.SESSION_COOKIE_NAME] = self.world["sessions"]["chair"]
        assert browser.post(f"/decisions/{copy.pk}/", posted).status_code == 302

    @invariant()
    def what_was_called_saved_is_somewhere(self):
        """At the office, among its revisions and copies, or on the device it was typed on; a device keeps its latest."""
        if not self.called_saved:
            return
        there = set(Entry.objects.filter(key__in=self.keys).values_list("key", "text"))
        there |= set(EntryRevision.objects.filter(entry__key__in=self.keys).values_list("entry__key", "said__text"))
        there = {(str(key), text) for key, text in there}
        latest = {(place, key): text for place, key, text in self.called_saved}
        for (place, key), text in latest.items():
            draft = self.devices[place].drafts.get(key)
            on_the_device = draft is not None and draft["text"] == text
            assert on_the_device or (key, text) in there, (place, key, text)
            if draft is not None and draft["seq"] == draft["sent"]:  # the screen says: at the office, or to be decided
                assert (key, draft["text"]) in there, (place, key, draft["text"])

    @invariant()
    def who_writes_alone_is_never_asked_to_decide(self):
        for key in self.keys:
            if {place for place, of, _text in self.called_saved if of == key} == {"desk"}:
                assert not EntryRevision.objects.filter(key=key, is_conflict_copy=True).exists()

    @invariant()
    def nothing_is_there_twice(self):
        assert Entry.objects.filter(key__in=self.keys).count() <= 2
        assert (
            not EntryRevision.objects.undecided()
            .filter(key__in=self.keys)
            .values("key", "saved_by", "said__text")
            .annotate(n=models.Count("pk"))
            .filter(n__gt=1)
        )


def world_of(meeting, secretary, chair, position: int = 5) -> dict:
    """What the machine needs: a meeting with a draft, two who may write in it, and a session of each."""
    sessions = {}
    for name, user in (("secretary", secretary), ("chair", chair)):
        browser = Client()
        browser.force_login(user, backend="members.signing_in.PortalBackend")
        browser.get("/draft/token/")
        sessions[name] = browser.cookies[settings.SESSION_COOKIE_NAME].value
    return {
        "minutes": meeting.minutes.pk,
        "item": meeting.agenda.get(position=position).pk,
        "sessions": sessions,
        "ids": {"secretary": str(secretary.pk), "chair": str(chair.pk)},
    }
