"""With which accounts can a newcomer look around? One for each office, all with one password."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from members import grants
from members.models import Appointment, Membership, Person, User

# Works only on a database marked as a demonstration, behind a loopback address (members/signing_in.py).
PASSWORD = "kikao-demo-2025"  # noqa: S105


@dataclass(frozen=True)
class Account:
    """The part before @kikao.example, and the person's name."""

    address: str
    name: str

    @property
    def email(self) -> str:
        """The address to sign in with; `.example` never receives mail."""
        return f"{self.address}@kikao.example"


ACCOUNTS = [
    Account("secretary.njoro", "Peter Odhiambo"),
    Account("chair.njoro", "Samuel Rotich"),
    Account("co-chair.njoro", "Grace Wanjiru Mwangi"),
    Account("member.njoro", "Mary Chepkoech"),
    Account("secretary.naivasha", "Caroline Wafula"),
    Account("chair.naivasha", "Fredrick Musyoka"),
    Account("co-chair.naivasha", "Amina Hussein"),
    Account("secretary.nakuru-east", "Janet Muthoni"),
    Account("secretary.nakuru", "Dennis Ochieng"),
    Account("chair.nakuru", "Lucy Mutindi"),
    Account("co-chair.nakuru", "Miriam Cheptoo"),
    Account("secretary.baringo", "Elijah Chebii"),
    Account("secretary.kibra", "Victor Onyango"),
    Account("commissioner.rift-valley", "Julius Mwendwa"),
    Account("director.nsc", "Ruth Nyambura Gathogo"),
    Account("officer.nsc", "Thomas Wanyama"),
    Account("auditor", "Edith Nyanchama"),
    Account("administrator", "Kenneth Mutua"),
]


def open_all() -> dict[str, User]:
    """Make the accounts with the rights that follow from their offices: address -> user."""
    hashed = make_password(PASSWORD)
    for account in ACCOUNTS:
        person = Person.objects.get(name=account.name)
        user = User.objects.create_user(account.email, name=account.name, is_demonstration=True, password=None)
        user.password = hashed
        user.save(update_fields=["password"])
        person.user = user
        person.save(update_fields=["user"])
        grants.rebuild(user)
    users = {user.email: user for user in User.objects.select_related("person").filter(is_demonstration=True)}
    return {account.address: users[account.email] for account in ACCOUNTS}


def listed() -> list[tuple[str, str]]:
    """What stands in the list of accounts: the office and the address, in order."""
    offices = {
        row.person.user.email: row.office.title
        for row in Appointment.objects.live()
        .filter(person__user__is_demonstration=True)
        .select_related("person__user", "office")
    }
    members = {
        row.person.user.email: f"Member, {row.forum.area.title}"
        for row in Membership.objects.filter(person__user__is_demonstration=True).select_related(
            "person__user", "forum__area"
        )
    }
    lines = members | offices
    return [(lines[account.email], account.email) for account in ACCOUNTS if account.email in lines]
