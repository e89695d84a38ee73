"""The drawings as the two engines that show them see them: Chromium on pages, typst in PDF and Word."""

import io

import pypdfium2 as pdfium
import pytest
from PIL import Image

from iscm.publication.charts.measuring import measure
from iscm.publication.charts.svg import render_svg
from iscm.publication.formats import pdf
from iscm.publication.formats.pictures import render_png
from iscm.publication.report import Figure
from tests.factories.charts import chart
from tests.factories.reports import report_of

NAMES = {
    "en": ("Labour migration", "Climate change, AVALANCHE (To)", "Wimmelbild – Ïñö “x”"),
    "ru": ("Управление границами", "Миграция и развитие", "ЩЮЖ ждфы"),
    "ar": ("العودة وإعادة القبول وإعادة الإدماج", "هجرة اليد العاملة (GFMD)", "اللجوء والنازحون داخلياً واللاجئون"),
    "zh": ("移民、环境与气候变化", "劳务移民（技能）", "数据"),
}
WORDS = {"en": ("Labour", "AVALANCHE"), "ru": ("границами", "развитие"), "ar": ("GFMD",), "zh": ("移民", "数据")}
MM_OF_400 = 400 / 72 * 25.4
MEASURE = """() => [...document.querySelectorAll('text')].map(text => [
    text.textContent, text.getComputedTextLength(), Number(text.getAttribute('font-size')),
    text.getAttribute('font-weight') !== null,
])"""


@pytest.mark.parametrize("lang", NAMES)
def test_words_are_no_wider_in_a_browser_than_measured(browser, lang):
    drawn = chart(NAMES[lang], (3, 2, 1), (30, 21, 10), is_stacked=True, names=NAMES[lang][:2])
    page = browser.new_page()
    page.set_content(render_svg(drawn, is_rtl=lang == "ar", width=1400, is_titled=True))
    lines = page.evaluate(MEASURE)
    page.close()
    assert len(lines) > 8
    wider = [
        (words, width)
        for words, width, size, is_bold in lines
        if width > measure(words.strip("\u2067\u2068\u2069"), size, is_bold=is_bold) + 0.5
    ]
    assert wider == []


def test_bars_are_painted_alike_in_a_browser_and_in_print(browser):
    svg = render_svg(chart("ab", (40, 10), (20, 10), (10, 5), is_stacked=True), width=400)
    page = browser.new_page(viewport={"width": 400, "height": 200})
    page.set_content(f'<body style="margin:0">{svg}')
    seen = page.screenshot()
    page.close()
    assert blues(render_png(svg, MM_OF_400, dpi=72)) == pytest.approx(blues(seen), rel=0.06)


@pytest.mark.parametrize("lang", NAMES)
def test_words_of_a_chart_can_be_read_in_print(lang):
    figure = Figure(chart(NAMES[lang], (3, 2, 1), title="Chart"))
    document = pdfium.PdfDocument(pdf.render(report_of(figure, lang="zh-hans" if lang == "zh" else lang)))
    said = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
    assert [word for word in WORDS[lang] if word not in said] == []


def blues(png):
    """How many points have the ink of the first series."""
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    points = Image.alpha_composite(paper, picture).convert("RGB").tobytes()
    return sum(blue - red > 60 for red, blue in zip(points[::3], points[2::3], strict=True))
