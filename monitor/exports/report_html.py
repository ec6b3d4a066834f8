"""A report as one page of HTML: no script, nothing fetched, light and dark, fit for print."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.exports.report import Bar, Report
from monitor.exports.saving import replacing

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["html", "write"]

WIDTH, HEIGHT = 220, 22

_STYLE = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1d2329;--soft:#59636e;--line:#d5dbe1;
--track:#eceff2;--mark:#b3541e;--quiet:#3c6e8f;--card:#f6f8fa}
@media (prefers-color-scheme:dark){:root{--paper:#14181c;--ink:#e4e8ec;--soft:#a0abb6;
--line:#363e46;--track:#262d34;--mark:#f0a06a;--quiet:#86bbdd;--card:#1c2228}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:66rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .3rem}
h2{font-size:1.15rem;margin:2.4rem 0 .6rem}
h3{font-size:1rem;margin:1.6rem 0 .4rem}
.soft,dt,th,.foot{color:var(--soft)}
.meaning{background:var(--card);border-left:4px solid var(--mark);padding:.9rem 1.1rem;
margin:1.4rem 0}
.meaning h2{margin:0 0 .4rem}
.meaning p{margin:0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem;margin:1rem 0;
font-size:.92rem}
dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th{text-align:left;font-weight:600}
th,td{padding:.45rem .8rem .45rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td:first-child{overflow-wrap:anywhere}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.name{font-weight:600;min-width:9rem}
.how{white-space:nowrap;font-variant-numeric:tabular-nums}
svg{display:block;margin-top:.25rem}
.track{fill:var(--track)}.reach{stroke-width:3}.least{stroke:var(--soft);stroke-dasharray:2 2}
.leaks .reach{stroke:var(--mark)}.leaks circle{fill:var(--mark)}
.reach{stroke:var(--quiet)}circle{fill:var(--quiet)}
.wide{overflow-x:auto}
.counts th,.counts td{padding-top:.15rem;padding-bottom:.15rem}
.counts table{width:auto;min-width:24rem}
@media screen and (max-width:44rem){section thead{display:none}section td{display:block;border:0;
padding:.1rem 0}section tr{display:block;border-bottom:1px solid var(--line);padding:.5rem 0}
section .floor{display:none}.counts table{min-width:0}dl{grid-template-columns:1fr}
dd{margin-bottom:.4rem}}
.foot{border-top:1px solid var(--line);margin-top:3rem;padding-top:.8rem;font-size:.88rem}
@media print{body{font-size:10.5pt}main{max-width:none;padding:0}h2,h3{break-after:avoid}
tr,.meaning{break-inside:avoid}.wide{overflow:visible}}
"""

_PAGE = """<!doctype html>
<html lang="{{ report.lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{ report.title }}</title>
<style>{{ style }}</style>
</head>
<body>
<main>
<h1>{{ report.title }}</h1>
<p class="soft">{{ report.lead }}</p>
<section class="meaning">
<h2>{{ report.meaning_title }}</h2>
<p>{{ report.meaning|join(" ") }}</p>
</section>
<dl>
{%- for name, value in report.facts %}
<dt>{{ name }}</dt><dd>{{ value }}</dd>
{%- endfor %}
</dl>
{%- for section in report.sections if section.findings or section.empty %}
<section class="{{ section.id }}">
<h2>{{ section.title }}</h2>
{%- if section.findings %}
<div class="wide"><table>
<thead><tr>{% for head in section.heads %}<th scope="col">{{ head }}</th>{% endfor %}</tr></thead>
<tbody>
{%- for each in section.findings %}
<tr><td class="name">{{ each.name }}</td>
{%- if section.heads|length > 2 %}
<td class="how">{{ each.strength }}{% if each.bar %}
{% set at = scaled(each.bar) %}<svg width="{{ width }}" height="{{ height }}" role="img"
 aria-label="{{ each.strength }}">
<rect class="track" x="0" y="8" width="{{ width }}" height="6" rx="3"/>
{%- if at.least is not none %}
<line class="least" x1="{{ at.least }}" x2="{{ at.least }}" y1="2" y2="20"/>
{%- endif %}
<line class="reach" x1="{{ at.low }}" x2="{{ at.high }}" y1="11" y2="11"/>
<circle cx="{{ at.value }}" cy="11" r="5"/></svg>{% endif %}</td>
<td class="how floor">{{ each.least }}</td>
{%- endif %}
<td>{{ each.sentence }}</td></tr>
{%- endfor %}
</tbody></table></div>
{%- else %}
<p>{{ section.empty }}</p>
{%- endif %}
</section>
{%- endfor %}
{%- if report.tables %}
<h2>{{ report.tables_title }}</h2>
{%- endif %}
{%- for table in report.tables %}
<h3>{{ table.title }}</h3>
<div class="wide counts"><table>
<thead><tr>
{%- for head in table.heads %}
<th scope="col" class="{{ "n" if loop.index0 in table.numbers }}">{{ head }}</th>
{%- endfor %}</tr></thead>
<tbody>
{%- for row in table.rows %}
<tr>
{%- for cell in row %}<td class="{{ "n" if loop.index0 in table.numbers }}">{{ cell }}</td>
{%- endfor %}</tr>
{%- endfor %}
</tbody></table></div>
{%- endfor %}
{%- if report.notes %}
<h2>{{ report.notes_title }}</h2>
<ul>
{%- for note in report.notes %}
<li>{{ note }}</li>
{%- endfor %}
</ul>
{%- endif %}
<p class="foot">{{ report.foot }}</p>
</main>
</body>
</html>
"""


def html(report: Report) -> str:
    """Return the page; whatever stands in the data is shown, never obeyed."""
    return _template().render(report=report, width=WIDTH, height=HEIGHT, scaled=_scaled)


def write(path: Path, report: Report, *, overwrite: bool = False) -> None:
    """Write the page whole or not at all.

    Raises
    ------
    BadInput
        ``path`` exists and ``overwrite`` is not said, or it cannot be written.
    """
    with replacing(path, overwrite=overwrite) as draft:
        draft.write_text(html(report), encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment  # --help needs no templates

    return Environment(autoescape=True).from_string(_PAGE.replace("{{ style }}", _STYLE))


def _scaled(bar: Bar) -> dict[str, float | None]:
    """Return places on the drawing; what lies outside the scale is put on its end."""

    def place(value: float) -> float:
        share = (value - bar.start) / (1 - bar.start)
        return round(6 + min(max(share, 0.0), 1.0) * (WIDTH - 12), 1)

    return {
        "value": place(bar.value),
        "low": place(bar.low),
        "high": place(bar.high),
        "least": None if bar.least is None else place(bar.least),
    }
