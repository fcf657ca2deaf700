"""Writes channels/templates/paper.docx, the Word file every paper is poured into.

Run once (`.venv/bin/python tools/paper_layout.py`); after that the file is restyled in Word: fonts, sizes, margins, a seal's
place.  The tags in {{ }} and {% %} have to stay where they are, each {%p %} and {%tr %} alone in its paragraph or row.
Running this again overwrites what was restyled.
"""

from pathlib import Path

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from lxml import etree

LAYOUT = Path(__file__).parent.parent / "channels" / "templates" / "paper.docx"
BODY, HEAD = "仿宋", "黑体"
# Where a computer has neither font, Word and LibreOffice take the next one named here.
OTHER_NAMES = {
    BODY: "FangSong;仿宋_GB2312;STFangsong;宋体;SimSun;Noto Serif CJK SC",
    HEAD: "SimHei;STHeiti;Noto Sans CJK SC",
}
STYLES = {  # name: (font, size in points, bold, space before, space after, alignment)
    "文书标题": (HEAD, 20, True, 0, 14, WD_ALIGN_PARAGRAPH.CENTER),
    "文书小标题": (HEAD, 15, True, 12, 5, WD_ALIGN_PARAGRAPH.LEFT),
    "文书正文": (BODY, 14, False, 2, 2, WD_ALIGN_PARAGRAPH.LEFT),
    "文书此致": (BODY, 14, False, 14, 2, WD_ALIGN_PARAGRAPH.LEFT),
    "文书表格": (BODY, 13, False, 3, 3, WD_ALIGN_PARAGRAPH.LEFT),
    "文书收件": (BODY, 14, False, 2, 2, WD_ALIGN_PARAGRAPH.LEFT),
    "文书签名": (BODY, 14, False, 8, 4, WD_ALIGN_PARAGRAPH.RIGHT),
    "文书日期": (BODY, 14, False, 8, 4, WD_ALIGN_PARAGRAPH.RIGHT),
    "文书写": (BODY, 14, False, 8, 2, WD_ALIGN_PARAGRAPH.LEFT),
    "文书间隔": (BODY, 4, False, 0, 0, WD_ALIGN_PARAGRAPH.LEFT),
    "文书说明": (BODY, 12.5, False, 2, 2, WD_ALIGN_PARAGRAPH.LEFT),
}
KEPT_WITH_NEXT = ("文书标题", "文书小标题", "文书此致", "文书收件", "文书签名", "文书写")
LINES_OF_A_BLOCK = {
    "heading": [("文书小标题", "{{ block.text }}")],
    "text": [("文书正文", "　　{{ block.text }}")],
    "to": [("文书此致", "此致"), ("文书收件", "{{ block.text }}")],
    "sign": [("文书签名", "{{ block.text }}：＿＿＿＿＿＿＿＿"), ("文书日期", "＿＿＿＿年＿＿月＿＿日")],
}


def main() -> None:
    document = Document()
    _page(document)
    _fonts(document)
    document.add_paragraph("{{ paper.title }}", "文书标题")
    document.add_paragraph("{%p for block in paper.blocks %}")
    for kind, lines in LINES_OF_A_BLOCK.items():
        with_if(document, kind, lambda lines=lines: [document.add_paragraph(text, style) for style, text in lines])
    with_if(document, "rows", lambda: _rows(document))
    with_if(document, "claims", lambda: _loop(document, "line in block.lines", [("文书正文", "{{ line }}")]))
    with_if(document, "amounts", lambda: _amounts(document))
    with_if(document, "checks", lambda: _checks(document))
    with_if(document, "exhibits", lambda: _exhibits(document))
    with_if(document, "write", lambda: _write(document))
    with_if(document, "new_page", lambda: _new_page(document, "{{ block.text }}"))
    document.add_paragraph("{%p endfor %}")
    _note(document)
    document.core_properties.author = document.core_properties.comments = ""
    document.save(str(LAYOUT))
    print(LAYOUT)


def with_if(document, kind, body):
    document.add_paragraph(f"{{%p if block.kind == '{kind}' %}}")
    tables = len(document.tables)
    body()
    if len(document.tables) > tables:
        # Without a paragraph between them, two tables become one.
        document.add_paragraph("", "文书间隔")
    document.add_paragraph("{%p endif %}")


