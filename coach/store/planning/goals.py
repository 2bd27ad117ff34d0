"""Goals of a person, and how far each is reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, insert, select, update

from coach.errors import UnknownGoal
from coach.store.kinds import GoalKind
from coach.store.log_tables import GoalRow
from coach.store.planning.profiles import ensured_profile
from coach.store.readable import readable_rows
from coach.store.tables import ProfileRow, RepRow, WorkoutRow, WorkoutSetRow

WEEKLY: frozenset[GoalKind] = frozenset({"reps a week", "workouts a week"})
"""Goals that begin anew each Monday; the others are reached once."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal.

    Attributes:
        id: Its number.
        kind: What is to be reached.
        exercise: Canonical name of the exercise; None for any.
        target: Reps, workouts, seconds or kilograms, by kind.
        created_at: When it was set, in UTC.
        reached_at: When it was reached first; None if it is not reached yet, and for weekly goals.
        ended_at: When the person ended it, or None.
    """

    id: int
    kind: GoalKind
    exercise: str | None
    target: float
    created_at: datetime
    reached_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """How far a goal is reached.

    Attributes:
        goal: The goal.
        done: What is done of the target: this week for a weekly goal, else the best so far.
        is_new: Whether it was found to be reached just now.
    """

    goal: Goal
    done: float
    is_new: bool = False

    @property
    def is_reached(self) -> bool:
        """Whether the target is reached."""
        return self.done >= self.goal.target


def new_goal(
    connection: Connection, profile: str, kind: GoalKind, target: float, exercise: str | None
) -> int:
    """Set a goal; an earlier one of the same kind and exercise ends.

    Returns:
        Its number.
    """
    profile_id = ensured_profile(connection, profile)
    now = datetime.now(UTC)
    same = (
        (GoalRow.profile_id == profile_id)
        & (GoalRow.kind == kind)
        & GoalRow.exercise.is_not_distinct_from(exercise)
        & GoalRow.ended_at.is_(None)
    )
    connection.execute(update(GoalRow).where(same).values(ended_at=now))
    values = {
        "profile_id": profile_id,
        "kind": kind,
        "exercise": exercise,
        "target": target,
        "created_at": now,
    }
    return connection.execute(insert(GoalRow).values(values).returning(GoalRow.id)).scalar_one()


def end_goal(connection: Connection, profile: str, number: int) -> Goal:
    """End a goal.

    Raises:
        UnknownGoal: The person has no such goal, or ended it.
    """
    found = next((each for each in goals(connection, profile) if each.id == number), None)
    if found is None:
        raise UnknownGoal(number)
    connection.execute(update(GoalRow).where(GoalRow.id == number).values(ended_at=datetime.now(UTC)))
    return found


def goals(connection: Connection, profile: str, *, ended: bool = False) -> list[Goal]:
    """The goals of a person, oldest first; with ``ended`` those that the person ended too."""
    columns = (GoalRow.id, GoalRow.kind, GoalRow.exercise, GoalRow.target)
    times = (GoalRow.created_at, GoalRow.reached_at, GoalRow.ended_at)
    query = (
        select(*columns, *times)
        .join(ProfileRow, ProfileRow.id == GoalRow.profile_id)
        .where(ProfileRow.name == profile, readable_rows(GoalRow))
        .order_by(GoalRow.id)
    )
    if not ended:
        query = query.where(GoalRow.ended_at.is_(None))
    return [Goal(*row) for row in connection.execute(query)]


def goal_progress(
    connection: Connection, profile: str, today: date, *, only_weekly: bool = False
) -> list[GoalProgress]:
    """How far each goal of a person is reached; only training counts, films that are none do not.

    Args:
        connection: Connection to the database.
        profile: The person.
        today: The local day.
        only_weekly: Leave out the goals that are reached once, which look at the whole history.
    """
    return [
        GoalProgress(each, _done(connection, profile, each, today))
        for each in goals(connection, profile)
        if each.kind in WEEKLY or not only_weekly
    ]


def note_reached(connection: Connection, profile: str, today: date) -> list[GoalProgress]:
    """Store when goals were reached for the first time.

    Returns:
        The progress of every goal; those that are newly reached are marked.
    """
    found = goal_progress(connection, profile, today)
    new = [each for each in found if _is_newly_reached(each)]
    now = datetime.now(UTC)
    for each in new:
        connection.execute(update(GoalRow).where(GoalRow.id == each.goal.id).values(reached_at=now))
    return [GoalProgress(each.goal, each.done, is_new=each in new) for each in found]


def _is_newly_reached(progress: GoalProgress) -> bool:
    is_weekly = progress.goal.kind in WEEKLY
    return progress.is_reached and progress.goal.reached_at is None and not is_weekly


def _done(connection: Connection, profile: str, goal: Goal, today: date) -> float:
    monday = datetime.combine(today - timedelta(days=today.weekday()), time()).astimezone(UTC)
    trained: list[ColumnElement[bool]] = [
        ProfileRow.name == profile,
        WorkoutRow.as_training.is_(True),
        readable_rows(WorkoutRow),
        readable_rows(WorkoutSetRow),
    ]
    if goal.exercise is not None:
        trained.append(WorkoutSetRow.exercise == goal.exercise)
    filmed = case((WorkoutRow.kind == "film", WorkoutRow.film_date))
    when = func.coalesce(WorkoutRow.given_date, filmed, WorkoutRow.started_at)
    trained.append(when >= (monday if goal.kind in WEEKLY else goal.created_at))
    figure = connection.scalar(
        select(_figure(goal.kind))
        .select_from(WorkoutSetRow)
        .join(WorkoutRow, WorkoutRow.id == WorkoutSetRow.workout_id)
        .join(ProfileRow, ProfileRow.id == WorkoutRow.profile_id)
        .where(*trained)
    )
    return float(figure or 0.0)


def _figure(kind: GoalKind) -> ColumnElement[Any]:
    """What is summed, counted or compared for a kind of goal."""
    full = (RepRow.workout_set_id == WorkoutSetRow.id) & (RepRow.verdict == "full")
    reps = select(func.count()).where(full).correlate(WorkoutSetRow).scalar_subquery() + WorkoutSetRow.added
    held = func.coalesce(WorkoutSetRow.corrected_hold_s, WorkoutSetRow.hold_s)
    figures: dict[GoalKind, ColumnElement[Any]] = {
        "reps a week": func.sum(reps),
        "workouts a week": func.count(WorkoutRow.id.distinct()),
        "reps in a set": func.max(reps),
        "hold": func.max(held),
        "load": func.max(WorkoutSetRow.weight_kg),
    }
    return figures[kind]
