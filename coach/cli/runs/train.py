"""What ``coach train`` does."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

import typer

from coach.catalogue.library import all_exercises
from coach.cli import options
from coach.cli.model_report import TrainingReport, not_used_notes, tell
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_values import model_choice
from coach.errors import TrainingError
from coach.learning.active_model import own_folder, retire_own_model, unused_folder
from coach.learning.artefact import save
from coach.learning.card import Provenance
from coach.learning.clips import Clips, check_enough, check_listed, read_clips
from coach.learning.comparison import compare_classes
from coach.learning.dataset import AnalysedClip, analyse_clips, cores, table_of
from coach.learning.evaluation import evaluate
from coach.learning.folds import fitted, lesson_of
from coach.learning.synthetic import athletes
from coach.learning.synthetic_windows import save_athletes
from coach.recognition.sequence_decoder import NONE
from coach.resources import in_checkout, shipped
from coach.terminal_text import json_line
from coach.vision.pose_model.model_registry import Grade
from coach.vision.pose_model.pose_model import find_model

_SOME_FAILED, _INTERRUPTED = 3, 130


def run(
    *,
    clips: Path,
    out: Path | None,
    workers: int | None,
    folds: int,
    model: options.Model,
    no_cache: bool,
    ship: bool,
    use: bool,
    as_json: bool,
) -> int:
    """Run the command."""
    _check_place(out, ship=ship, use=use)
    grade, model_path = model_choice(model)
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
    looked: list[AnalysedClip] = field(default_factory=list)

    def look(self) -> None:
        """See every film, and say which can't be learned from."""
        clips = self.listed.clips
        with ProgressBar("Seeing films", silent=self.quiet, unit="clips") as bar:
            if any(clip.path.suffix != ".npz" for clip in clips):
                self.model_path = find_model(self.grade, self.model_path, bar.prepare).path
            bar.expect(len(clips))
            for each in analyse_clips(
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

    def learn(self, folds: int, out: Path | None, *, ship: bool, use: bool) -> TrainingReport:
        """Learn, score and keep the model; use it, or don't."""
        if ship:
            self._perform()
        table = table_of(self.looked)
        with ProgressBar("Learning", silent=self.quiet, unit="fits") as bar:
            bar.expect(None)
            known = evaluate(
                table,
                folds=folds,
                workers=self.workers,
                on_progress=lambda progress: bar.count(progress.done),
            )
            classifier = fitted(lesson_of(table), table.classes)
        comparison = compare_classes(table.classes, scored=known.films.accuracy.value is not None)
        used = not ship and out is None and (use or not comparison.objections)
        folder = shipped("models") if ship else out or (own_folder() if used else unused_folder())
        if used:
            retire_own_model()
        provenance: Provenance = "private films" if ship else "own films"
        card = save(folder, table, known, classifier, provenance=provenance)
        left_out = {each.clip.name: each.why for each in self.looked if each.why is not None}
        return TrainingReport(card, known, table, folder, self.listed.notes, left_out, comparison, used)

    def _perform(self) -> None:
        """Let athletes perform everything, see them, and ship what was seen: it is learned from, too."""
        with ProgressBar("Seeing athletes", silent=self.quiet, unit="performances") as bar:
            model = find_model(self.grade, self.model_path, bar.prepare)
            bar.expect(None)
            save_athletes(
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
    return cores()
