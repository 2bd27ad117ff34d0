"""Recipes that change films with FFmpeg."""

from __future__ import annotations

from tests.situations.situation import Base, Others, Recipe, Steps

ENCODE = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-an"]
_EVEN = "scale=trunc(iw/2)*2:trunc(ih/2)*2"
_MOST_HEIGHT = 1080
"""Largest height of a padded picture, as from a phone."""
_RAW = ["-fps_mode", "passthrough"]


def filtered(words: str, *more: str) -> Recipe:
    """The film after a chain of filters; ``<...>`` in it are replaced by facts about the base."""

    def steps(base: Base, others: Others) -> Steps:
        return [_encoded(_with_facts(words, base), *more)]

    return steps


def tagged(words: str, *tags: str) -> Recipe:
    """The film after filters, with tags that a player must apply to display it correctly."""

    def steps(base: Base, others: Others) -> Steps:
        return [_encoded(_with_facts(words, base)), [*tags, "-i", "{in}", "-c", "copy", "{out}"]]

    return steps


def smaller(share: float, across: float = 0.5, down: float = 0.5) -> Recipe:
    """The body at this share of the picture's height, with a grey border."""

    def steps(base: Base, others: Others) -> Steps:
        by = share / base.tall
        if by > 1:
            return [_encoded(_cropped(base, by))]
        across_px, down_px = (round(side / by) for side in base.size)
        fit = min(1.0, _MOST_HEIGHT / down_px)
        room = f"pad={across_px}:{down_px}:(ow-iw)*{across}:(oh-ih)*{down}:color=0x9a9a94"
        return [_encoded(f"{room},scale=iw*{fit:.4f}:ih*{fit:.4f},{_EVEN}")]

    return steps


def _cropped(base: Base, by: float) -> str:
    width, height = base.size
    middle = (base.top + base.bottom) / 2
    top = min(max(middle - 0.5 / by, 0.0), 1 - 1 / by)
    return f"crop=iw/{by:.4f}:ih/{by:.4f}:(iw-ow)/2:ih*{top:.4f},scale={width}:{height},{_EVEN}"


def cut_below(share: float) -> Recipe:
    """Cut the picture below the knees, with this share of the shins left."""

    def steps(base: Base, others: Others) -> Steps:
        height = base.knees + share * (base.bottom - base.knees)
        return [_encoded(f"crop=iw:ih*{min(height, 1.0):.4f}:0:0,{_EVEN}")]

    return steps


def cut_above(base: Base, others: Others) -> Steps:
    """Cut the picture above the neck."""
    top = base.shoulders - 0.15 * (base.shoulders - base.top)
    return [_encoded(f"crop=iw:ih*{1 - top:.4f}:0:ih*{top:.4f},{_EVEN}")]


def beside(still: str, own: str = "") -> Recipe:
    """The lifter next to a person who stands still, with other filters for that person."""

    def steps(base: Base, others: Others) -> Steps:
        graph = (
            f"[0:v]{own or 'null'},setsar=1[a];[0:v]trim=end_frame=1,loop=-1:1,setpts=N/{base.rate:.5f}/TB,"
            f"{_with_facts(still, base)},setsar=1[b];[a][b]hstack=shortest=1,{_EVEN}"
        )
        return [["-i", "{base}", "-filter_complex", graph, *ENCODE, "{out}"]]

    return steps


def with_walker(base: Base, others: Others) -> Steps:
    """The lifter next to a person who walks to and fro."""
    graph = f"[1:v]scale=-2:{base.size[1]},setsar=1[b];[0:v]setsar=1[a];[a][b]hstack=shortest=1,{_EVEN}"
    films = ["-i", "{base}", "-stream_loop", "-1", "-i", str(others.walker)]
    return [[*films, "-filter_complex", graph, *ENCODE, "{out}"]]


def with_second(base: Base, others: Others) -> Steps:
    """Another person continues the exercise after the first has left."""
    return [_joined(str(base.path), str(others.second.path), base)]


def grid(base: Base, others: Others) -> Steps:
    """A grid of the same film four times, each a second later."""
    delayed = ";".join(
        f"[0:v]tpad=start_duration={second / 3:.2f}:start_mode=clone,scale=iw/2:-2,setsar=1[v{second}]"
        for second in range(4)
    )
    rows = "[v0][v1]hstack=shortest=1[x];[v2][v3]hstack=shortest=1[y]"
    graph = f"{delayed};{rows};[x][y]vstack=shortest=1,{_EVEN}"
    return [["-i", "{base}", "-filter_complex", graph, *ENCODE, "{out}"]]


def cut_between(base: Base, others: Others) -> Steps:
    """The set, a title card of three seconds, and the set once more."""
    return [_joined(str(base.path), str(base.path), base, card_s=3.0)]


def empty_room(base: Base, others: Others) -> Steps:
    """The empty room."""
    return [["-i", str(others.empty), *ENCODE, "{out}"]]


def black(base: Base, others: Others) -> Steps:
    """A covered camera."""
    return [_encoded("drawbox=t=fill:color=black")]


def slow(base: Base, others: Others) -> Steps:
    """Four times slower than real time, without a tag."""
    return [["-i", str(others.slow.path), *ENCODE, "{out}"]]


def slow_and_tagged(times: int, rate: int, tag: str) -> Recipe:
    """Slower than real time, with a phone's tag for the capture rate."""

    def steps(base: Base, others: Others) -> Steps:
        slowed = ["-i", str(others.slow.path), "-vf", f"setpts={times / 4}*PTS,fps=30", *ENCODE, "{out}"]
        tags = ["-metadata", f"{tag}={rate}", "-movflags", "use_metadata_tags"]
        return [slowed, ["-i", "{in}", "-c", "copy", *tags, "{out}"]]

    return steps


def begun_within(base: Base, others: Others) -> Steps:
    """Start at the turning point of the first rep."""
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


def _encoded(words: str, *more: str) -> list[str]:
    return ["-i", "{base}", "-vf", words, *_RAW, *ENCODE, *more, "{out}"]


def _with_facts(words: str, base: Base) -> str:
    """Filters with facts about the base filled in."""
    width, height = base.size
    facts = {"w": width, "h": height, "half": int(base.seconds * base.rate / 2)}
    for name, fact in facts.items():
        words = words.replace(f"<{name}>", str(fact))
    return words
