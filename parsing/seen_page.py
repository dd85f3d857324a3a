"""A picture of a page made fit to be read: straight, white, its rules and boxes found and taken away (forms.md §2.2 item 9).

Only Pillow is here; what it cannot do in one sweep over the picture is not done at all, for the sake of time.
"""

from __future__ import annotations

import io
import math
import re
import struct
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

MAX_PIXELS = 60_000_000
MAX_PAGES = 20
MAX_EDGES = 10_000  # strokes as long as a box is wide; a page of a form has hundreds
LONG_SIDE = 842.0  # points of an A4 page, taken for the size of whatever does not say its own
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
_FEWEST, _MOST = 2_339, 2_800  # pixels on the long side that are read best

Picture: TypeAlias = Image.Image  # Pillow's own type goes no further than parsing/scan.py

_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    OverflowError,
    AttributeError,
    struct.error,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A drawn line, level or upright, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A small drawn square. `ticked` is None where its inside is neither empty nor clearly marked."""

    left: int
    top: int
    right: int
    bottom: int
    ticked: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPage:
    """A page as it is read. Places in it are pixels; `place` says where they are on the page as it came."""

    words_only: Picture  # rules and boxes taken away
    ink: Picture  # 0 where there is ink, else 255
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    boxes: tuple[Box, ...]
    pixels_a_point: float
    turned: int  # quarters, counter-clockwise
    tilt: float  # degrees, counter-clockwise, after the turning
    crowded: bool = False  # too full of strokes for every box to be looked for

    def png(self) -> bytes:
        made = io.BytesIO()
        self.words_only.save(made, "PNG", compress_level=1)
        return made.getvalue()

    def place(self, left: int, top: int, right: int, bottom: int) -> tuple[int, ...]:
        """In points from the top left corner of the page as it came."""
        corners = [self._came_from(x, y) for x in (left, right) for y in (top, bottom)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        ends = (min(across), min(down), max(across), max(down))
        return tuple(max(0, round(each / self.pixels_a_point)) for each in ends)

    def _came_from(self, x: float, y: float) -> tuple[float, float]:
        wide, high = self.words_only.size
        turn = -math.radians(self.tilt)
        x, y = x - wide / 2, y - high / 2
        x, y = math.cos(turn) * x + math.sin(turn) * y + wide / 2, -math.sin(turn) * x + math.cos(turn) * y + high / 2
        match self.turned % 4:
            case 1:
                return high - y, x
            case 2:
                return wide - x, high - y
            case 3:
                return y, wide - x
            case _:
                return x, y

    def is_struck(self, left: int, top: int, right: int, bottom: int) -> bool:
        """Whether one stroke goes through a word's middle from end to end."""
        high = bottom - top
        band = self.ink.crop((left, top + int(0.35 * high), right, top + int(0.7 * high) + 1))
        wide = max(1, band.width)
        stroke = re.compile(rb"\x00{%d,}" % max(8, int(0.92 * wide)))
        rows = _rows(band)
        return band.width > 1.2 * high * 0.8 and any(stroke.search(row) for row in rows)


# ------------------------------------------------------------------------------------------------ opening


def is_picture(data: bytes) -> bool:
    starts = (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*")
    return data.startswith(starts) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP") or data[4:8] == b"ftyp"


def page_of(data: bytes, at: int = 0) -> Picture | None:
    """A page of a picture file in shades of grey, the way up that the camera noted; None if it does not open."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of what is measured here anyway
            with Image.open(io.BytesIO(data), formats=_FORMATS) as file:
                file.seek(at)
                return None if file.width * file.height > MAX_PIXELS else _grey(ImageOps.exif_transpose(file))
    except (*_DAMAGE, Image.DecompressionBombError):
        return None


def count_of_pages(data: bytes) -> int:
    """How many pages a picture file has, counted no further than one beyond the limit; 0 if it does not open."""
    count = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as file:
                while count <= MAX_PAGES:
                    file.seek(count)
                    count += 1
                    if file.format != "TIFF":
                        break
    except (*_DAMAGE, Image.DecompressionBombError):
        return count
    return count


def _grey(picture: Picture) -> Picture:
    if picture.mode.startswith(("I", "F")):
        _, high = picture.getextrema()
        top = float(high if isinstance(high, (int, float)) else 255)
        return picture.point(lambda value: value * (255.0 / max(1.0, top))).convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        ground = Image.new("RGBA", whole.size, "white")
        ground.alpha_composite(whole)
        return ground.convert("L")
    return picture.convert("L")


# ------------------------------------------------------------------------------------------------ straightening


def made_readable(picture: Picture, *, turned: int = 0, points_long: float = LONG_SIDE) -> SeenPage:
    """A page turned by quarters, straightened, its ground made white, its rules and boxes found."""
    sized = _sized(picture)
    if turned % 4:
        sized = sized.transpose(
            (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)[turned % 4 - 1]
        )
    white = _whitened(sized)
    tilt = _tilt(white)
    if tilt:
        white = white.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)
    scale = max(white.size) / points_long
    ink = white.point(lambda value: 0 if value < 165 else 255)
    thick = ink.filter(ImageFilter.MinFilter(3))
    level = _level_rules(thick, int(30 * scale), scale)
    upright = tuple(
        Rule(left=each.top, top=each.left, right=each.bottom, bottom=each.right)
        for each in _level_rules(thick.transpose(Image.Transpose.TRANSPOSE), int(15 * scale), scale)
    )
    edges = _edges(thick, scale)
    boxes = tuple(_boxes(ink, thick, edges[:MAX_EDGES]))
    return SeenPage(
        words_only=_without(white, (*level, *upright), boxes),
        ink=ink,
        level=level,
        upright=upright,
        boxes=boxes,
        pixels_a_point=scale,
        turned=turned,
        tilt=tilt,
        crowded=len(edges) > MAX_EDGES,
    )


def _sized(picture: Picture) -> Picture:
    long = max(picture.size)
    factor = _FEWEST / long if long < _FEWEST else _MOST / long if long > _MOST else 1.0
    if factor == 1.0:
        return picture
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _whitened(picture: Picture) -> Picture:
    """Without its ground: shadows, grey cells and paper become white."""
    small = picture.resize((max(1, picture.width // 8), max(1, picture.height // 8)), Image.Resampling.BOX)
    ground = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MedianFilter(5)).filter(ImageFilter.BoxBlur(3))
    away = ImageChops.subtract(ground.resize(picture.size, Image.Resampling.BILINEAR), picture)
    return ImageOps.autocontrast(ImageChops.invert(away), cutoff=(0.2, 0))


def _tilt(white: Picture) -> float:
    """By how many degrees to turn the page so that its lines run level."""
    small = white.resize((700, max(1, round(white.height * 700 / white.width))), Image.Resampling.BOX)
    coarse = max((each / 2 for each in range(-10, 11)), key=lambda angle: (_levelness(small, angle), -abs(angle)))
    fine = max((coarse + each / 10 for each in range(-4, 5)), key=lambda angle: (_levelness(small, angle), -abs(angle)))
    return 0.0 if abs(fine) < 0.1 else fine


def _levelness(small: Picture, angle: float) -> int:
    turned = small.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255) if angle else small
    sums = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(sums))


# ------------------------------------------------------------------------------------------------ rules


def _rows(picture: Picture) -> list[bytes]:
    data, wide = picture.tobytes(), picture.width
    return [data[at : at + wide] for at in range(0, len(data), wide)]


def _level_rules(thick: Picture, shortest: int, scale: float) -> tuple[Rule, ...]:
    """Long runs of ink, those of neighbouring rows as one rule; what is too thick is a patch, not a rule."""
    run = re.compile(rb"\x00{%d,}" % shortest)
    open_rules: list[list[int]] = []
    done: list[list[int]] = []
    for down, row in enumerate(_rows(thick)):
        for found in run.finditer(row):
            _grow(open_rules, found.start(), found.end(), down)
        done += [each for each in open_rules if each[3] < down - 2]
        open_rules = [each for each in open_rules if each[3] >= down - 2]
    rules = (*done, *open_rules)
    return tuple(
        Rule(left=left, top=top, right=right, bottom=bottom) for left, top, right, bottom in rules if bottom - top < 5 * scale
    )


def _grow(rules: list[list[int]], left: int, right: int, down: int) -> None:
    for rule in rules:
        if left <= rule[2] + 3 and right >= rule[0] - 3:
            rule[0], rule[2], rule[3] = min(rule[0], left), max(rule[2], right), down
            return
    rules.append([left, down, right, down])


# ------------------------------------------------------------------------------------------------ boxes


def _edges(thick: Picture, scale: float) -> list[tuple[int, int, int]]:
    """Runs of ink as long as the side of a box: (row, left, right)."""
    smallest, largest = int(6.2 * scale), int(18 * scale)
    run = re.compile(rb"\x00{%d,}" % smallest)
    edges: list[tuple[int, int, int]] = []
    for down, row in enumerate(_rows(thick)):
        edges += [(down, each.start(), each.end()) for each in run.finditer(row) if each.end() - each.start() <= largest]
    return edges


def _boxes(ink: Picture, thick: Picture, edges: Sequence[tuple[int, int, int]]) -> Iterator[Box]:
    """Small squares drawn with four sides of about one length."""
    taken: list[Box] = []
    for edge, left, right in edges:
        if any(each.left - 3 <= left <= each.right and each.top - 3 <= edge <= each.bottom + 3 for each in taken[-40:]):
            continue
        for top, bottom in _heights(thick, edge, left, right):
            if _has_sides(thick, left, top, right, bottom) and _stands_alone(ink, left, top, right, bottom):
                box = Box(left=left, top=top, right=right, bottom=bottom, ticked=_is_marked(ink, left, top, right, bottom))
                taken.append(box)
                yield box
                break


def _heights(thick: Picture, edge: int, left: int, right: int) -> Iterator[tuple[int, int]]:
    """Where the opposite side may be, about as far as the edge is long: below it, else above."""
    side = right - left
    near, far = round(0.85 * side), round(1.25 * side)
    strip = thick.crop((left + 2, edge - far, right - 2, edge + far + 1)).resize((1, 2 * far + 1), Image.Resampling.BOX).tobytes()
    below = [away for away in range(far, near - 1, -1) if strip[far + away] < 13]
    above = [away for away in range(near, far + 1) if strip[far - away] < 13]
    if below:
        yield edge, edge + below[0]
    if above:
        yield edge - above[0], edge


def _has_sides(thick: Picture, left: int, top: int, right: int, bottom: int) -> bool:
    """Whether the sides are straight and meet in corners: an O, a D or a B does not."""
    square = thick.crop((left, top, right, bottom + 1))
    columns = square.resize((square.width, 1), Image.Resampling.BOX).tobytes()
    edge, corner = max(3, square.width // 7), max(3, square.width // 12)
    if min(columns[:edge]) > 25 or min(columns[-edge:]) > 25:
        return False
    if _stroke(square) > max(4, square.width * 0.2):
        return False  # the stem of a bold letter
    far, low = square.width - corner, square.height - corner
    corners = (square.crop((x, y, x + corner, y + corner)) for x in (0, far) for y in (0, low))
    return all(each.resize((1, 1), Image.Resampling.BOX).tobytes()[0] < 60 for each in corners)


def _stroke(square: Picture) -> int:
    """How thick its left side is, at its thinnest of three places."""
    rows = _rows(square)
    places = (rows[round(len(rows) * share)] for share in (0.3, 0.4, 0.65))
    return min(len(row) - len(row.lstrip(b"\x00")) for row in places)


def _stands_alone(ink: Picture, left: int, top: int, right: int, bottom: int) -> bool:
    """Whether there is paper on both sides of it: letters have neighbours, and bows that go on past their straight strokes."""
    side = right - left
    gap = max(4, round(side * 0.22))
    high, low = top + side // 6, bottom - side // 6  # a box may touch the rule above or below it
    strips = ((left - gap - 2, high, left - 2, low), (right + side // 8 + 2, high, right + side // 8 + 2 + gap, low))
    return all(ink.crop(each).resize((1, 1), Image.Resampling.BOX).tobytes()[0] > 240 for each in strips)


def _is_marked(ink: Picture, left: int, top: int, right: int, bottom: int) -> bool | None:
    """By how much ink is inside, well away from the sides."""
    edge = max(3, round((right - left) * 0.22))
    inside = ink.crop((left + edge, top + edge, right - edge, bottom + 1 - edge))
    if inside.width < 3 or inside.height < 3:
        return None
    share = 1 - inside.resize((1, 1), Image.Resampling.BOX).tobytes()[0] / 255
    if share < 0.04:
        return False
    return True if share >= 0.12 else None


def _without(white: Picture, rules: Sequence[Rule], boxes: Sequence[Box]) -> Picture:
    """The page without what is not words."""
    cleared = white.copy()
    pen = ImageDraw.Draw(cleared)
    for each in rules:
        pen.rectangle((each.left - 2, each.top - 1, each.right + 2, each.bottom + 1), fill=255)
    for box in boxes:
        pen.rectangle((box.left - 2, box.top - 2, box.right + 2, box.bottom + 2), fill=255)
    return cleared
