"""Addresses of people and rosters."""

from django.urls import path

from members.views import accounts, held, invitations, membership, merging, offices, postings, rosters, spreadsheets

urlpatterns = [
    path("forums/<slug:slug>/roster/", rosters.roster, name="roster"),
    path("forums/<slug:slug>/roster/add/", rosters.member_add, name="member_add"),
    path("forums/<slug:slug>/offices/", offices.offices, name="offices"),
    path("offices/<int:pk>/appoint/", offices.appoint, name="appoint"),
    path("postings/", postings.postings, name="postings"),
    path("postings/template/", postings.posting_template, name="posting_template"),
    path("postings/<int:pk>/", postings.posting_rows, name="posting"),
    path("postings/<int:pk>/carry-out/", postings.posting_carry_out, name="posting_carry_out"),
    path("offices/<int:pk>/line/", offices.office_line, name="office_line"),
    path("appointments/<int:pk>/end/", offices.appointment_end, name="appointment_end"),
    path("appointments/<int:pk>/answer/", offices.appointment_answer, name="appointment_answer"),
    path("appointments/<int:pk>/representative/", offices.representative, name="representative"),
    path("appointments/<int:pk>/invite/", invitations.holder_invite, name="holder_invite"),
    path("forums/<slug:slug>/roster/import/", spreadsheets.roster_import, name="roster_import"),
    path("forums/<slug:slug>/roster/import/rows/", spreadsheets.roster_import_preview, name="roster_import_preview"),
    path("forums/<slug:slug>/roster/import/apply/", spreadsheets.roster_import_apply, name="roster_import_apply"),
    path("forums/<slug:slug>/roster/import/undo/", spreadsheets.roster_import_undo, name="roster_import_undo"),
    path("forums/<slug:slug>/roster/template/", spreadsheets.roster_template, name="roster_template"),
    path("forums/<slug:slug>/roster/export/", spreadsheets.roster_export, name="roster_export"),
    path("roster/<int:pk>/", membership.member_change, name="member_change"),
    path("roster/<int:pk>/contact/", membership.member_contact, name="member_contact"),
    path("roster/<int:pk>/merge/", merging.member_merge, name="member_merge"),
    path("roster/<int:pk>/held/", held.member_held, name="member_held"),
    path("roster/<int:pk>/held/copy/", held.member_held_copy, name="member_held_copy"),
    path("account/held/", held.my_held, name="my_held"),
    path("roster/<int:pk>/invite/", invitations.member_invite, name="member_invite"),
    path("invitations/<int:pk>/resend/", invitations.invitation_resend, name="invitation_resend"),
    path("invitations/<int:pk>/revoke/", invitations.invitation_revoke, name="invitation_revoke"),
    path("account/invitation/<str:token>/", accounts.invitation, name="invitation"),
    path("language/", accounts.set_language, name="set_language"),
    path("account/welcome/<str:token>/", accounts.welcome_first, name="welcome_first"),
]
