"""``--verbose`` logs to standard error what runs in the background, and changes nothing else."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Coach

SECRET = "s3cr3t"


def test_the_log_goes_to_standard_error_wherever_the_option_is_typed(
    coach_process: Coach, one_squat_film: Path
) -> None:
    typed = ("analyze", one_squat_film, "-e", "squat", "--no-save")
    quiet = coach_process(*typed)
    assert "coach.vision" not in quiet.err
    for loud in (coach_process(*typed, "--verbose"), coach_process("--verbose", *typed)):
        assert (loud.code, loud.out) == (quiet.code, quiet.out)
        assert "coach.vision.film.recording_cache: " in loud.err


def test_no_password_is_logged(coach_process: Coach) -> None:
    tried = coach_process("start", "squat", "--source", f"http://me:{SECRET}@127.0.0.1:9/v", "--verbose")
    assert tried.code == 1
    assert SECRET not in tried.err + tried.out


def test_after_two_dashes_it_is_a_film_name(coach_process: Coach) -> None:
    tried = coach_process("analyze", "-e", "squat", "--", "--verbose")
    assert tried.code == 1
    assert "There is no film at --verbose." in tried.err
