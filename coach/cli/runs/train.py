"""Runs ``coach train``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer

from coach.cli import options
from coach.cli.model_report import TrainingReport, not_used_notes, print_report
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_values import model_choice
from coach.errors import TrainingError
from coach.learning.active_model import own_folder, retire_own_model, unused_folder
from coach.learning.artefact import save
from coach.learning.card import Provenance
from coach.learning.clips import Clip, Clips, check_enough, check_listed, read_clips
from coach.learning.comparison import compare_classes
from coach.learning.dataset import AnalysedClip, analyse_clips, cores, table_of
from coach.learning.evaluation import evaluate
from coach.learning.folds import fitted, lesson_of
from coach.learning.synthetic import athletes
from coach.learning.synthetic_windows import further_athletes_file, labels_without_athletes, save_athletes
from coach.resources import in_checkout, shipped
from coach.terminal_text import json_line
from coach.vision.pose_model.model_registry import Grade
from coach.vision.pose_model.pose_model import find_model

_SOME_FAILED, _INTERRUPTED = 3, 130


def run(
    *,
    clips: Path,
    rebuilt: Path | None,
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
    further = () if rebuilt is None else read_clips(rebuilt).clips
    if not as_json:
        is_placed = ship or use or out is not None
        for note in (*listed.notes, *(() if is_placed else not_used_notes(listed.clips))):
            print(note, file=sys.stderr)
    run = _Run(listed, further, grade, model_path, not no_cache, workers or _cores(), as_json)
    try:
        run.analyse()
        report = run.train(folds, out, ship=ship, use=use)
    except KeyboardInterrupt:
        run.print_stopped()
        return _INTERRUPTED
    if as_json:
        print(json_line(report.json_values))
    else:
        print_report(report)
    return _SOME_FAILED if any(each.unreadable for each in run.analysed) else 0


def _check_place(out: Path | None, *, ship: bool, use: bool) -> None:
    """Check where the model will be saved.

    Raises:
        typer.BadParameter: More than one place was typed.
        TrainingError: --ship was typed outside a checkout.
    """
    if sum((out is not None, ship, use)) > 1:
        raise typer.BadParameter("choose only one of --out FOLDER, --ship and --use.", param_hint="--use")
    if ship and not in_checkout():
        raise TrainingError(
            "--ship needs a checkout of coach's source, but this coach is an installed package.",
            hint="Leave out --ship, or run coach from a checkout.",
        )


@dataclass
class _Run:
    """The state of one run of ``coach train``.

    Attributes:
        listed: The clips.
        further: Clips of rebuilt recordings, to train on only.
        grade: Grade of the pose model.
        model_path: The user's own pose model instead of a grade, or None.
        use_cache: Whether to read and write the cache.
        workers: Films analysed at once.
        quiet: Whether to print nothing but JSON.
        analysed: The clips analysed so far.
        rebuilt: The rebuilt recordings analysed so far.
    """

    listed: Clips
    further: Sequence[Clip]
    grade: Grade
    model_path: Path | None
    use_cache: bool
    workers: int
    quiet: bool
    analysed: list[AnalysedClip] = field(default_factory=list)
    rebuilt: list[AnalysedClip] = field(default_factory=list)

    def analyse(self) -> None:
        """Analyse every film, and print which ones can't be used."""
        clips = self.listed.clips
        with ProgressBar("Analysing films", silent=self.quiet, unit="clips") as bar:
            if any(clip.path.suffix != ".npz" for clip in clips):
                self.model_path = find_model(self.grade, self.model_path, bar.prepare).path
            bar.expect(len(clips))
            for each in self._analysed(clips):
                self.analysed.append(each)
                bar.count(len(self.analysed))
            self.rebuilt += self._analysed(self.further)
        for each in (*self.analysed, *self.rebuilt):
            if each.why is not None and not self.quiet:
                print(f"Skipped {each.clip.name}: {each.why}", file=sys.stderr)
        check_enough([each.clip for each in self.analysed if each.windows is not None])

    def _analysed(self, clips: Sequence[Clip]) -> Iterator[AnalysedClip]:
        return analyse_clips(
            clips,
            grade=self.grade,
            model_path=self.model_path,
            use_cache=self.use_cache,
            workers=self.workers,
        )

    def train(self, folds: int, out: Path | None, *, ship: bool, use: bool) -> TrainingReport:
        """Train, score and save the model, and put it to use if it should be."""
        if ship:
            self._ship_athletes()
        table = table_of(self.analysed, self.rebuilt)
        with ProgressBar("Training", silent=self.quiet, unit="fits") as bar:
            bar.expect(None)
            evaluation = evaluate(
                table,
                folds=folds,
                workers=self.workers,
                on_progress=lambda progress: bar.count(progress.done),
            )
            classifier = fitted(lesson_of(table), table.classes)
        comparison = compare_classes(table.classes, scored=evaluation.films.accuracy.value is not None)
        used = not ship and out is None and (use or not comparison.objections)
        folder = shipped("models") if ship else out or (own_folder() if used else unused_folder())
        if used:
            retire_own_model()
        provenance: Provenance = "private films" if ship else "own films"
        card = save(folder, table, evaluation, classifier, provenance=provenance)
        left_out = {each.clip.name: each.why for each in self.analysed if each.why is not None}
        return TrainingReport(card, evaluation, table, folder, self.listed.notes, left_out, comparison, used)

    def _ship_athletes(self) -> None:
        """Render and analyse athletes for exercises without any, and ship their windows as training data."""
        missing = labels_without_athletes()
        if not missing:
            return
        with ProgressBar("Analysing rendered athletes", silent=self.quiet, unit="performances") as bar:
            model = find_model(self.grade, self.model_path, bar.prepare)
            bar.expect(None)
            added = athletes(
                missing,
                model,
                workers=self.workers,
                on_progress=lambda progress: bar.count(progress.done),
            )
            save_athletes(added, further_athletes_file())

    def print_stopped(self) -> None:
        """Print how many clips were analysed before Ctrl-C."""
        done = f"Stopped: {len(self.analysed)} of {len(self.listed.clips)} clips analysed"
        cached = " and cached. Run the same command again to resume." if self.use_cache else "."
        print(done + cached, file=sys.stderr)


def _cores() -> int:
    return cores()
