"""Which rights can be held at an area? The words of the rights table; who holds them is told in members/grants.py.

Each right stands twice: at the area itself, and (`_below`) at the area and everything below it.
"""

RIGHTS = {
    "see_forum": "See the forum, its roster without contacts, and its members' papers",
    "see_officers_copy": "Read officers' copies",
    "see_drafts": "Read drafts and minutes in clearing",
    "see_progress": "Know that a draft exists, and since when",
    "keep_record": "Manage roster and meetings, record minutes",
    "clear_minutes": "Return and clear minutes",
    "sign_minutes": "Sign minutes",
    "verify_actions": "Verify that an action of high priority was done",
    "answer_requests": "Acknowledge and answer what forums below ask of the office",
    "see_contacts": "See personal contacts on the roster, each look entered in the ledger",
    "see_agreed_contacts": "See personal contacts where the person agreed to it, each look entered in the ledger",
    "establish_forum": "Establish a forum and record its stages",
    "set_rules": "Set the forum's working rules",
    "appoint_chair": "Appoint the chair",
    "appoint_co_chair": "File the co-chair's instrument",
    "appoint_secretary": "Appoint the secretariat",
    "change_areas": "Add, rename, split and close areas; set the national defaults",
    "read_ledger": "Read the ledger",
    "run_machine": "See jobs and health of the machine",
}

AREA_PERMISSIONS = [
    pair
    for right, words in RIGHTS.items()
    for pair in ((right, f"{words}: here"), (f"{right}_below", f"{words}: here and below"))
]
