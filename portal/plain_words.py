"""What of a pasted or posted text is kept? The words; not what word processors and mischief hide between them."""

import re
import unicodedata

# Marks that turn the direction of what follows, and so can make a line read as something else: none is needed in minutes.
# The plain marks of left and right (U+200E, U+200F, U+061C) turn nothing around and stay.
TURNING = "\u202a-\u202e\u2066-\u2069"
INVISIBLE = "\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
BULLETS = "•·▪◦‣●○■□▪\u2043\uf0b7\uf0a7\uf0d8\uf076"
HIDDEN = re.compile(f"[{TURNING}{INVISIBLE}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
JOINERS = re.compile("(?<![^\\s])[\u200c\u200d]+|[\u200c\u200d]+(?![^\\s])")  # they join what stands on both sides
BULLET = re.compile(rf"(?m)^[ \t]*[{BULLETS}][ \t]+")


def plain(text: str) -> str:
    """The same words in composed form, with plain spaces, line ends and dashes for bullets, at most two blank lines in a row.

    Doing it twice does no more than doing it once.
    """
    text = LINE_ENDS.sub("\n", text)
    text = HIDDEN.sub("", text)
    text = "".join(" " if sign == "\t" or unicodedata.category(sign) == "Zs" else sign for sign in text)
    text = JOINERS.sub("", unicodedata.normalize("NFC", text))
    text = BULLET.sub("- ", text)
    text = re.sub(r" +(?=\n|$)", "", text)
    return re.sub(r"\n{4,}", "\n\n\n", text)
