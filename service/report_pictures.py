"""The report's bars as a picture: one SVG file that stands for itself, with its words in it and for a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

ROW, BAR, LEFT, WIDTH, SCALE = 44, 26, 260, 760, 4.2  # pixels; SCALE: of one per cent
INK, FILL, LINE = "#1d1d1b", "#1d70b8", "#b1b4b6"


def bars(title: str, rows: Sequence[tuple[str, int]]) -> str:
    """A horizontal bar for each (label, per cent)."""
    height = 64 + ROW * len(rows)
    said = "; ".join(f"{label}: {share} per cent" for label, share in rows)
    drawn = "".join(_bar(label, share, 56 + ROW * at) for at, (label, share) in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d" '
        f'font-family="Arial, sans-serif" font-size="17" fill="{INK}">'
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(said)}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
        f'<text x="16" y="32" font-weight="bold" font-size="20">{escape(title)}</text>'
        f'<line x1="{LEFT}" y1="50" x2="{LEFT}" y2="{height - 8}" stroke="{LINE}"/>{drawn}</svg>\n'
    )


def _bar(label: str, share: int, top: int) -> str:
    middle = top + BAR / 2 + 6
    return (
        f'<text x="{LEFT - 12}" y="{middle}" text-anchor="end">{escape(label)}</text>'
        f'<rect x="{LEFT}" y="{top}" width="{share * SCALE:.1f}" height="{BAR}" fill="{FILL}"/>'
        f'<text x="{LEFT + share * SCALE + 10:.1f}" y="{middle}" font-weight="bold">{share} %</text>'
    )
