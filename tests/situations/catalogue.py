"""The situations: what each stands for, its recipe, and the expected result."""

from __future__ import annotations

from tests.situations import recipes as made
from tests.situations.situation import Expected, Situation

_TURNED = {90: "transpose=clock", 180: "hflip,vflip", 270: "transpose=cclock"}
"""Filters that rotate a picture clockwise."""

_ALIKE = Expected(alike=True)


def _sar(name: str, share: float, words: str) -> Situation:
    recipe = made.filtered(f"scale=iw/({share}):ih,scale=trunc(iw/2)*2:trunc(ih/2)*2,setsar={words}")
    return Situation(
        f"pixels {name}",
        "anamorphic films: non-square pixels that a player corrects",
        recipe,
        _ALIKE,
        quick=name == "1:2",
    )


def _turned(degrees: int) -> list[Situation]:
    """Rotated pictures: with a tag, with an option, and with neither."""
    words = _TURNED[degrees]
    back = 360 - degrees
    tags = ("-display_rotation:v:0", str(degrees))
    return [
        Situation(
            f"rotated {degrees}, with a tag",
            "a phone held differently: the display matrix rotates it back",
            made.tagged(words, *tags),
            _ALIKE,
            quick=degrees == 180,
        ),
        Situation(
            f"rotated {degrees}, with --rotate",
            "a network camera mounted the wrong way round",
            made.filtered(words),
            _ALIKE,
            typed=("--rotate", str(back)),
        ),
        Situation(
            f"rotated {degrees}, without a tag",
            "a film rotated by an editor",
            made.filtered(words),
            Expected(problems=("turned",), alike=True),
        ),
    ]


def _small(name: str, share: float, expected: Expected, **place: float) -> Situation:
    return Situation(f"body {name}", "a person far away", made.smaller(share, **place), expected)


_SMALL = Expected(problems=("small",), instead=True)

GEOMETRY = [
    Situation("plain", "the unchanged film", made.filtered("null"), quick=True),
    _sar("16:9", 16 / 9, "16/9"),
    _sar("1:2", 1 / 2, "1/2"),
    _sar("2:1", 2, "2/1"),
    _sar("9:5", 9 / 5, "9/5"),
    _sar("3:8", 3 / 8, "3/8"),
    *(each for degrees in _TURNED for each in _turned(degrees)),
    Situation(
        "mirrored, with a tag",
        "a selfie: the display matrix mirrors it",
        made.tagged("null", "-display_hflip:v:0"),
        _ALIKE,
        quick=True,
    ),
    Situation(
        "mirrored vertically, with a tag",
        "a display matrix that swaps top and bottom",
        made.tagged("vflip", "-display_vflip:v:0"),
        _ALIKE,
    ),
    Situation("mirrored, without a tag", "a selfie saved as displayed", made.filtered("hflip"), _ALIKE),
    Situation(
        "mirrored, with --mirror",
        "a webcam program that mirrors",
        made.filtered("hflip"),
        _ALIKE,
        typed=("--mirror",),
    ),
    Situation("half the size", "a small film", made.filtered("scale=trunc(iw/4)*2:trunc(ih/4)*2"), _ALIKE),
    Situation("double the size", "a large film", made.filtered("scale=iw*2:ih*2"), _ALIKE),
    Situation("4K", "a phone's best quality", made.filtered("scale=-2:2160"), _ALIKE),
    Situation(
        "letterbox",
        "bars above and below",
        made.filtered("pad=iw:trunc(ih*1.6/2)*2:0:(oh-ih)/2"),
        _ALIKE,
    ),
    Situation(
        "portrait in landscape, sides blurred",
        "a phone's film on television",
        made.filtered(
            "split[a][b];[a]scale=iw*3:ih*3,crop=iw/1:ih/3,gblur=20[bg];[b]null[fg];[bg][fg]overlay=(W-w)/2:0,"
            "scale=trunc(iw/2)*2:trunc(ih/2)*2"
        ),
    ),
    Situation(
        "portrait",
        "a phone held upright",
        made.filtered("pad=iw:trunc(iw*16/9/2)*2:0:(oh-ih)/2:0x9a9a94"),
        _ALIKE,
    ),
    Situation(
        "stretched to 0.6, without a tag",
        "a picture stretched by an editor",
        made.filtered("scale=trunc(iw*0.3)*2:ih"),
        Expected(problems=("stretched",), instead=True),
    ),
    Situation(
        "stretched to 2, without a tag",
        "a picture stretched by an editor",
        made.filtered("scale=iw*2:ih"),
        Expected(problems=("stretched",), instead=True),
    ),
    _small("1/2", 1 / 2, Expected()),
    _small("1/3", 1 / 3, Expected()),
    _small("1/4", 1 / 4, Expected()),
    _small("1/6", 1 / 6, _SMALL),
    _small("1/4 in a corner", 1 / 4, Expected(), across=0.95, down=0.9),
    _small("1/10", 1 / 10, Expected(problems=("small", "nobody"), instead=True)),
]

