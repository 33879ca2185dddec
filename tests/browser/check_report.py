"""Opens reports in headless Chromium as a reader would: with and without scripts, wide and narrow, and on paper.

Usage: check_report.py RESULTS_DIR... [--pictures DIR]

Each RESULTS_DIR is a folder that `fiscast run` or a study such as `fiscast compare` wrote. With --pictures, screens and printed pages are kept there.
Exit code 1 and a list of what is wrong, or 0.
"""

import argparse
import csv
import io
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from playwright.sync_api import sync_playwright

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]
WIDTHS = (1440, 390)
A4 = (595, 842)  # points
LANGUAGES = ("zh", "en")
# the file that holds a page's numbers; how many figures the page has at least; the head of a table that is longer than a page of
# paper, and on how many pages it stands at least
FINDINGS = {
    "findings.json": (300, {"zh": "最坏 5% 平均", "en": "Mean of worst"}, 4),
    "differences.json": (200, {"zh": "误差比", "en": "Error ratio"}, 2),
    "readings.json": (100, {"zh": "其中县级", "en": "of it the city"}, 1),
    "sensitivity.json": (150, {"zh": "专项资金期内支出", "en": "Their 95% level"}, 2),
    "verification.json": (150, {"zh": "分布差距", "en": "Distance"}, 2),
    "exact.json": (60, {"zh": "标准差", "en": "Std. dev."}, 3),
    "appropriate.json": (150, {"zh": "年末欠付的概率", "en": "Chance of arrears"}, 1),
}
SHARES = (
    "share", "probability", "standard_error", "more", "less", "main", "total", "value", "interval", "difference",
    "difference_interval", "largest", "largest_distance", "distance_threshold",
)
SIGNED = ("difference_fen", "quantile_difference_fen", "of_difference_fen", "difference")
WHOLE = ("amount_fen", "appropriation_fen", "appropriations_fen", "total_fen")


class Check:
    """Gathers what is wrong, so that one run tells everything."""

    def __init__(self):
        self.wrong, self.held = [], 0

    def that(self, holds, words):
        if holds:
            self.held += 1
        else:
            self.wrong.append(words)
            print(f"  WRONG: {words}", flush=True)
        return holds


# ---- numbers as the house style writes them, from the decimal digits of findings.json


def grouped(value, decimals):
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{rounded:,.{decimals}f}".replace("-", "−") if rounded else f"{abs(rounded):.{decimals}f}"


def expected(pointer, value, language):
    key = [key for key in pointer.split("/") if not key.isdigit()][-1]
    if isinstance(value, list):
        ends = [expected("/interval_fen" if key.endswith("fen") else "/interval", end, language) for end in value]
        dash = {"zh": " 至 ", "en": " to "} if any(end.startswith("−") for end in ends) else {"zh": "—", "en": "–"}
        return dash[language].join(ends)
    if value is None:
        return {"zh": "未定", "en": "open"}[language]
    if isinstance(value, str):
        return grouped(Decimal(value) / 100, 2)
    if pointer.startswith("/numerics/"):
        digit, exponent = f"{max(abs(value), 1e-16):.0e}".split("e-")
        return f"{digit} × 10⁻" + str(int(exponent)).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    value = Decimal(value)
    if key in ("comparisons", "quantiles_inside"):
        return grouped(value, 0)
    if key in ("z", "largest_mean_z"):
        return ("+" if key == "z" and value > 0 else "") + grouped(value, 2)
    if key == "error_ratio":
        return grouped(value, 3)
    plus = "+" if key in SIGNED and value > 0 else ""
    if key in SHARES or key.startswith("arrears_") and not key.endswith("fen"):
        text = grouped(100 * value, 2)
        if value < 0:
            return f"−{expected('/share', -value, language)}"
        text = "<0.01" if text == "0.00" and value > 0 else ">99.99" if text == "100.00" and value < 1 else text
        return f"{plus}{text}%"
    whole = key in WHOLE
    unit, decimals = (Decimal(10) ** 6, 2) if language == "zh" else (Decimal(10) ** 8, 2 if whole else 3)
    text = grouped(value / unit, decimals)
    if (key.endswith("se_fen") or key == "sd_fen") and value > 0 and not text.strip("0."):
        return f"<{text[:-1]}1"
    return f"{plus}{text}" if text.strip("0.") else text


def resolve(findings, pointer):
    for part in pointer.split("/")[1:]:
        findings = findings[int(part)] if isinstance(findings, list) else findings[part]
    return findings


# ---- what is looked at


