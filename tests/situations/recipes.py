"""How films are shown otherwise: FFmpeg's words for it."""

from __future__ import annotations

from tests.situations.situation import Base, Others, Recipe, Steps

ENCODE = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-an"]
_EVEN = "scale=trunc(iw/2)*2:trunc(ih/2)*2"
_MOST_HEIGHT = 1080
"""A picture that is padded is no higher than this in the end, as a phone's would be."""
_RAW = ["-fps_mode", "passthrough"]


def filtered(words: str, *more: str) -> Recipe:
    """The film through a chain of filters; ``{...}`` in it are the base's facts."""

    def steps(base: Base, others: Others) -> Steps:
        return [_shown(_told(words, base), *more)]

    return steps


def tagged(words: str, *tags: str) -> Recipe:
    """The film through filters, and then with tags that have to be read for it to be shown rightly."""

    def steps(base: Base, others: Others) -> Steps:
        return [_shown(_told(words, base)), [*tags, "-i", "{in}", "-c", "copy", "{out}"]]

    return steps


def smaller(share: float, across: float = 0.5, down: float = 0.5) -> Recipe:
    """The body as a share of the picture's height, with grey all round it."""

    def steps(base: Base, others: Others) -> Steps:
        by = share / base.tall
        if by > 1:
            return [_shown(_cropped(base, by))]
        across_px, down_px = (round(side / by) for side in base.size)
        fit = min(1.0, _MOST_HEIGHT / down_px)
        room = f"pad={across_px}:{down_px}:(ow-iw)*{across}:(oh-ih)*{down}:color=0x9a9a94"
        return [_shown(f"{room},scale=iw*{fit:.4f}:ih*{fit:.4f},{_EVEN}")]

    return steps


def _cropped(base: Base, by: float) -> str:
    width, height = base.size
    middle = (base.top + base.bottom) / 2
    top = min(max(middle - 0.5 / by, 0.0), 1 - 1 / by)
    return f"crop=iw/{by:.4f}:ih/{by:.4f}:(iw-ow)/2:ih*{top:.4f},scale={width}:{height},{_EVEN}"


def cut_below(share: float) -> Recipe:
    """The picture ends between the knees and the feet: this share of the shins is left."""

    def steps(base: Base, others: Others) -> Steps:
        kept = base.knees + share * (base.bottom - base.knees)
        return [_shown(f"crop=iw:ih*{min(kept, 1.0):.4f}:0:0,{_EVEN}")]

    return steps


def cut_above(base: Base, others: Others) -> Steps:
    """The picture begins at the neck."""
    top = base.shoulders - 0.15 * (base.shoulders - base.top)
    return [_shown(f"crop=iw:ih*{1 - top:.4f}:0:ih*{top:.4f},{_EVEN}")]


def beside(still: str, own: str = "") -> Recipe:
    """The lifter with somebody beside who stands still, the picture of whom went through other filters."""

    def steps(base: Base, others: Others) -> Steps:
        graph = (
            f"[0:v]{own or 'null'},setsar=1[a];[0:v]trim=end_frame=1,loop=-1:1,setpts=N/{base.rate:.5f}/TB,"
            f"{_told(still, base)},setsar=1[b];[a][b]hstack=shortest=1,{_EVEN}"
        )
        return [["-i", "{base}", "-filter_complex", graph, *ENCODE, "{out}"]]

    return steps


def with_walker(base: Base, others: Others) -> Steps:
    """The lifter with somebody beside who walks to and fro."""
    graph = f"[1:v]scale=-2:{base.size[1]},setsar=1[b];[0:v]setsar=1[a];[a][b]hstack=shortest=1,{_EVEN}"
    films = ["-i", "{base}", "-stream_loop", "-1", "-i", str(others.walker)]
    return [[*films, "-filter_complex", graph, *ENCODE, "{out}"]]


def with_second(base: Base, others: Others) -> Steps:
    """Somebody else goes on with the exercise after the first has left."""
    return [_joined(str(base.path), str(others.second.path), base)]


def grid(base: Base, others: Others) -> Steps:
    """Four of the same, each a second behind the one before."""
    delayed = ";".join(
        f"[0:v]tpad=start_duration={second / 3:.2f}:start_mode=clone,scale=iw/2:-2,setsar=1[v{second}]"
        for second in range(4)
    )
    rows = "[v0][v1]hstack=shortest=1[x];[v2][v3]hstack=shortest=1[y]"
    graph = f"{delayed};{rows};[x][y]vstack=shortest=1,{_EVEN}"
    return [["-i", "{base}", "-filter_complex", graph, *ENCODE, "{out}"]]


def cut_between(base: Base, others: Others) -> Steps:
    """The set, a title card of three seconds, and the set again."""
    return [_joined(str(base.path), str(base.path), base, card_s=3.0)]


def nobody(base: Base, others: Others) -> Steps:
    """The room with nobody in it."""
    return [["-i", str(others.empty), *ENCODE, "{out}"]]


def black(base: Base, others: Others) -> Steps:
    """A camera with its lid on."""
    return [_shown("drawbox=t=fill:color=black")]


def slow(base: Base, others: Others) -> Steps:
    """Four times slower than life, with nothing that says so."""
    return [["-i", str(others.slow.path), *ENCODE, "{out}"]]


def slow_and_tagged(times: int, rate: int, tag: str) -> Recipe:
    """Slower than life, with the tag in which a phone says at which rate it filmed."""

    def steps(base: Base, others: Others) -> Steps:
        slowed = ["-i", str(others.slow.path), "-vf", f"setpts={times / 4}*PTS,fps=30", *ENCODE, "{out}"]
        tags = ["-metadata", f"{tag}={rate}", "-movflags", "use_metadata_tags"]
        return [slowed, ["-i", "{in}", "-c", "copy", *tags, "{out}"]]

    return steps


def begun_within(base: Base, others: Others) -> Steps:
    """It begins at the turning point of the first repetition."""
    return [["-ss", f"{base.turns_s[0]:.3f}", "-i", "{base}", *ENCODE, "{out}"]]


def _joined(first: str, then: str, base: Base, card_s: float = 0.0) -> list[str]:
    size = f"{base.size[0] // 2 * 2}:{base.size[1] // 2 * 2}"
    rate = f"fps={base.rate:.3f},scale={size},setsar=1,format=yuv420p"
    graph = f"[0:v]{rate}[a];[1:v]{rate}[b];"
    if card_s:
        card = f"color=c=0x203040:s={size.replace(':', 'x')}:d={card_s}:r={base.rate:.3f}"
        graph += f"{card},setsar=1,format=yuv420p[c];[a][c][b]concat=n=3"
    else:
        graph += "[a][b]concat=n=2"
    return ["-i", first, "-i", then, "-filter_complex", graph, *ENCODE, "{out}"]


def _shown(words: str, *more: str) -> list[str]:
    return ["-i", "{base}", "-vf", words, *_RAW, *ENCODE, *more, "{out}"]


def _told(words: str, base: Base) -> str:
    """Filters with the base's facts put in."""
    width, height = base.size
    facts = {"w": width, "h": height, "half": int(base.seconds * base.rate / 2)}
    for name, fact in facts.items():
        words = words.replace(f"<{name}>", str(fact))
    return words