LIGHT = [
    Situation(
        "dark",
        "a badly lit room",
        made.filtered("lutyuv=y=16+(val-16)*0.15"),
        Expected(problems=("dark",), instead=True),
    ),
    Situation(
        "almost black",
        "a room without light",
        made.filtered("lutyuv=y=16+(val-16)*0.03"),
        Expected(problems=("dark",), instead=True),
    ),
    Situation(
        "backlit",
        "a person in front of a window",
        made.filtered("curves=all='0/0 0.55/0.08 0.7/0.3 0.8/1 1/1'"),
        Expected(problems=("dark",), instead=True),
    ),
    Situation("grey", "a film without colours", made.filtered("hue=s=0"), _ALIKE),
    Situation("noisy", "a webcam in the evening", made.filtered("noise=alls=30:allf=t")),
    Situation(
        "blurred",
        "a lens out of focus",
        made.filtered("gblur=sigma=4"),
        Expected(problems=("blurred",), instead=True),
    ),
    Situation(
        "badly blurred",
        "a greasy lens",
        made.filtered("gblur=sigma=14"),
        Expected(problems=("blurred",), instead=True),
    ),
    Situation("re-encoded", "sent by a messenger", made.filtered("null", "-crf", "38"), _ALIKE),
]

CUT_OFF = [
    Situation(
        "shins cut",
        "the camera is too near",
        made.cut_below(0.35),
        Expected(problems=("cut off",)),
    ),
    Situation("feet cut", "the camera is too near", made.cut_below(0.8), Expected(problems=("cut off",))),
    Situation(
        "legs cut",
        "a laptop on a desk",
        made.cut_below(-0.1),
        Expected(None, problems=("cut off",)),
        exercises=("squat", "lunge", "jumping-jack"),
    ),
    Situation(
        "head cut", "the camera looks down", made.cut_above, exercises=("squat", "lunge", "biceps-curl")
    ),
]

PEOPLE = [
    Situation(
        "bystander large in front",
        "a person in a gym who stands in front of the camera",
        made.beside("scale=iw*1.7:ih*1.7,crop=iw/2:<h>:iw/4:0"),
        Expected(problems=("several people",)),
    ),
    Situation(
        "bystander beside",
        "two people, one of them watching",
        made.beside("null"),
        Expected(problems=("several people",)),
    ),
    Situation(
        "passer-by",
        "a person walks to and fro next to the lifter",
        made.with_walker,
        Expected(problems=("several people",)),
    ),
    Situation(
        "grid of four", "a class, or a split screen", made.grid, Expected(problems=("several people",))
    ),
    Situation(
        "another person continues",
        "partners who take turns",
        made.with_second,
        # One after the other at one place, by a cut, as an editor joins films: both may count.
        Expected(2, problems=("another person",), instead=True),
        exercises=("squat",),
    ),
    Situation(
        "empty room", "no one in front of the camera", made.empty_room, Expected(0, problems=("nobody",))
    ),
    Situation("black", "a covered camera", made.black, Expected(0, problems=("dark", "nobody"))),
]

TIME = [
    Situation(
        "four times slower, without a tag",
        "slow motion baked in",
        made.slow,
        Expected(problems=("slow motion",)),
        exercises=("squat",),
    ),
    Situation(
        "four times slower, with --speed",
        "slow motion baked in",
        made.slow,
        Expected(lasts=True),
        typed=("--speed", "0.25"),
        exercises=("squat",),
    ),
    Situation(
        "eight times slower, with Android's tag",
        "com.android.capture.fps",
        made.slow_and_tagged(8, 240, "com.android.capture.fps"),
        Expected(problems=("slow motion",), lasts=True),
        exercises=("squat",),
    ),
    Situation(
        "time stamps jump by 2 h",
        "joined streams",
        made.filtered("setpts=PTS+gte(N\\,<half>)*7200/TB", "-video_track_timescale", "15360"),
        Expected(trouble="time stamps"),
    ),
    Situation("starts at 5 s", "a part cut out of a stream", made.tagged("null", "-itsoffset", "5"), _ALIKE),
    Situation("10 frames per second", "a slow webcam", made.filtered("fps=10")),
    Situation(
        "5 frames per second",
        "a surveillance camera",
        made.filtered("fps=5"),
        Expected(None, problems=("few frames",)),
    ),
    Situation("60 frames per second", "a sports camera", made.filtered("fps=60"), _ALIKE),
    Situation(
        "variable frame rate",
        "a phone: frames arrive when they are ready",
        made.filtered("select='mod(n\\,5)*mod(n\\,7)'"),
    ),
    Situation("starts within a rep", "a film cut too short", made.begun_within, Expected(fewer=1)),
    Situation("cut with a title card", "an edited film", made.cut_between, Expected(2)),
    Situation(
        "camera moved",
        "a person bumps into the camera",
        made.filtered("crop=iw*0.8:ih:(iw-ow)*gte(n\\,<half>):0,scale=trunc(iw/2)*2:trunc(ih/2)*2"),
        Expected(problems=("camera moved",)),
    ),
    Situation(
        "hand-held camera",
        "another person films",
        made.filtered("crop=iw*0.94:ih*0.94:(iw-ow)/2*(1+sin(t*3)):(ih-oh)/2*(1+sin(t*4)),scale=<w>:<h>"),
    ),
]

FORMATS = [
    Situation(
        "10 bits HEVC",
        "a phone's HDR film",
        made.filtered(
            "null",
            "-c:v",
            "libx265",
            "-pix_fmt",
            "yuv420p10le",
            "-tag:v",
            "hvc1",
            "-x265-params",
            "log-level=none",
        ),
    ),
    Situation(
        "WebM", "a browser's recording", made.filtered("null", "-c:v", "libvpx", "-b:v", "1M"), ending=".webm"
    ),
    Situation("AVI", "an old camera", made.filtered("null", "-c:v", "mpeg4", "-q:v", "4"), ending=".avi"),
]

SITUATIONS = [*GEOMETRY, *LIGHT, *CUT_OFF, *PEOPLE, *TIME, *FORMATS]
