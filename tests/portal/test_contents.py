"""What a file is, is told by its content; pictures lose everything but the picture; what is unsound is refused in words."""

import io
import struct
import zipfile
import zlib

import pytest
from openpyxl import Workbook
from PIL import Image

from portal.contents import MOST_UNPACKED, Unfit, checked, kind_of, plain_name
from portal.pictures import MOST_POINTS, redrawn
from tests.conftest import photograph

EVERY = {"pdf", "jpg", "png", "webp", "docx", "xlsx"}
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"
NAIROBI = {1: "S", 2: (1.0, 17.0, 11.5), 3: "E", 4: (36.0, 49.0, 2.1)}


def workbook() -> bytes:
    written = io.BytesIO()
    Workbook().save(written)
    return written.getvalue()


def packed(parts: dict[str, bytes], how=zipfile.ZIP_STORED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def document(**more: bytes) -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>", **more})


def with_marks(orientation=6, **more) -> bytes:
    """As a telephone writes it: where, when, with what, and which way up."""
    marks = Image.Exif()
    marks[0x010F], marks[0x0110], marks[0x9003] = "Telephone maker", "Model 7", "2025:03:12 10:30:00"
    marks[0x0112] = orientation
    marks.get_ifd(0x8825).update(NAIROBI)
    return photograph(exif=marks, comment=b"taken at the chief's camp", **more)


def png_of(width: int, height: int) -> bytes:
    """A PNG whose head says how large it is, with next to nothing in it."""

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def judged(content: bytes, name: str = "", allowed=EVERY) -> str:
    """The kind, or the words of the refusal."""
    try:
        return checked(content, allowed=allowed, otherwise="not kept here", name=name)
    except Unfit as unfit:
        return str(unfit)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (photograph(), "hall.JPEG", "jpg"),
        (photograph(form="PNG"), "hall.png", "png"),
        (photograph(form="WEBP"), "hall.webp", "webp"),
        (PDF, "charter.pdf", "pdf"),
        (document(), "charter.docx", "docx"),
        (workbook(), "list.xlsx", "xlsx"),
        (photograph(), "no ending", "jpg"),
    ],
)
def test_each_kind_is_told_by_its_content(content, name, kind):
    assert judged(content, name) == kind


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "hall.jpg", "is empty"),
        (b"  \n ", "hall.jpg", "is empty"),
        (b"<html><script>alert(1)</script>", "hall.jpg", "not kept here"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "hall.svg", "not kept here"),
        (b"GIF89a" + b"\0" * 40, "hall.gif", "not kept here"),
        (b"MZ\x90 program", "charter.pdf", "not kept here"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "IMG_1.HEIC", "HEIC picture"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 40, "film.mp4", "is a film"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 40, "charter.doc", "old Office file"),
        (photograph(), "charter.pdf", "is JPG inside"),
        (PDF, "hall.jpg", "is PDF inside"),
        (photograph(form="PNG"), "hall.jpg", "is PNG inside"),
        (PDF[:30], "charter.pdf", "was cut off"),
        (b"%PDF-1.7 <html><body>" + PDF, "charter.pdf", "Another file hides"),
        (PDF.replace(b"<<>>", b"<</S/JavaScript/JS(app.alert(1))>>"), "charter.pdf", "A program is in"),
        (photograph() + document(), "hall.jpg", "Another file hides"),
        (PDF + document(), "charter.pdf", "Another file hides"),
        (packed({"notes.txt": b"x"}), "charter.docx", "not kept here"),
        (b"PK\x03\x04" + b"\0" * 60, "charter.docx", "not kept here"),
        (document(**{"word/vbaProject.bin": b"x"}), "charter.docx", "without macros"),
        (document(**{"word/notes.txt": b"%PDF-1.7"}), "charter.docx", "Another file hides"),
        (document()[:-30] + b"\0" * 8, "charter.docx", "not kept here"),
        (packed({"word/document.xml": b"x"}), "charter.docx", "Another file hides"),
    ],
)
def test_what_is_something_else_or_unsound_is_refused_in_words(content, name, told):
    assert told in judged(content, name)


def test_a_document_that_unpacks_to_far_more_than_it_should_is_not_opened():
    bomb = packed({"[Content_Types].xml": b"x", "word/document.xml": b"\0" * (MOST_UNPACKED + 1)}, zipfile.ZIP_DEFLATED)
    assert "unpacks to far more" in judged(bomb, "charter.docx")


