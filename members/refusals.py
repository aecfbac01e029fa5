"""What does the database itself refuse of appointments, whoever writes them and however?"""

from portal.refusing import Refusal

# A declined appointment never was one.
REFUSALS = [
    Refusal(
        name="one_holder_of_a_chair_on_a_day",
        table="members_appointment",
        condition="""NEW.seat IN ('chair', 'co_chair') AND NEW.ended_for <> 'declined' AND EXISTS (
            SELECT 1 FROM members_appointment other
            WHERE other.office_id = NEW.office_id AND other.id <> NEW.id AND other.is_acting = NEW.is_acting
            AND other.ended_for <> 'declined'
            AND (NEW.until IS NULL OR other.since <= NEW.until) AND (other.until IS NULL OR other.until >= NEW.since))""",
        words="Somebody holds this office on these days. One chair and one co-chair serve at a time.",
        lock="members_office WHERE id = NEW.office_id",
    )
]
