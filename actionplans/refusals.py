"""What does the database itself refuse of requests, whoever writes them and however?"""

from portal.refusing import Refusal

REFUSALS = [
    Refusal(
        name="a_request_goes_to_an_office_above",
        table="actionplans_request",
        needs=("members_office", "forums_forum", "forums_area"),
        condition="""EXISTS (
            SELECT 1 FROM members_office office
            JOIN forums_forum there ON there.id = office.forum_id JOIN forums_area above ON above.id = there.area_id
            JOIN forums_forum here ON here.id = NEW.forum_id JOIN forums_area home ON home.id = here.area_id
            WHERE office.id = NEW.office_id AND (
                substr(above.path, 1, length(home.path)) = home.path
                OR office.seat NOT IN ('chair', 'secretary', 'nsc_director', 'nsc_officer')))""",
        words="A request goes to an office above the forum that asks.",
    ),
]
