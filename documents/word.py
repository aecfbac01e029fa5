"""How do minutes that are still a draft become a Word file? For whoever must show them on paper first; it is no paper.

What it says comes from the same record as the paper's (docs/record.md, `minutes/1`), in the record's language; every
page is headed as a draft, and there is neither fingerprint nor signature on it.
"""

import datetime as dt
import re
from io import BytesIO
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.templatetags import papers

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FONT = "Times New Roman"  # on every machine that opens the file
PEOPLE, MATRIX, AREAS = (1.2, 5.3, 5.2, 4.3), (1.2, 4.9, 1.6, 3.6, 2.4, 2.3), (2.6, 5.6, 4.4, 3.4)  # columns, in cm


def draft_of(record: dict[str, Any], *, is_sent: bool, taken_by: str) -> bytes:
    """The draft as a .docx file; `is_sent` where the chairs have it for clearing, `taken_by` says who took it."""
    from docx import Document  # only where it is asked for: it is slow to load

    with translation.override(record["language"]):
        made = _Draft(Document(), record)
        made.set_up(is_sent, taken_by)
        made.head()
        made.attendance()
        made.agenda()
        for item in record["items"]:
            made.item(item)
        made.matrix()
        made.end()
    out = BytesIO()
    made.document.save(out)
    return out.getvalue()