def check_figures(check, page, findings, language, least):
    cells = page.eval_on_selector_all(
        f"#{language} [data-from]",
        """cells => cells.map(cell => [
            cell.dataset.from.startsWith('/') ? cell.dataset.from : cell.closest('[data-at]').dataset.at + '/' + cell.dataset.from,
            cell.firstChild.textContent])""",
    )
    check.that(len(cells) > least, f"{language}: only {len(cells)} figures say where they come from")
    for pointer, text in cells:
        wanted = expected(pointer, resolve(findings, pointer), language)
        check.that(text == wanted, f"{language}: {pointer} is shown as {text}, not {wanted}")
    return [text for _, text in cells]


def check_overflow(check, page, width, words):
    wide = page.evaluate("document.documentElement.scrollWidth")
    check.that(wide <= width, f"{words}: the page is {wide} pixels wide on a screen of {width}")
    beyond = page.evaluate(
        """width => [...document.querySelectorAll('.part:not([hidden]) *')]
            .filter(one => !one.closest('.box, .still, nav ol, svg, .chart') && one.getClientRects().length)
            .filter(one => one.getBoundingClientRect().right > width + 1 && getComputedStyle(one).clipPath === 'none'
                && !one.closest('figcaption'))
            .map(one => one.outerHTML.slice(0, 120))""",
        width,
    )
    check.that(not beyond, f"{words}: beyond the right edge: {beyond[:3]}")


CONTRAST = """() => {
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).map(Number).slice(0, 3)
      .map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const ground = (one) => {
    for (; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!/, 0\\)$/.test(colour) && colour !== 'transparent') return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const poor = new Set();
  for (const one of document.querySelectorAll('.part:not([hidden]) *')) {
    const own = [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || one.closest('svg') || !one.getClientRects().length) continue;
    const [a, b] = [light(getComputedStyle(one).color), light(ground(one))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.add(one.tagName + '.' + one.className + ' ' + getComputedStyle(one).color + ' on ' + ground(one));
  }
  return [...poor];
}"""


def check_pictures(check, page, language, narrow):
    pictures = json.loads(page.inner_text("#pictures") or page.evaluate("document.getElementById('pictures').textContent"))
    for name, picture in pictures[language].items():
        words = f"{language} {name}"
        chart = page.locator(f"#{language}-{name} .chart")
        if not check.that(chart.count() == 1 and chart.is_visible(), f"{words}: no interactive picture"):
            continue
        check.that(not page.locator(f"#{language}-{name} .still").is_visible(), f"{words}: both pictures are shown")
        marks = sum(len(series["data"]) for series in picture["option"]["series"] if series["type"] != "line")
        check_keys(check, chart, picture["option"], words)
        drawn = chart.locator("svg path").count()
        check.that(drawn >= marks, f"{words}: {drawn} shapes for {marks} marks")
        if narrow:
            continue
        check_hint(check, page, chart, words)
        check_csv(check, page, f"#{language}-{name}", picture, words)
        check_png(check, page, f"#{language}-{name}", words)
    return pictures


def check_keys(check, chart, option, words):
    """Every key of the legend and, where there are few, every year stands whole in the picture."""
    box = chart.bounding_box()
    names = [entry["name"] for entry in option.get("legend", {}).get("data", [])]
    for axis in option["xAxis"] if isinstance(option["xAxis"], list) else [option["xAxis"]]:
        if axis["type"] == "category" and len(axis["data"]) <= 5 and axis["axisLabel"].get("show", True):
            names += axis["data"]
    for name in names:
        found = chart.locator("svg text").get_by_text(name, exact=True)
        inside = found.count() > 0 and (place := found.first.bounding_box()) and (
            place["x"] >= box["x"] - 1 and place["x"] + place["width"] <= box["x"] + box["width"] + 1
        )
        check.that(inside, f"{words}: {name} is not whole in the picture")


def check_hint(check, page, chart, words):
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    for across, down in ((0.6, 0.62), (0.35, 0.5), (0.3, 0.3)):
        page.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] * down)
        page.wait_for_timeout(120)
        hint = chart.locator(".hint")
        if hint.count() and hint.first.is_visible():
            text = hint.first.inner_text()
            check.that(re.search(r"\d", text), f"{words}: a hint without a number: {text}")
            page.mouse.move(0, 0)
            return
    check.that(False, f"{words}: no hint")


