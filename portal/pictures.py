"""What does a photograph tell besides what one sees? Nothing, once drawn anew: upright, no larger than needed, bare."""

import contextlib
import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.contents import Unfit

EDGE = 2000  # points on the longer side of what is kept
SMALL = 320  # and of the small one for lists
# More would fill the memory while it is opened; a JPEG can be opened smaller than it is
MOST_POINTS = {"jpg": 50_000_000, "png": 25_000_000, "webp": 12_500_000}
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
# how a picture is turned upright, by the mark of the camera
TURNS = {
    2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE",
    8: "ROTATE_90",
}  # fmt: skip
SCALES = {"L", "RGB", "RGBA", "CMYK"}  # modes in which a picture can be made smaller as it stands
_one_at_a_time = threading.Lock()  # an open picture takes a hundred megabytes; four at once would take four


@dataclass(frozen=True)
class Picture:
    """A picture drawn anew, with nothing in its file but the picture."""

    content: bytes
    small: bytes
    width: int
    height: int


def redrawn(content: bytes, kind: str, *, into: str = "jpg", edge: int = EDGE) -> Picture:
    """A picture without marks of place, device or day, turned upright, at most `edge` points wide and high.

    Raises Unfit in words for one that is damaged, cut off, or too large to be opened.
    """
    from PIL import Image  # only where a picture comes in: it is slow to load

    with _one_at_a_time, _whole_or_nothing():
        try:
            with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as opened:
                if opened.width * opened.height > MOST_POINTS[kind]:
                    raise Unfit(_too_large(kind))
                drawn = _drawn(opened, edge)
            small = drawn.copy()
            small.thumbnail((SMALL, SMALL))
            return Picture(_written(drawn, into), _written(small, "jpg", quality=68), drawn.width, drawn.height)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as wrong:
            raise Unfit(_too_large(kind)) from wrong
        except Unfit:
            raise
        except Exception as wrong:  # Pillow raises whatever the damage brings
            raise Unfit(
                _("The picture is damaged or was cut off. Take it from the camera anew and send it again.")
            ) from wrong


@contextlib.contextmanager
def _whole_or_nothing() -> Iterator[None]:
    """Let half a picture be an error: the press, where it is loaded beside, asks Pillow to make do with one."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _too_large(kind: str) -> str:
    most = MOST_POINTS[kind] // 1_000_000
    return _("The picture has more than %(most)s million points, so it was not opened. Send a smaller one.") % {
        "most": most
    }


def _drawn(opened: Any, edge: int) -> Any:
    """The picture alone, on a new sheet: whatever else its file holds stays behind."""
    from PIL import Image

    opened.draft(None, (edge, edge))  # a large JPEG is opened at half or a quarter, where that is enough
    opened.load()
    image = opened if opened.mode in SCALES else _in_usual_colours(opened)  # one of them in memory is enough
    image.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = _in_usual_colours(image)
    sheet = Image.new("L" if image.mode == "L" else "RGB", image.size, "white")
    sheet.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    turn = TURNS.get(_orientation(opened))
    return sheet.transpose(Image.Transpose[turn]) if turn else sheet


def _orientation(opened: Any) -> int:
    """Which way up the camera was held; 1 where it does not say, or not so that it can be read."""
    try:
        return int(opened.getexif().get(0x0112, 1))
    except Exception:  # a broken mark beside a whole picture
        return 1


def _in_usual_colours(opened: Any) -> Any:
    """The picture in grey, in red, green and blue, or with what shows through, in the colours that every screen means."""
    from PIL import ImageCms

    profile = opened.info.get("icc_profile")
    if profile and opened.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(opened, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that cannot be read: the colours as they stand
    if opened.mode.startswith("I"):
        return opened.convert("I").point(lambda value: value / 256).convert("L")
    if opened.mode in {"1", "L"}:
        return opened.convert("L")
    return opened.convert("RGBA" if opened.has_transparency_data else "RGB")


def _written(image: Any, into: str, quality: int = 82) -> bytes:
    written = io.BytesIO()
    if into == "png":
        image.save(written, "PNG", optimize=True)
    else:
        image.save(written, "JPEG", quality=quality, optimize=True, progressive=True)
    return written.getvalue()
