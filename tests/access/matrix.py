"""Who may open and do what: the rights page as data, typed from it and never computed from the code.

Columns, as in `OFFICES`: own secretary, chair, co-chair, member | above: county secretary, chair, co-chair, regional
commissioner, NSC officer, NSC director | sideways: Naivasha's secretary and member, Baringo's secretary | auditor,
portal administrator, somebody without office, nobody signed in.
Expected: 200, 302 (done, or to sign-in), 403 (an insider without the right), 404 (an outsider), 409, 422.
"""

OFFICES = [
    "secretary", "chair", "co_chair", "member",
    "county_secretary", "county_chair", "county_co_chair", "region_chair", "nsc_officer", "nsc_director",
    "naivasha_secretary", "naivasha_member", "baringo_secretary",
    "auditor", "administrator", "outsider", None,
]  # fmt: skip

# url name, method, the state of the document, what is posted, expected
ROWS = [
    # own: sec chair co mem | above: csec cchair cco reg nsc dir | side | aud adm out anon
    ("meetings", "GET", "planned", {}, "200 200 200 200 | 200 200 404 200 200 200 | 404 404 404 | 404 404 404 302"),
    ("meeting_plan", "GET", "planned", {}, "200 200 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("meeting_plan", "POST", "planned", {}, "422 422 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("meeting", "GET", "planned", {}, "200 200 200 404 | 404 404 404 404 404 404 | 404 404 404 | 404 404 404 302"),
    ("meeting", "GET", "held", {}, "200 200 200 200 | 200 200 404 200 200 200 | 404 404 404 | 404 404 404 302"),
    ("meeting_change", "GET", "planned", {}, "200 200 403 404 | 404 404 404 404 404 404 | 404 404 404 | 404 404 404 302"),
    ("meeting_change", "POST", "planned", {}, "422 422 403 404 | 404 404 404 404 404 404 | 404 404 404 | 404 404 404 302"),
    ("meeting_convene", "POST", "planned", {}, "302 302 403 404 | 404 404 404 404 404 404 | 404 404 404 | 404 404 404 302"),
    ("meeting_cancel", "GET", "planned", {}, "200 200 403 404 | 404 404 404 404 404 404 | 404 404 404 | 404 404 404 302"),
    ("meeting_cancel", "POST", "planned", {"note": "Floods."}, "302 302 403 404 | 404 404 404 404 404 404 | 404 404 404 | 404 404 404 302"),
    ("agenda_add", "POST", "held", {"title": "Peace charter"}, "302 302 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("agenda_move", "POST", "held", {"way": "down"}, "302 302 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("agenda_remove", "POST", "held", {}, "302 302 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("attendance", "GET", "held", {}, "200 200 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("attendance", "POST", "held", {}, "302 302 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("attendance_mark", "POST", "held", {}, "200 200 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("attendance_mark", "POST", "clearing", {}, "409 409 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("guest_add", "POST", "held", {"guest-name": "Lilian Chebet"}, "302 302 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("guest_remove", "POST", "held", {}, "302 302 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("minute_book", "GET", "held", {}, "200 200 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("entry_save", "POST", "held", {}, "422 422 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("entry_move", "POST", "held", {"way": "up"}, "302 302 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("entry_remove", "POST", "held", {}, "302 302 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("minutes", "GET", "held", {}, "200 200 200 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("minutes", "GET", "clearing", {}, "200 200 200 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("minutes", "GET", "circulated", {}, "200 200 200 200 | 200 200 404 200 200 200 | 404 404 404 | 404 404 404 302"),
    ("minutes", "GET", "sealed", {}, "200 200 200 200 | 200 200 404 200 200 200 | 404 404 404 | 404 404 404 302"),
    ("minutes_send", "POST", "held", {}, "302 302 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("minutes_return", "POST", "clearing", {"note": "Which wards?"}, "403 302 302 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("minutes_clear", "POST", "clearing", {}, "403 302 302 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("minutes_confirm", "GET", "circulated", {}, "200 200 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("minutes_confirm", "POST", "circulated", {}, "422 422 403 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
    ("minutes_sign", "POST", "confirmed", {"answer": "yes"}, "302 302 302 403 | 403 403 404 403 403 403 | 404 404 404 | 404 404 404 302"),
]  # fmt: skip

# Pages that have no area: what they answer to nobody signed in, and to an officer
EVERYBODY = {
    "livez": (200, 200),
    "readyz": (503, 503),
}
