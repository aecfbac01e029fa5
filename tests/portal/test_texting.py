"""Text messages: into the outbox without a key, through the network with one; what they cost is told before."""

from decimal import Decimal

import pytest
from africastalking.SMS import SMSService

from portal import texting
from portal.models import Installation


@pytest.fixture
def network(settings, monkeypatch):
    """A key is given; what the network is handed, and what it answers."""
    settings.SMS_USER, settings.SMS_KEY, settings.SMS_SENDER = "kikao", "key", "KIKAO"
    handed = []
    answer = {"SMSMessageData": {"Recipients": [{"statusCode": 101, "messageId": "ATXid_1"}]}}

    def post(self, url, method, **said):
        handed.append(said["data"])
        return answer

    monkeypatch.setattr(SMSService, "_make_request", post)
    return handed, answer


@pytest.mark.django_db
def test_without_a_key_a_text_lies_in_the_outbox(settings):
    assert texting.send("+254712345678", "The forum meets on 12 March.") == ""
    (laid,) = settings.OUTBOX.glob("*.sms")
    assert laid.read_text() == "To: +254712345678\n\nThe forum meets on 12 March.\n"


@pytest.mark.django_db
def test_with_a_key_the_network_is_handed_number_words_and_sender(network, settings):
    handed, _ = network
    assert texting.send("+254712345678", "The forum meets.") == "ATXid_1"
    assert handed == [
        {"username": "kikao", "to": "+254712345678", "message": "The forum meets.", "bulkSMSMode": 1, "from": "KIKAO"}
    ]
    assert not settings.OUTBOX.exists()


@pytest.mark.django_db
def test_a_number_that_the_network_refuses_is_said_in_words(network):
    network[1]["SMSMessageData"]["Recipients"][0]["statusCode"] = 403
    with pytest.raises(texting.NotSent, match="Check the number"):
        texting.send("+254712345678", "The forum meets.")


@pytest.mark.django_db
def test_an_answer_that_makes_no_sense_is_said_in_words(network):
    network[1]["SMSMessageData"]["Recipients"].clear()
    with pytest.raises(texting.NotSent, match="refused the message"):
        texting.send("+254712345678", "The forum meets.")


@pytest.mark.django_db
def test_a_demonstration_sends_no_text_even_with_a_key(network, settings):
    Installation.objects.update_or_create(pk=1, defaults={"is_demonstration": True})
    texting.send("+254712345678", "The forum meets.")
    assert network[0] == []
    assert len(list(settings.OUTBOX.glob("*.sms"))) == 1


@pytest.mark.parametrize(
    ("words", "count"),
    [("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("€" * 80, 1), ("–" * 70, 1), ("–" * 71, 2)],
)
def test_networks_count_parts_by_the_signs_of_their_alphabet(words, count):
    assert texting.parts(words) == count


def test_the_price_is_told_only_where_one_was_given(settings):
    assert texting.price("a" * 161) is None
    settings.SMS_PRICE = Decimal("0.80")
    assert texting.price("a" * 161) == Decimal("1.60")
