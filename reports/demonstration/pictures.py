"""What lies with the sample meeting of Njoro? Two pictures drawn here, each saying that it is one, and two invented papers."""

import io

from PIL import Image, ImageDraw, ImageFont

from meetings.actions import files
from meetings.models import Meeting
from members.models import User

WIDE, HIGH = 1600, 1200
SKY, HILLS, GRASS, EARTH = "#cfe3ea", "#8fb3a2", "#a9c288", "#c9a67a"
CLOTHES = ("#0b5a3b", "#8f1d16", "#1f4e79", "#c27a00", "#5b3a6e", "#d8c9a8", "#31543f", "#a34a28", "#3f3f46")
SKINS = ("#4a2f20", "#5c3a26", "#3d261a")


def put_with(meeting: Meeting, by: User) -> None:
    """Put the pictures and papers with the meeting, as its secretary would."""
    files.put(
        meeting=meeting, name="under-the-tree.jpg", content=_under_the_tree(), by=by,
        title="Members under the tree after the meeting",
        alternative="A drawing: eleven people sit in a half ring under a large tree, hills behind them.",
    )  # fmt: skip
    files.put(
        meeting=meeting, name="bays.jpg", content=drawing_of_bays(), by=by, title="The bays at the trading centre as agreed",
        alternative="A drawing: six marked bays along a road, three of them with a motorcycle.",
    )  # fmt: skip
    files.put(
        meeting=meeting, name="programme.pdf", by=by, title="Programme of the day",
        content=sheet("Sample: programme of the day", "10.00  Preliminaries", "10.30  Reports", "12.30  Tea"),
    )  # fmt: skip
    files.put(
        meeting=meeting, name="receipt.pdf", by=by, title="Receipt for tea", audience="officers",
        content=sheet("Sample: receipt", "Tea for 45 people", "Paid from the forum's allocation"),
    )  # fmt: skip


def _under_the_tree() -> bytes:
    picture, pen = _landscape()
    pen.rectangle((770, 380, 830, 800), fill="#6b4a2f")
    for x, y, r in ((800, 300, 250), (600, 370, 170), (1000, 370, 170), (800, 200, 170)):
        pen.ellipse((x - r, y - r * 0.7, x + r, y + r * 0.7), fill="#3f6b45")
    for place in range(11):
        x = 250 + place * 110
        y = 900 - (x - 800) ** 2 // 2400
        _person(pen, x, y, place)
    return _written(picture, pen)


def drawing_of_bays() -> bytes:
    """The marked bays along a road."""
    picture, pen = _landscape()
    pen.polygon(((0, 1200), (0, 760), (1600, 640), (1600, 1200)), fill="#9a9a94")
    for place in range(7):
        x = 120 + place * 220
        pen.line((x, 1080, x + 110, 780), fill="white", width=10)
    for place in (0, 2, 5):
        x = 285 + place * 220
        for wheel in (x - 55, x + 55):
            pen.ellipse((wheel - 34, 896, wheel + 34, 964), outline="#18211c", width=12)
        pen.line((x - 55, 930, x - 15, 870, x + 45, 870, x + 55, 930), fill=CLOTHES[place], width=20)
    return _written(picture, pen)


def _landscape() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (WIDE, HIGH), SKY)
    pen = ImageDraw.Draw(picture)
    for x, y, r in ((200, 700, 420), (800, 760, 520), (1400, 700, 460)):
        pen.ellipse((x - r, y - r // 2, x + r, y + r), fill=HILLS)
    pen.rectangle((0, 720, WIDE, HIGH), fill=GRASS)
    pen.ellipse((120, 700, 1480, 1120), fill=EARTH)
    return picture, pen


def _person(pen: ImageDraw.ImageDraw, x: int, y: int, place: int) -> None:
    pen.rounded_rectangle((x - 42, y, x + 42, y + 130), 34, fill=CLOTHES[place % len(CLOTHES)])
    pen.ellipse((x - 30, y - 62, x + 30, y + 6), fill=SKINS[place % len(SKINS)])


def _written(picture: Image.Image, pen: ImageDraw.ImageDraw) -> bytes:
    """As a file, with a strip that says what it is."""
    pen.rectangle((0, HIGH - 70, WIDE, HIGH), fill="#f7f4ed")
    pen.text((32, HIGH - 56), "SAMPLE: a drawing, not a photograph", fill="#18211c", font=ImageFont.load_default(36))
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=85)
    return written.getvalue()


def sheet(*lines: str) -> bytes:
    """A PDF of one page with a few lines."""
    told = " ".join(f"({line}) Tj 0 -28 Td" for line in lines)
    drawn = f"BT /F1 18 Tf 60 760 Td {told} ET"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    text, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    ends = f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{len(text)}\n%%EOF\n"
    return (text + ends).encode("ascii")