def check_csv(check, page, figure, picture, words):
    with page.expect_download() as waited:
        page.click(f"{figure} button[data-csv]")
    saved = Path(waited.value.path()).read_bytes()
    check.that(waited.value.suggested_filename == picture["file"] + ".csv", f"{words}: saved as {waited.value.suggested_filename}")
    check.that(saved.startswith(b"\xef\xbb\xbf"), f"{words}: the CSV has no byte-order mark")
    text = saved.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    shown = page.eval_on_selector_all(
        f"{figure} details tbody tr", "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    check.that(len(rows) == len(shown) + 1, f"{words}: {len(rows) - 1} rows saved, {len(shown)} shown")
    check.that("\r\n" in text and not re.search(r"(^|[\r\n,])[=@]", text), f"{words}: the CSV may run")
    scale = Decimal(1) if figure.startswith("#zh") else Decimal(100)
    for saved_row, shown_row in zip(rows[1:], shown):
        for head, cell, written in zip(rows[0], saved_row, shown_row):
            if "万元" not in head or not cell:
                check.that(cell != "" or written == "", f"{words}: {head} is empty in the CSV and {written} in the table")
                continue
            decimals = 2 if scale == 1 else 3
            wanted = grouped(Decimal(cell) / scale, decimals)
            check.that(written == wanted, f"{words}: {head} is {cell} in the CSV and {written} in the table")


def check_png(check, page, figure, words):
    with page.expect_download() as waited:
        page.click(f"{figure} button[data-png]")
    saved = Path(waited.value.path()).read_bytes()
    check.that(saved[:8] == b"\x89PNG\r\n\x1a\n" and len(saved) > 15000, f"{words}: the saved picture is no PNG, or empty")


def check_legend(check, page, pictures, language):
    """A click on the legend takes a part of the picture away, and another brings it back."""
    legends = [name for name, picture in pictures[language].items() if "legend" in picture["option"]]
    if not legends:  # static pictures only
        return
    picture = "clauses" if "clauses" in legends else legends[0]
    chart = page.locator(f"#{language}-{picture} .chart")
    chart.scroll_into_view_if_needed()
    before = chart.locator("svg path").count()
    name = pictures[language][picture]["option"]["series"][0]["name"]
    entry = chart.locator("svg text").filter(has_text=name).first
    entry.click()
    page.wait_for_timeout(200)
    check.that(chart.locator("svg path").count() < before, f"{language}: the legend switches nothing off")
    entry.click()
    page.wait_for_timeout(200)
    check.that(chart.locator("svg path").count() == before, f"{language}: the legend switches nothing on again")


def check_switch(check, page, address):
    # the third section is far enough down
    section = page.eval_on_selector_all("#zh main > section", "sections => sections[2].id").removeprefix("zh-")
    page.goto(f"{address}#zh-{section}")
    page.wait_for_timeout(300)
    page.click("#zh .languages a")
    page.wait_for_timeout(300)
    check.that(page.evaluate("location.hash") == f"#en-{section}", "the switch loses the place")
    check.that(page.evaluate("document.documentElement.lang") == "en", "the page's language is not English")
    check.that(not page.locator("#zh").is_visible() and page.locator("#en").is_visible(), "English is not shown alone")
    page.go_back()
    page.wait_for_timeout(300)
    check.that(page.locator("#zh").is_visible() and page.evaluate("document.documentElement.lang") == "zh-CN", "back is not Chinese")


def check_paper(check, page, language, figures, heads, keep):
    """The printed pages: A4, each picture on one across, every figure of every table on them, nothing beyond the margins."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(keep or folder) / f"paper-{language}.pdf"
        page.pdf(path=str(paper), prefer_css_page_size=True, print_background=True)
        boxes = subprocess.run(["pdftotext", "-bbox", str(paper), "-"], capture_output=True, text=True, check=True).stdout
        sheets = [
            ((round(float(width)), round(float(height))), [float(x) for x in re.findall(r'xM(?:in|ax)="([\d.]+)"', words)])
            for width, height, words in re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.S)
        ]
        across = A4[::-1]
        check.that(all(size in (A4, across) for size, _ in sheets), f"{language}: the paper is {[size for size, _ in sheets]}")
        figures_shown = page.locator(f"#{language} figure").count()
        turned = [size == across for size, _ in sheets]
        check.that(sum(turned) == figures_shown, f"{language}: {sum(turned)} pages across for {figures_shown} pictures")
        check_filled(check, boxes, language)
        for number, ((width, _), edges) in enumerate(sheets, 1):
            # a page's number alone has three words
            if check.that(len(edges) > 6, f"{language}: page {number} is blank"):
                inside = min(edges) > 25 and max(edges) < width - 25
                check.that(inside, f"{language}: page {number} has words from {min(edges)} to {max(edges)} points")
        text = subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True, check=True).stdout
        number = r"[<>]?−?\d[\d,]*\.\d+%?"
        printed = Counter(re.findall(number, text))
        for figure, count in Counter(re.findall(number, " ".join(figures))).items():
            check.that(printed[figure] >= count, f"{language}: {figure} stands {printed[figure]} times on paper, not {count}")
        head, least = heads
        pages = text.split("\f")
        stand = sum(head[language] in one for one in pages)
        check.that(stand >= least, f"{language}: {head[language]} stands on {stand} pages, table heads are not repeated")
        lying = [number for number, one in enumerate(pages[: len(turned)], 1) if turned[number - 1] and head[language] in one]
        check.that(not lying, f"{language}: tables on the pages {lying}, which lie across")
        # the blanks about the stroke are narrow in some fonts, and are then not written
        bare = [
            number for number, one in enumerate(pages[: len(turned)], 1)
            if not re.search(rf"(?m)^\s*{number} ?/ ?{len(turned)}\s*$", one)
        ]
        check.that(not bare, f"{language}: pages without their number: {bare}")
        check.that(("下载数据" if language == "zh" else "Download CSV") not in text, f"{language}: controls are printed")
        if keep:
            subprocess.run(["pdftoppm", "-r", "70", "-png", str(paper), str(Path(keep) / f"paper-{language}")], check=True)


def check_filled(check, boxes, language):
    """No page is more than half empty where the next one stands upright too, so that its words could have moved up."""
    pages = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.S)
    for number, (one, following) in enumerate(zip(pages, pages[1:]), 1):
        if not all(float(width) < float(height) for width, height, _ in (one, following)):
            continue
        # the page's number stands below everything else
        ends = [float(end) for end in re.findall(r'yMax="([\d.]+)"', one[2]) if float(end) < A4[1] - 50]
        filled = max(ends, default=0) / A4[1]
        check.that(filled > 0.45, f"{language}: page {number} is filled to {filled:.0%} only, and more follows")


def check_without_scripts(check, browser, address):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    for language, other in (("zh", "en"), ("en", "zh")):
        page.goto("about:blank")
        page.goto(address if language == "zh" else f"{address}#en-pictures")
        check.that(page.locator(f"#{language}").is_visible(), f"without scripts: no {language}")
        check.that(not page.locator(f"#{other}").is_visible(), f"without scripts: {other} too")
        stills = page.locator(f"#{language} .still svg")
        figures = page.locator(f"#{language} figure").count()
        shown = sum(stills.nth(place).is_visible() for place in range(stills.count()))
        check.that(figures > 0 and shown == figures, f"without scripts: {shown} of {figures} pictures in {language}")
        check.that(page.locator(f"#{language} button:visible").count() == 0, "without scripts: dead buttons")
    context.close()


def check_report(check, browser, folder, keep):
    print(f"{folder.name}", flush=True)
    address = (folder / "report.html").resolve().as_uri()
    # numbers keep their decimal digits
    file = next(file for file in FINDINGS if (folder / file).is_file())
    least, *heads = FINDINGS[file]
    findings = json.loads((folder / file).read_text(encoding="utf-8"), parse_float=Decimal)
    for width in WIDTHS:
        for language in LANGUAGES:
            words = f"{folder.name} {width} {language}"
            context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
            page = context.new_page()
            page.on("console", lambda m, w=words: check.that(m.type not in ("error", "warning"), f"{w}: console: {m.text}"))
            page.on("pageerror", lambda e, w=words: check.that(False, f"{w}: {e}"))
            page.on("dialog", lambda d, w=words: (check.that(False, f"{w}: a dialog"), d.dismiss()))
            page.on("request", lambda r, w=words: check.that(r.url.startswith((address, "data:", "blob:")), f"{w}: a request to {r.url}"))
            page.goto(f"{address}#{language}")
            page.wait_for_timeout(500)
            check.that(page.evaluate("window.ran") is None, f"{words}: a name was run")
            figures = check_figures(check, page, findings, language, least)
            check_overflow(check, page, width, words)
            pictures = check_pictures(check, page, language, narrow=width < 600)
            poor = page.evaluate(CONTRAST)
            check.that(not poor, f"{words}: contrast below 4.5: {poor[:3]}")
            if keep:
                page.mouse.move(0, 0)
                page.evaluate("scrollTo(0, 0)")
                page.screenshot(path=str(keep / f"{folder.name}-{width}-{language}-first.png"))
                page.screenshot(path=str(keep / f"{folder.name}-{width}-{language}.png"), full_page=True)
            if width == WIDTHS[0]:
                check_legend(check, page, pictures, language)
                check_paper(check, page, language, figures, heads, keep and named(keep / folder.name))
                if language == "zh":
                    check_switch(check, page, address)
            context.close()
    check_without_scripts(check, browser, address)


def named(folder):
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    parser.add_argument("--pictures", type=Path)
    arguments = parser.parse_args()
    if arguments.pictures:
        named(arguments.pictures)
    check = Check()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.browser, args=ARGUMENTS)
        for folder in arguments.folders:
            check_report(check, browser, folder, arguments.pictures)
        browser.close()
    print(f"{check.held} passed, {len(check.wrong)} failed")
    return 1 if check.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
