"""Preset bodies that differ as much as people do.

Lengths are relative to the plain body. Their ranges are published: sitting height as a share of the height
and the length of the arm are within 2.4 standard deviations of ANSUR II (Gordon et al. 2014); the ratio of
shank to thigh is within a tenth of the mean, like crural indices of living people (Trinkaus 1981: 79 to 86
for the means of groups). The lengths from sole to crown add up to the height.
"""

from __future__ import annotations

from dataclasses import replace

from coach.kinematics.body import Body, Clothes


def _body(height_m: float, clothes: Clothes, **shares: float) -> Body:
    plain = Body()
    lengths = {name: getattr(plain, name) * share for name, share in shares.items()}
    return replace(plain, height_m=height_m, clothes=clothes, **lengths)


_TALL = _body(
    1.93,
    Clothes(
        skin=(62, 88, 132),
        shirt=(66, 160, 214),
        shorts=(96, 60, 40),
        shoes=(60, 60, 200),
    ),
    trunk=0.915,
    upper_arm=1.065,
    forearm=1.065,
    thigh=1.05,
    shank=1.05,
    half_shoulders=0.97,
    girth=0.93,
)
_SHORT = _body(
    1.57,
    Clothes(
        skin=(150, 185, 228),
        hair=(46, 84, 140),
        shirt=(120, 60, 170),
        shorts=(40, 38, 42),
        shoes=(190, 150, 120),
    ),
    trunk=1.08,
    neck=1.05,
    upper_arm=0.925,
    forearm=0.925,
    thigh=0.94,
    shank=0.94,
    half_shoulders=0.88,
    half_hips=1.12,
    girth=1.02,
)
_STOCKY = _body(
    1.70,
    Clothes(
        skin=(100, 134, 186),
        hair=(90, 96, 104),
        shirt=(60, 120, 60),
        shorts=(60, 70, 90),
        shoes=(50, 50, 54),
    ),
    trunk=1.06,
    upper_arm=0.96,
    forearm=0.94,
    thigh=1.01,
    shank=0.92,
    half_shoulders=1.08,
    half_hips=1.05,
    girth=1.20,
)
_FAINT = _body(
    1.66,
    Clothes(
        skin=(148, 180, 220),
        hair=(60, 96, 130),
        shirt=(240, 246, 250),
        shorts=(222, 229, 234),
        socks=(180, 186, 190),
        shoes=(170, 176, 182),
        sole=(140, 146, 150),
    ),
    trunk=1.02,
    thigh=0.95,
    shank=1.03,
    half_shoulders=0.92,
    half_hips=1.08,
    girth=0.95,
)
BODIES: dict[str, Body] = {
    "plain": Body(),
    "tall": replace(_TALL, hair="bald"),
    "short": replace(_SHORT, hair="long", bust=0.014),
    "stocky": _STOCKY,
    "faint": replace(_FAINT, hair="long", bust=0.012),
}
"""Bodies by name; the clothes of 'faint' hardly differ from the wall."""