def _loop(document, each, lines):
    document.add_paragraph(f"{{%p for {each} %}}")
    for style, text in lines:
        document.add_paragraph(text, style)
    document.add_paragraph("{%p endfor %}")


def _page(document):
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("第 ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
    foot._p.append(field)
    # No total: the last page, how to use it, is not handed in.
    foot.add_run(" 页")


def _fonts(document):
    _style(document.styles["Normal"], BODY, 14, False)
    for name, (font, size, bold, before, after, alignment) in STYLES.items():
        style = document.styles.add_style(name, 1)
        style.base_style = document.styles["Normal"]
        _style(style, font, size, bold)
        form = style.paragraph_format
        form.space_before, form.space_after, form.alignment = Pt(before), Pt(after), alignment
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.3
        form.keep_with_next = name in KEPT_WITH_NEXT
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = parse_xml(table.blob)
    for name, others in OTHER_NAMES.items():
        fonts.append(
            parse_xml(
                f'<w:font {nsdecls("w")} w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
            )
        )
    table._blob = etree.tostring(fonts, xml_declaration=True, encoding="UTF-8", standalone=True)


def _style(style, font, size, bold):
    style.font.size, style.font.bold, style.font.name = Pt(size), bold, "Times New Roman"
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _table(document, widths, head=()):
    table = document.add_table(rows=0, cols=len(widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    if head:
        row = _row(table, widths, head)
        for cell in row.cells:
            cell.paragraphs[0].runs[0].bold = True
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def _row(table, widths, texts):
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, width, text in zip(row.cells, widths, texts, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].style = "文书表格"
        cell.paragraphs[0].add_run(text)
    return row


def _looped(table, widths, each, texts):
    """A row for each; the tags stand in rows of their own, which vanish."""
    rest = [""] * (len(widths) - 1)
    _row(table, widths, [f"{{%tr for {each} %}}", *rest])
    row = _row(table, widths, texts)
    _row(table, widths, ["{%tr endfor %}", *rest])
    return row


def _rows(document):
    widths = (4.4, 12)
    _looped(_table(document, widths), widths, "row in block.rows", ["{{ row.item }}", "{{ row.fill }}"])


def _amounts(document):
    widths = (4.2, 4.2, 8)
    table = _table(document, widths, ("名目", "金额", "怎么算的"))
    _looped(table, widths, "row in block.rows", ["{{ row.name }}", "{{ row.amount }}", "{{ row.formula }}"])


def _exhibits(document):
    widths = (1.3, 4.6, 3.4, 4.3, 2.8)
    table = _table(document, widths, ("号", "证据名称", "从哪来", "想证明什么", "原件或复印件，几页"))
    row = _looped(table, widths, "name in block.names", ["{{ loop.index }}", "{{ name }}", "", "", ""])
    row.height = Cm(1.2)


def _checks(document):
    _loop(
        document,
        "line in block.lines",
        [
            ("文书正文", "☐ {{ line.name }}：{{ line.say }}{% if line.obtain %}怎么取得：{{ line.obtain }}{% endif %}"),
        ],
    )


def _write(document):
    document.add_paragraph("{{ block.text }}：", "文书写")
    widths = (16.4,)
    table = _table(document, widths)
    row = _looped(table, widths, "number in range(block.count)", [""])
    row.height = Cm(1.05)
    borders = parse_xml(
        f"<w:tblBorders {nsdecls('w')}>"
        + "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "right"))
        + '<w:bottom w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/></w:tblBorders>'
    )
    table._tbl.tblPr.append(borders)


def _new_page(document, text):
    document.add_paragraph(text, "文书小标题").paragraph_format.page_break_before = True


def _note(document):
    _new_page(document, "怎么用这份文书（这一页自己留着，不用交）")
    document.add_paragraph("交到哪里：{{ paper.where }}", "文书说明")
    _loop(document, "line in paper.use", [("文书说明", "· {{ line }}")])
    document.add_paragraph("依据：{{ paper.basis }}。每条说的什么，看指南，或者打12348问。", "文书说明")
    document.add_paragraph(
        "这份文书由程序按您在{{ paper.day|show }}说的整理，{{ review }}，不是律师意见。交以前一项一项核对，不对的自己改。"
        "知识库版本 {{ paper.knowledge_version }}。",
        "文书说明",
    )


if __name__ == "__main__":
    main()