class _Draft:
    """The file as it grows, part by part in the order of the form."""

    def __init__(self, document: Any, record: dict[str, Any]) -> None:
        self.document, self.record = document, record

    def set_up(self, is_sent: bool, taken_by: str) -> None:
        """Paper, letters, what every page is headed with, and what the file says of itself."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt, RGBColor

        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.5)
        page.top_margin = page.bottom_margin = Cm(2.2)
        sizes = {
            "Normal": 11,
            "Title": 14,
            "Heading 1": 12,
            "Heading 2": 11,
            "List Bullet": 11,
            "Header": 9,
            "Footer": 9,
        }
        for name, size in sizes.items():
            style = self.document.styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            style.font.color.rgb = RGBColor(0, 0, 0)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(kind), FONT)
            for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
                fonts.attrib.pop(qn(kind), None)
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), {"en": "en-GB", "sw": "sw-KE"}[self.record["language"]])
        self.document.styles["Normal"].element.get_or_add_rPr().append(spoken)
        line = self.document.styles["Title"].element.pPr.find(qn("w:pBdr"))
        if line is not None:
            line.getparent().remove(line)  # the coloured rule below it
        for name, before in (("Heading 1", 14), ("Heading 2", 8)):
            style = self.document.styles[name]
            style.font.bold = True
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
            style.paragraph_format.keep_with_next = True
        self.document.styles["Normal"].paragraph_format.space_after = Pt(4)
        head, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        sample = [_("SAMPLE DATA, not an official record")] if self.record["is_sample"] else []
        stands = _("DRAFT, with the chairs for clearing, not circulated") if is_sent else _("DRAFT, not circulated")
        self.say(head, ". ".join([stands, *sample]), bold=True)
        now = timezone.localtime()
        told = {"name": taken_by, "moment": f"{date_format(now, 'j F Y')}, {now:%H:%M}"}
        self.say(foot, _("Taken from the portal by %(name)s on %(moment)s.") % told + " " + _("Page") + " ")
        self.field(foot, "PAGE")
        about = self.document.core_properties
        about.title = _plain(f"{_('Draft')}: {self.title()}")[:250]
        about.author = _plain(self.record["forum"]["name"])
        about.comments, about.language = "", self.record["language"]
        about.created = about.modified = now.astimezone(dt.UTC).replace(tzinfo=None)

    def head(self) -> None:
        """The letterhead, the reference and the title."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        for place, line in enumerate(self.record["letterhead"]):
            written = self.paragraph(line, bold=not place)
            written.alignment = WD_ALIGN_PARAGRAPH.CENTER
            written.paragraph_format.space_after = 0
        refs = _("Ref: %(reference)s") % {"reference": self.record["reference"]}
        self.paragraph(f"{refs}. {self.record['quarter']}").alignment = WD_ALIGN_PARAGRAPH.CENTER
        title = self.document.add_paragraph(style="Title")
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.say(title, self.title(), bold=True)

    def title(self) -> str:
        """As the paper will be headed."""
        meeting = self.record["meeting"]
        said = {
            "ordinal": meeting["ordinal"],
            "forum": self.record["forum"]["name"],
            "day": papers.formal_day(meeting["held_on"]),
            "venue": meeting["venue"],
            "time": papers.formal_time(meeting["starts_at"]),
        }
        return (
            _(
                "Minutes of the %(ordinal)s meeting of the %(forum)s Multisectoral Coordination and Collaboration Forum on Peace and Security held on %(day)s at %(venue)s, from %(time)s"
            )
            % said
        )

    def attendance(self) -> None:
        """Who came, who excused themselves, who stayed away."""
        heads = [_("No."), _("Name"), _("Designation"), _("Organisation or sector")]
        for title, people in papers.attendance_lists(self.record):
            self.document.add_heading(_plain(title), 1)
            rows = [
                [str(place), who["name"], _part_played(who), who["organisation"]] for place, who in enumerate(people, 1)
            ]
            self.table(heads, rows, PEOPLE)

    def agenda(self) -> None:
        """The items, numbered."""
        self.document.add_heading(_("AGENDA"), 1)
        for item in self.record["agenda"]:
            self.paragraph(f"{item['number']}. {item['title']}")

    def item(self, item: dict[str, Any]) -> None:
        """An item with what the areas below reported and its entries."""
        self.document.add_heading(_plain(f"{item['label']}: {item['title']}"), 1)
        if item.get("areas"):
            heads = [_("Area"), _("Reported"), _("Measure recommended"), _("Stakeholders suggested")]
            rows = [
                [
                    row["area"],
                    row["reported"],
                    row["measure"],
                    "\n".join(papers.stakeholder(who) for who in row["stakeholders"]),
                ]
                for row in item["areas"]
            ]
            self.table(heads, rows, AREAS)
        for entry in item["entries"]:
            self.entry(entry)
        if not item["entries"] and not item.get("areas"):
            self.paragraph(_("No entry."))

    def entry(self, entry: dict[str, Any]) -> None:
        """An entry: its number and words, then what was resolved and who does what until when."""
        if entry["officers_only"]:
            self.paragraph(_("FOR OFFICERS ONLY"), bold=True).paragraph_format.keep_with_next = True
        self.prose(entry["text"], entry["number"])
        for deed in entry["deeds"]:
            if deed["kind"] == "resolution":
                self.prose(deed["text"], _("RESOLVED:"), indent=1)
                continue
            self.prose(deed["text"], _("ACTION"), indent=1)
            due = _("by %(day)s") % {"day": papers.day(deed["due"])} if deed["due"] else ""
            said = self.paragraph(", ".join(filter(None, [deed["owner"] or "—", due])))
            self.indent(said, 1)

    def matrix(self) -> None:
        """All actions in one table."""
        self.document.add_heading(_("ACTION MATRIX"), 1)
        heads = [_("No."), _("Resolution"), _("Min. ref"), _("Responsible"), _("Due"), _("Status")]
        rows = [
            [
                str(row["number"]),
                row["text"],
                row["minute"],
                row["owner"],
                papers.day(row["due"]),
                papers.state_words(row["status"]),
            ]
            for row in self.record["action_matrix"]
        ]
        self.table(heads, rows, MATRIX)

    def end(self) -> None:
        """Who prepared it; nobody signs a draft."""
        self.document.add_heading(_("MINUTES PREPARED BY"), 1)
        by = self.record["prepared_by"]
        if by:
            self.paragraph(f"{by['name']}, {by['office']}, {papers.day(by['on'])}.")
        self.paragraph(_("This draft is no record: the portal keeps it, and changes are made there."))

    # pieces

    def say(self, paragraph: Any, words: str, *, bold: bool = False) -> None:
        """Put words into a paragraph."""
        paragraph.add_run(_plain(words)).bold = bold

    def paragraph(self, words: str, *, bold: bool = False) -> Any:
        """A paragraph of its own."""
        made = self.document.add_paragraph()
        self.say(made, words, bold=bold)
        return made

    def prose(self, text: str, lead: str, *, indent: int = 0) -> None:
        """A text of paragraphs and lists, the first line after its number or its word in bold."""
        parts = papers.paragraphs(text)
        first = self.paragraph(f"{lead} ", bold=True)
        self.indent(first, indent)
        if parts and "words" in parts[0]:
            self.say(first, parts[0]["words"])
            parts = parts[1:]
        for part in parts:
            if "words" in part:
                self.indent(self.paragraph(part["words"]), indent)
            for point in part.get("points", []):
                made = self.document.add_paragraph(style="List Bullet")
                self.say(made, point)
            for number, words in part.get("numbered", []):
                self.indent(self.paragraph(f"{number} {words}"), indent + 1)

    def indent(self, paragraph: Any, steps: int) -> None:
        """Move a paragraph in from the left, a centimetre a step."""
        from docx.shared import Cm

        paragraph.paragraph_format.left_indent = Cm(steps)

    def table(self, heads: list[str], rows: list[list[str]], widths: tuple[float, ...]) -> None:
        """A table with its heads on every page; `None.` where it has no row. Widths in cm."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Cm

        if not rows:
            self.paragraph(_("None."))
            return
        made = self.document.add_table(rows=1 + len(rows), cols=len(heads), style="Table Grid")
        made.autofit = False
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Cm(width)
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        made.rows[0]._tr.get_or_add_trPr().append(repeated)
        for place, (line, row) in enumerate(zip(made.rows, [heads, *rows], strict=True)):
            whole = OxmlElement("w:cantSplit")
            if all(len(words) < 900 for words in row):
                line._tr.get_or_add_trPr().append(whole)
            for cell, words, width in zip(line.cells, row, widths, strict=True):
                cell.width = Cm(width)
                self.cell(cell, words, bold=not place)
        self.paragraph("").paragraph_format.space_after = 0

    def cell(self, cell: Any, words: str, *, bold: bool) -> None:
        """Fill a cell, each line of the words a paragraph of its own."""
        for place, line in enumerate(words.split("\n")):
            written = cell.paragraphs[0] if not place else cell.add_paragraph()
            written.paragraph_format.space_after = 0
            self.say(written, line, bold=bold)

    def field(self, paragraph: Any, name: str) -> None:
        """A field that the word processor fills, such as the page's number."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        made = OxmlElement("w:fldSimple")
        made.set(qn("w:instr"), name)
        paragraph._p.append(made)


def _part_played(who: dict[str, str]) -> str:
    """What stands under the designation: the post, the seat, who came instead, when somebody came or left."""
    represented = _("represented by %(who)s") % {"who": who["represented_by"]} if who["represented_by"] else ""
    told = (who["designation"], papers.seat_title(who["seat"]), represented, papers.presence(who))
    return ", ".join(filter(None, told))


def _plain(words: str) -> str:
    """The words without signs that no XML file may hold."""
    return NOT_IN_XML.sub("", words)
