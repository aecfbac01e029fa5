"""How is a paper printed? From its frozen record alone, as PDF/A-3a and PDF/UA-1 at once, with the record inside.

The only room that knows WeasyPrint; imported by the worker, never by a page.
"""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring, register_namespace, tostring

import font_source_serif_pro
import pikepdf
import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from fontTools.ttLib import TTFont
from weasyprint import HTML, Attachment
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from documents.fingerprint import canonical, fingerprint_of, grouped
from documents.signing import sign

FORMS = {
    "minutes/1": "print/minutes.html",
    "letter/1": "print/letter.html",
    "addendum/1": "print/addendum.html",
}
FACES = {"Regular": 400, "Semibold": 600, "Bold": 700}  # no italic: it lacks the vowels of Gikuyu and Kamba
UNKNOWN = "[?]"  # stands for signs that the font does not have
UA_CLAIM = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""

for prefix, schema in (("pdfaExtension", "extension/"), ("pdfaSchema", "schema#"), ("pdfaProperty", "property#")):
    register_namespace(prefix, f"http://www.aiim.org/pdfa/ns/{schema}")


@dataclass(frozen=True)
class Printed:
    """A finished file and how many pages it has."""

    pdf: bytes
    pages: int


class PaperMetadata(DocumentMetadata):
    """The metadata of a paper that claims PDF/UA-1 beside PDF/A-3a."""

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        """WeasyPrint's description with the second claim and the schema that PDF/A asks for."""
        described = fromstring(super().generate_rdf_metadata(variant, version, conformance))
        described.extend(fromstring(UA_CLAIM))
        return tostring(described, encoding="utf-8")


class NamedAssets(URLFetcher):
    """Gives the press its style sheet, its font and the code at the end, and refuses everything else."""

    def __init__(self, fingerprint: str) -> None:
        super().__init__(allowed_protocols=("asset",))
        self.fingerprint = fingerprint

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The asset of this name. Raises FatalURLFetchingError for any other address."""
        name = url.removeprefix("asset:")
        if name == "print.css":
            return URLFetcherResponse(url, _style_sheet(), {"Content-Type": "text/css"})
        if name == "code.svg":
            return URLFetcherResponse(url, _code(self.fingerprint), {"Content-Type": "image/svg+xml"})
        if name in {f"{face}.ttf" for face in FACES}:
            return URLFetcherResponse(url, _font(name.removesuffix(".ttf")).read_bytes(), {"Content-Type": "font/ttf"})
        raise FatalURLFetchingError("a paper may not fetch anything but its own assets")


def print_paper(record: dict[str, Any]) -> Printed:
    """The finished, signed paper of a record."""
    drawn = render(record)
    return Printed(sign(drawn.pdf), drawn.pages)


def render(record: dict[str, Any]) -> Printed:
    """The paper of a record before it is signed.

    Raises KeyError for a form of record that the press does not know, ValueError where a page asks for a foreign asset.
    """
    fingerprint = fingerprint_of(record)
    source = HTML(string=html_of(record), url_fetcher=NamedAssets(fingerprint), base_url="asset:")
    fonts = FontConfiguration()
    try:
        document = source.render(font_config=fonts, pdf_variant="pdf/a-3a", pdf_tags=True)
    except FatalURLFetchingError as wrong:  # no Exception: it would take the worker down with it
        raise ValueError(str(wrong)) from wrong
    document.metadata.__class__ = PaperMetadata
    document.metadata.attachments = [*(document.metadata.attachments or []), *_attachments(record)]
    pdf = document.write_pdf(
        finisher=_head_columns,
        pdf_variant="pdf/a-3a",
        pdf_tags=True,
        pdf_identifier=bytes.fromhex(fingerprint)[:16],
    )
    return Printed(pdf, len(document.pages))


def _head_columns(document: Any, pdf: Any) -> None:
    """Say in the tags that the heads of our tables head columns: WeasyPrint drops the page's `scope`."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("S") == "/TH":
            item["A"]["Scope"] = "/Column"


