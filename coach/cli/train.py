"""``coach train``: learns from labelled clips what exercises look like, and says how well."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.cli.model_report import Told, not_used_notes, tell
from coach.terminal_text import json_line

if TYPE_CHECKING:
    from coach.learning.card import Provenance
    from coach.learning.clips import Clips
    from coach.learning.dataset import Looked
    from coach.vision.pose_model.model_registry import Grade

_SOME_FAILED, _INTERRUPTED = 3, 130


def train(
    clips: Annotated[
        Path,
        typer.Argument(
            metavar="CLIPS",
            help="A folder with one for each exercise and one in it for each person, or a CSV file: path, "
            "exercise, group, start_s, end_s.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FOLDER", help="Put the model here, in place of where it is used from."
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Films seen at once; every core by default.")
    ] = None,
    folds: Annotated[
        int, typer.Option("--folds", min=2, max=20, help="Into how many parts people are split.")
    ] = 5,
    model: options.Model = "full",
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="See every film anew, and keep nothing of it.")
    ] = False,
    ship: Annotated[
        bool, typer.Option("--ship", help="In a checkout: put it where the shipped model is.")
    ] = False,
    use: Annotated[
        bool, typer.Option("--use", help="Use it in any case, even if it recognises fewer exercises.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what it came to as one line of JSON.")
    ] = False,
) -> int:
    """Learn to recognise exercises from clips of your own.

    Sees every film once (what was seen is kept: after Ctrl-C the same command goes on), learns, and says how
    well people are told apart who were not learned from. The model is used from then on, unless it recognises
    fewer exercises than the one in use, or can't be scored: then only with --use. «coach models reset» goes
    back to the shipped one.
    """
    from coach.learning.clips import check_listed, read_clips

    _check_place(out, ship=ship, use=use)
    grade, model_path = options.pose_model(model)
    listed = read_clips(clips)
    check_listed(listed.clips)
    if not as_json:
        decided = ship or use or out is not None
        for note in (*listed.notes, *(() if decided else not_used_notes(listed.clips))):
            print(note, file=sys.stderr)
    run = _Run(listed, grade, model_path, not no_cache, workers or _cores(), as_json)
    try:
        run.look()
        told = run.learn(folds, out, ship=ship, use=use)
    except KeyboardInterrupt:
        run.tell_stopped()
        return _INTERRUPTED
    if as_json:
        print(json_line(told.facts))
    else:
        tell(told)
    return _SOME_FAILED if any(each.unreadable for each in run.looked) else 0


def _check_place(out: Path | None, *, ship: bool, use: bool) -> None:
    """See that the model may go where it was asked to.

    Raises:
        typer.BadParameter: It was asked to go to two places.
        TrainingError: It was asked to be shipped, and this is no checkout.
    """
    from coach.errors import TrainingError
    from coach.resources import in_checkout

    if sum((out is not None, ship, use)) > 1:
        raise typer.BadParameter(
            "the model can go to one place: --out FOLDER, --ship or --use.", param_hint="--use"
        )
    if ship and not in_checkout():
        raise TrainingError(
            "--ship puts the model into a checkout of coach's source, and this coach is installed.",
            hint="Leave out --ship, or run it from a checkout.",
        )


@dataclass
class _Run:
    """A training under way.

    Attributes:
        listed: The clips.
        grade: Grade of the pose model.
        model_path: A pose model of the user's, in place of a grade.
        use_cache: Whether what was seen before is taken, and what is seen now is kept.
        workers: Films seen at once.
        quiet: Whether a program reads along.
        looked: What came of the clips so far.
    """

    listed: Clips
    grade: Grade
    model_path: Path | None
    use_cache: bool
    workers: int
    quiet: bool
    looked: list[Looked] = field(default_factory=list)

    def look(self) -> None:
        """See every film, and say which can't be learned from."""
        from coach.cli.progress import Bar
        from coach.learning.clips import check_enough
        from coach.learning.dataset import look_at
        from coach.vision.pose_model.pose_model import find_model

        clips = self.listed.clips
        with Bar("Seeing films", silent=self.quiet, unit="clips") as bar:
            if any(clip.path.suffix != ".npz" for clip in clips):
                self.model_path = find_model(self.grade, self.model_path, bar.prepare).path
            bar.expect(len(clips))
            for each in look_at(
                clips,
                grade=self.grade,
                model_path=self.model_path,
                use_cache=self.use_cache,
                workers=self.workers,
            ):
                self.looked.append(each)
                bar.count(len(self.looked))
        for each in self.looked:
            if each.why is not None and not self.quiet:
                print(f"Left out: {each.clip.name}: {each.why}", file=sys.stderr)
        check_enough([each.clip for each in self.looked if each.windows is not None])

    def learn(self, folds: int, out: Path | None, *, ship: bool, use: bool) -> Told:
        """Learn, score and keep the model; use it, or don't."""
        from coach.cli.progress import Bar
        from coach.learning.active_model import own_folder, put_aside, unused_folder
        from coach.learning.artefact import save
        from coach.learning.comparison import compared
        from coach.learning.dataset import table_of
        from coach.learning.evaluation import evaluate
        from coach.learning.folds import fitted, lesson_of
        from coach.resources import shipped

        if ship:
            self._perform()
        table = table_of(self.looked)
        with Bar("Learning", silent=self.quiet, unit="fits") as bar:
            bar.expect(None)
            known = evaluate(
                table,
                folds=folds,
                workers=self.workers,
                on_progress=lambda progress: bar.count(progress.done),
            )
            classifier = fitted(lesson_of(table), table.classes)
        comparison = compared(table.classes, scored=known.films.accuracy.value is not None)
        used = not ship and out is None and (use or not comparison.objections)
        folder = shipped("models") if ship else out or (own_folder() if used else unused_folder())
        if used:
            put_aside()
        provenance: Provenance = "private films" if ship else "own films"
        card = save(folder, table, known, classifier, provenance=provenance)
        left_out = {each.clip.name: each.why for each in self.looked if each.why is not None}
        return Told(card, known, table, folder, self.listed.notes, left_out, comparison, used)

    def _perform(self) -> None:
        """Let athletes perform everything, see them, and ship what was seen: it is learned from, too."""
        from coach.catalogue.library import all_exercises
        from coach.cli.progress import Bar
        from coach.learning.synthetic import athletes
        from coach.learning.synthetic_windows import keep_athletes
        from coach.recognition.sequence_decoder import NONE
        from coach.vision.pose_model.pose_model import find_model

        with Bar("Seeing athletes", silent=self.quiet, unit="performances") as bar:
            model = find_model(self.grade, self.model_path, bar.prepare)
            bar.expect(None)
            keep_athletes(
                athletes(
                    [*sorted(all_exercises()), NONE],
                    model,
                    workers=self.workers,
                    on_progress=lambda progress: bar.count(progress.done),
                )
            )

    def tell_stopped(self) -> None:
        """Say how far it came."""
        seen = f"Stopped: {len(self.looked)} of {len(self.listed.clips)} clips were seen"
        kept = ", and are kept; the same command goes on from there." if self.use_cache else "."
        print(seen + kept, file=sys.stderr)


def _cores() -> int:
    from coach.learning.dataset import cores

    return cores()
