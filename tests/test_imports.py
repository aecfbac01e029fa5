"""The house stays a house: imports point left, and no room is a lumber room."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
ROOMS = ["portal", "forums", "members", "documents", "meetings", "actionplans", "alerts", "reports"]
LOOK_EVERYWHERE = {"portal/urls.py", "portal/celery.py"}
PRESS_ONLY = {"weasyprint", "pikepdf", "pyhanko"}
LUMBER = {"common", "utils", "helpers", "misc", "manager", "managers"}


def python_files():
    for room in ROOMS:
        yield from sorted((HOUSE / room).rglob("*.py"))


def imported_by(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", list(python_files()), ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_point_left(path):
    here = path.relative_to(HOUSE)
    if here.as_posix() in LOOK_EVERYWHERE:
        return
    right = set(ROOMS[ROOMS.index(here.parts[0]) + 1 :])
    assert imported_by(path) & right == set()


def test_only_the_press_knows_the_printer():
    knowing = {path.relative_to(HOUSE).as_posix() for path in python_files() if imported_by(path) & PRESS_ONLY}
    assert all(name.startswith("documents/") for name in knowing), knowing


def test_no_room_is_a_lumber_room():
    assert {path.stem for path in python_files()} & LUMBER == set()


def test_every_room_says_what_question_it_answers():
    silent = [
        str(path.relative_to(HOUSE))
        for path in python_files()
        if "migrations" not in path.parts
        and path.read_text().strip()
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []
