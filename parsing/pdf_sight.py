"""What a page shows: whether there is ink where the file says that words stand.

White, covered, clipped, switched-off and invisible words all come to the same: nobody sees them, so they answer nothing (R029).
Each page is drawn once, small, and looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import pypdfium2  # type: ignore[import-untyped]  # it ships no types; this is its door
from PIL import Image

Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom in points from the shown page's top left corner

SCALE = 1.5  # pixels a point: a stroke of small print still leaves its grey
LARGEST = 2_500  # pixels; a page beyond that is drawn smaller
CLOSE = 4.0  # pixels a point, to look into a tick box
CLOSEST = 5_000  # pixels
CONTRAST = 28  # of 255; lighter print than that nobody reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """What stands out from the ground of a small place on the page."""

    contrast: int  # how far the darkest and the lightest differ, of 255
    ground: int  # the grey that most of it has, 0 being black
    box: Box  # what stands out, from edge to edge


class Sight:
    """The drawn pages of one file. A page that cannot be drawn shows everything: then nothing is hidden by guess."""

    def __init__(self, data: bytes, password: str = "") -> None:
        self._scale = 1.0
        self._picture: Image.Image | None = None
        self._page = 0
        self._close: Image.Image | None = None
        self._close_scale = CLOSE
        self._file: pypdfium2.PdfDocument | None
        try:
            self._file = pypdfium2.PdfDocument(data, password=password or None)
        except pypdfium2.PdfiumError:
            self._file = None

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def turn_to(self, page: int) -> None:
        """Look at this page from now on, counted from 1."""
        self._page, self._close = page, None
        self._picture, self._scale = self._drawn(SCALE, LARGEST)

    def _drawn(self, scale: float, largest: int) -> tuple[Image.Image | None, float]:
        """The page as a picture, and its pixels a point."""
        if self._file is None or self._page > len(self._file):
            return None, 1.0
        try:
            leaf = self._file[self._page - 1]
            scale = min(scale, largest / max(*leaf.get_size(), 1.0))
            picture = leaf.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=False).to_pil()
            leaf.close()
        except pypdfium2.PdfiumError:
            return None, 1.0
        return picture, scale

    def shows(self, box: Box) -> bool:
        """Whether anything stands out in a box."""
        darkest, lightest = self.ink(box)
        return lightest - darkest >= CONTRAST

    def ink(self, box: Box) -> tuple[int, int]:
        """The darkest and the lightest grey in a box, 0 being black."""
        if self._picture is None:
            return 0, 255
        left, top, right, bottom = (part * self._scale for part in box)
        width, height = self._picture.size
        corners = (max(0, int(left)), max(0, int(top)), min(width, int(right) + 1), min(height, int(bottom) + 1))
        if corners[0] >= corners[2] or corners[1] >= corners[3]:
            return 255, 255
        low, high = self._picture.crop(corners).getextrema()
        return int(low), int(high)  # type: ignore[arg-type]  # of a grey picture: one pair, not one a colour

    def closely(self, box: Box) -> Ink | None:
        """What a small place shows, looked at closely; None where that cannot be told."""
        if self._close is None:
            self._close, self._close_scale = self._drawn(CLOSE, CLOSEST)
        if self._close is None:
            return None
        width, height = self._close.size
        left, top, right, bottom = (round(part * self._close_scale) for part in box)
        corners = (max(0, left), max(0, top), min(width, right), min(height, bottom))
        if corners[2] - corners[0] < 2 or corners[3] - corners[1] < 2:
            return None
        place = self._close.crop(corners)
        low, high = place.getextrema()
        counts = place.histogram()
        ground = max(range(256), key=lambda grey: counts[grey])
        far = max(1, (int(high) - int(low)) // 3)  # type: ignore[arg-type]  # of a grey picture: one pair, not one a colour
        mark = place.point(lambda grey: 255 if abs(grey - ground) >= far else 0).getbbox() or (0, 0, 0, 0)
        shown = tuple((corners[at % 2] + part) / self._close_scale for at, part in enumerate(mark))
        return Ink(contrast=int(high) - int(low), ground=ground, box=shown)  # type: ignore[arg-type]  # the same; and four parts