def test_one_changed_byte_in_a_document_is_noticed():
    content = document(**{"word/text.xml": b"The elders met."})
    assert "damaged" in judged(content.replace(b"The elders met.", b"The elders mat."), "charter.docx")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_place_device_and_day_is_left_in_a_picture_or_its_small_one(form):
    before = with_marks(form=form)
    assert b"Telephone maker" in before and dict(Image.open(io.BytesIO(before)).getexif().get_ifd(0x8825))
    drawn = redrawn(before, kind_of(before))
    for content in (drawn.content, drawn.small):
        with Image.open(io.BytesIO(content)) as after:
            assert (after.format, dict(after.getexif())) == ("JPEG", {})
            assert set(after.info) <= {
                "jfif",
                "jfif_version",
                "jfif_unit",
                "jfif_density",
                "progressive",
                "progression",
            }
        for mark in (b"Telephone", b"Model 7", b"2025:03", b"chief", b"Exif", b"GPS"):
            assert mark not in content


def test_a_picture_is_turned_upright_and_made_no_larger_than_needed():
    lying = with_marks(orientation=6, size=(3000, 2000))  # the camera's right side was up
    drawn = redrawn(lying, "jpg")
    assert (drawn.width, drawn.height) == (1333, 2000)
    with Image.open(io.BytesIO(drawn.content)) as upright:
        assert upright.size == (1333, 2000)
        left, right = upright.getpixel((10, 1000)), upright.getpixel((1323, 1000))
    assert left[2] > 200 > right[2] and right[0] > 200 > left[0]  # red was above: it is on the right now
    with Image.open(io.BytesIO(drawn.small)) as small:
        assert max(small.size) == 320
    assert len(drawn.small) < 20_000


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_a_camera_is_held_comes_upright_as_pillow_itself_would_turn_it(orientation):
    from PIL import ImageOps

    lying = with_marks(orientation=orientation, size=(64, 32))
    wanted = ImageOps.exif_transpose(Image.open(io.BytesIO(lying)))
    drawn = Image.open(io.BytesIO(redrawn(lying, "jpg").content))
    assert drawn.size == wanted.size
    for place in ((4, 4), (drawn.width - 5, drawn.height - 5)):
        assert (drawn.getpixel(place)[0] > 128) == (wanted.getpixel(place)[0] > 128)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_depth_come_out_as_one_sees_them(mode):
    written = io.BytesIO()
    form = "JPEG" if mode == "CMYK" else "PNG"
    if mode == "I;16":
        Image.new(mode, (40, 30), 65535).save(written, form)
    else:
        Image.new("RGBA", (40, 30), (255, 255, 255, 0)).convert("RGB" if mode == "CMYK" else "RGBA").convert(mode).save(
            written, form
        )
    content = written.getvalue()
    with Image.open(io.BytesIO(redrawn(content, kind_of(content)).content)) as drawn:
        assert drawn.convert("L").getpixel((20, 15)) > 245


def test_a_picture_that_says_it_is_huge_is_not_opened():
    side = int(MOST_POINTS["png"] ** 0.5) + 1
    with pytest.raises(Unfit, match="25 million points"):
        redrawn(png_of(side, side), "png")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [12_000, 65_000])
def test_a_bomb_is_refused_by_what_its_head_says(side):
    with pytest.raises(Unfit, match="25 million points"):
        redrawn(png_of(side, side), "png")


@pytest.mark.parametrize(
    "content", [photograph()[:-400], photograph(form="PNG")[:-60], b"\xff\xd8\xff\xe0 nothing", png_of(900, 900)]
)
def test_a_picture_that_was_cut_off_is_refused_in_words(content):
    with pytest.raises(Unfit, match="damaged or was cut off"):
        redrawn(content, kind_of(content))


def test_what_hangs_on_behind_a_picture_does_not_stay_with_it():
    drawn = redrawn(photograph() + b"<script>alert(1)</script>", "jpg")
    assert b"script" not in drawn.content


def test_a_name_loses_its_folders_and_signs_that_nobody_sees():
    assert plain_name("C:\\Users\\Grace\\ha\u202ell\n.jpg") == "hall.jpg"
    assert plain_name("../../etc/passwd") == "passwd"
    assert len(plain_name("x" * 300 + ".jpg")) == 160
