"""Proportions and clothes of a body."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Colour = tuple[int, int, int]


def toned(colour: Colour, tone: float) -> Colour:
    """A colour, brighter or darker."""
    blue, green, red = (min(255, round(part * tone)) for part in colour)
    return blue, green, red


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 (black) to 1 (white), as in WCAG 2.2."""
    shares = [part / 255 for part in colour]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.0722 * linear[0] + 0.7152 * linear[1] + 0.2126 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of two colours, 1 (none) to 21, as in WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True, slots=True)
class Clothes:
    """Colours of a body and its clothes, each blue, green, red from 0 to 255."""

    skin: Colour = (128, 165, 214)
    hair: Colour = (28, 38, 52)
    shirt: Colour = (150, 72, 42)
    shorts: Colour = (72, 66, 64)
    socks: Colour = (214, 218, 222)
    shoes: Colour = (200, 204, 210)
    sole: Colour = (70, 70, 74)


@dataclass(frozen=True, slots=True)
class Body:
    """Lengths between joint centres as shares of the height.

    The shares of limbs, foot and the heights of hip, shoulder and eye are those of Drillis and Contini
    (1966) as tabulated by Winter, Biomechanics and Motor Control of Human Movement, figure 4.1. The two
    breadths are his too, less the flesh outside the joint centre.

    Attributes:
        height_m: Standing height in metres.
        trunk: Hip joint to shoulder joint (0.818 - 0.530).
        neck: Shoulder joint to the level of the eyes (0.936 - 0.818).
        half_shoulders: Half the distance of the shoulder joints (0.129 less half an upper arm).
        half_hips: Half the distance of the hip joints (0.0955 less the outer thigh).
        upper_arm: Shoulder to elbow.
        forearm: Elbow to wrist.
        hand: Wrist to finger tip.
        thigh: Hip to knee.
        shank: Knee to ankle.
        ankle: Ankle joint above the sole.
        foot: Heel to toe.
        girth: Scale of the body's girths; 1 is slender and fit.
        bust: Depth of the bust, as a share of the height.
        hair: Style of the hair.
        clothes: Clothes.
    """

    height_m: float = 1.75
    trunk: float = 0.288
    neck: float = 0.118
    half_shoulders: float = 0.102
    half_hips: float = 0.056
    upper_arm: float = 0.186
    forearm: float = 0.146
    hand: float = 0.108
    thigh: float = 0.245
    shank: float = 0.246
    ankle: float = 0.039
    foot: float = 0.152
    girth: float = 1.0
    bust: float = 0.0
    hair: Literal["short", "long", "bald"] = "short"
    clothes: Clothes = field(default_factory=Clothes)
