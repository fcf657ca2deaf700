"""The papers at the door: a Word file that opens, a page that is served, and nothing where nothing is left."""

import io
import re
from datetime import date
from urllib.parse import unquote

import docx
import pytest
import requests

from bot.consultation import guide
from channels.pages import guide_page, marked
from channels.papers import LAYOUT, as_download, paper_file, paper_page
from tests.serving import Visitor

CRASH = "昨天骑电车被轿车撞了，腿骨折住院，对方全责不给钱"
LOAN = {
    "身份": "我借给别人钱", "手里凭据": ["借条欠条", "转账记录"], "条子毛病": ["都没有"], "钱的来路": ["都没有"],
    "本金": 32000, "借款日期": "2025-03-05", "利息约定": "没说利息", "约定日子": "说好哪天还", "该还日期": "2025-12-31",
    "已还金额": 2000, "担保写法": "没人担保", "欠钱的人": ["能联系上"], "钱花在哪": "一个人借说不清", "法院进度": "还没去法院",
}  # fmt: skip


@pytest.fixture(scope="module")
def papers(known):
    made = guide.build(known.issues["private_lending"], LOAN, date(2026, 11, 26), known)
    return {paper["id"]: paper for paper in made["papers"]}


def words(file):
    """Every word of a Word file, tables and all."""
    document = docx.Document(io.BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_word_file_opens_and_holds_the_values(papers):
    said = words(paper_file(papers["payment_order"]))
    assert "支付令申请书" in said and "借款本金30,000元" in said and "2025年3月5日" in said
    assert "借条欠条" in said and "欠钱的人（单位）所在地的基层人民法院" in said
    assert "{{" not in said and "{%" not in said


def test_every_block_of_every_paper_reaches_the_word_file_and_the_page(known):
    met = set()
    for issue in known.issues.values():
        case = issue.cases[0]
        for paper in guide.build(issue, case.facts, case.today, known)["papers"]:
            said, page = words(paper_file(paper)), re.sub("<[^>]+>", "", paper_page(paper))
            for text in shown(paper):
                for line in filter(None, text.split("\n")):
                    assert line in said, (paper["id"], line)
                    assert line in page, (paper["id"], line)
            met |= {block["kind"] for block in paper["blocks"]}
    assert met == {
        "heading",
        "text",
        "rows",
        "claims",
        "amounts",
        "checks",
        "exhibits",
        "write",
        "to",
        "sign",
        "new_page",
    }


def shown(paper):
    yield paper["title"]
    for block in paper["blocks"]:
        yield block.get("text", "")
        yield from block.get("names", [])
        for one in (*block.get("rows", []), *block.get("lines", [])):
            yield from one.values() if isinstance(one, dict) else [one]


def test_what_residents_say_is_text_and_never_markup(papers):
    paper = {**papers["payment_order"], "blocks": [{"kind": "text", "text": "<b>{{ 1 + 1 }}&</b>"}]}
    assert "<b>{{ 1 + 1 }}&</b>" in words(paper_file(paper))
    assert "&lt;b&gt;{{ 1 + 1 }}&amp;&lt;/b&gt;" in paper_page(paper)
    assert marked("<i>＿＿＿＿（待填）") == '&lt;i&gt;<span class="todo">＿＿＿＿（待填）</span>'


def test_body_text_is_large_and_the_sheet_is_a4():
    layout = docx.Document(LAYOUT)
    ours = [style for style in layout.styles if style.name.startswith("文书") and style.name != "文书间隔"]
    assert len(ours) >= 8 and all(style.font.size.pt >= 12 for style in ours)
    assert round(layout.sections[0].page_width.cm, 1) == 21.0 and round(layout.sections[0].page_height.cm, 1) == 29.7


def test_the_download_has_a_chinese_name_every_browser_understands(papers):
    header = as_download(papers["claim_lending"])
    assert header.isascii() and 'filename="claim_lending.docx"' in header
    assert unquote(header.partition("filename*=UTF-8''")[2]) == "民事起诉状（民间借贷纠纷）.docx"


def test_the_guide_names_its_papers_and_links_them_where_it_has_an_address(known, papers):
    made = guide.build(known.issues["private_lending"], LOAN, date(2026, 11, 26), known)
    page = guide_page(made, known, "/g/abc")
    assert papers.keys() >= {"payment_order", "claim_lending", "mediation_application", "evidence_list"}
    for name, paper in papers.items():
        assert f'href="/g/abc/papers/{name}"' in page and f'href="/g/abc/papers/{name}.docx"' in page
        assert paper["title"] in guide_page(made, known)
    assert "/papers/" not in guide_page(made, known)
    old = {key: value for key, value in made.items() if key != "papers"}
    assert "可以带走的文书" not in guide_page(old, known)


@pytest.mark.xdist_group("service")
def test_papers_are_served_beside_the_guide_and_gone_when_forgotten(service, visitor):
    visitor.say(CRASH, "对")
    for _ in range(40):
        if "对，给我指南" in visitor.buttons:
            break
        visitor.say("不清楚")
    visitor.say("对，给我指南")
    assert "可以带走的文书" in visitor.text and "人民调解申请书" in visitor.text
    [path] = [link["href"] for one in visitor.last for link in one.get("links", [])]
    address = f"{service.url}{path}/papers"
    page = requests.get(f"{address}/claim_traffic", timeout=20)
    assert page.ok and "民事起诉状（机动车交通事故责任纠纷）" in page.text and "<script" not in page.text
    assert page.headers["Cache-Control"] == "private, no-store" and page.headers["X-Robots-Tag"] == "noindex"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    file = requests.get(f"{address}/claim_traffic.docx", timeout=20)
    assert file.ok and "wordprocessingml" in file.headers["Content-Type"]
    assert file.headers["Content-Disposition"].startswith('attachment; filename="claim_traffic.docx"')
    assert file.headers["Cache-Control"] == "private, no-store"
    assert "住院治疗" in words(file.content)
    for nowhere in (f"{address}/claim_divorce", f"{address}/claim_divorce.docx", f"{address}/x.y"):
        assert requests.get(nowhere, timeout=20).status_code == 404, nowhere
    stranger = address.replace(path, path[:-1] + ("A" if path[-1] != "A" else "B"))
    assert requests.get(f"{stranger}/claim_traffic", timeout=20).status_code == 404
    visitor.say("删除我的信息", "确定删除")
    for name in ("claim_traffic", "claim_traffic.docx"):
        assert requests.get(f"{address}/{name}", timeout=20).status_code == 404
    assert Visitor(service.url).open()