def html_of(record: dict[str, Any]) -> str:
    """The page that is printed, from the record alone, in the language of the record."""
    fingerprint = fingerprint_of(record)
    with translation.override(record["language"]):
        counted = translation.gettext("Page %(page)s of %(pages)s") % {"page": "|", "pages": "|"}
        return render_to_string(
            FORMS[record["form"]],
            {
                "record": printable(record),
                "fingerprint": grouped(fingerprint),
                "fingerprint_short": grouped(fingerprint, 16),
                "page_words": counted.split("|"),
            },
        )


def printable(value: Any) -> Any:
    """The same value with every sign that the font lacks replaced: no other font, and no empty box, gets into a paper."""
    if isinstance(value, str):
        value = unicodedata.normalize("NFC", value)
        missing = set(value) - _signs()
        if not missing:
            return value
        value = value.translate({ord(sign): _stand_in(sign) for sign in missing})
        return re.sub("\ufffd+", UNKNOWN, value)
    if isinstance(value, dict):
        return {key: printable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [printable(inner) for inner in value]
    return value


def _stand_in(sign: str) -> str:
    """What is printed for a sign the font lacks: its plain form, nothing for the invisible, else U+FFFD."""
    kind = unicodedata.category(sign)
    if kind in {"Cc", "Zs", "Zl", "Zp"}:
        return " "
    if kind in {"Cf", "Mn", "Me"}:
        return ""
    plain = unicodedata.normalize("NFKD", sign).replace("\u2010", "-")
    return "".join(part for part in plain if part in _signs()) or "\ufffd"


@cache
def _signs() -> frozenset[str]:
    """The signs that every face of the bundled font has."""
    faces = [TTFont(_font(face), lazy=True) for face in FACES]
    return frozenset({"\n"}.union(map(chr, set.intersection(*(set(face.getBestCmap()) for face in faces)))))


def figures_of(record: dict[str, Any]) -> str:
    """Attendance and actions, the tables of a letter, or who signed an addendum, as CSV, as they travel inside the paper."""
    out = io.StringIO()
    table = csv.writer(out)
    if record["form"] == "letter/1":
        for part in record["tables"]:
            table.writerow([_plain(head) for head in part["heads"]])
            table.writerows([_plain(cell) for cell in row] for row in part["rows"])
        return out.getvalue()
    if record["form"] == "addendum/1":
        table.writerow(["seat", "name", "office", "signed"])
        table.writerows(
            [row["seat"], _plain(row["name"]), _plain(row["office"]), row["signed_at"]] for row in record["signatures"]
        )
        return out.getvalue()
    table.writerow(["part", "number", "name or text", "organisation or owner", "status or due", "reference"])
    for status, people in record["attendance"].items():
        for number, person in enumerate(people, 1):
            table.writerow(["attendance", number, _plain(person["name"]), _plain(person["organisation"]), status, ""])
    for row in record["action_matrix"]:
        table.writerow(
            ["action", row["number"], _plain(row["text"]), _plain(row["owner"]), row["due"] or "", row["reference"]]
        )
    return out.getvalue()


def _plain(words: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{words}" if words[:1] in {"=", "+", "-", "@", "\t"} else words


def _attachments(record: dict[str, Any]) -> list[Attachment]:
    return [
        Attachment(
            file_obj=io.BytesIO(canonical(record)),
            name="record.json",
            description="The record from which this paper was printed",
            relationship="Source",
        ),
        Attachment(
            file_obj=io.BytesIO(figures_of(record).encode()),
            name="figures.csv",
            description="The figures of this paper as a table",
            relationship="Data",
        ),
    ]


def _style_sheet() -> bytes:
    faces = "".join(
        f'@font-face {{ font-family: "Source Serif Pro"; font-weight: {weight}; src: url(asset:{face}.ttf) }}\n'
        for face, weight in FACES.items()
    )
    return faces.encode() + (Path(settings.BASE_DIR) / "static" / "css" / "print.css").read_bytes()


def _font(face: str) -> Path:
    return Path(font_source_serif_pro.font_directory) / f"SourceSerifPro-{face}.ttf"


def _code(fingerprint: str) -> bytes:
    out = io.BytesIO()
    segno.make(f"{settings.ORIGIN}/check/{fingerprint}/", error="m").save(
        out, kind="svg", border=0, scale=4, dark="#18211c"
    )
    return out.getvalue()


def pages_of(pdf: bytes) -> int:
    """How many pages a finished paper has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
