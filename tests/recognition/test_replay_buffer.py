"""Recent moments are replayed once."""

from __future__ import annotations

from coach.recognition.replay_buffer import ReplayBuffer


def filled(count: int, span_s: float = 20.0) -> ReplayBuffer:
    memory = ReplayBuffer(span_s)
    for second in range(count):
        memory.add(float(second), None)
    return memory


def replayed(memory: ReplayBuffer) -> list[float]:
    return [time for time, _ in memory.unseen()]


def test_every_moment_is_replayed_once_in_order() -> None:
    memory = filled(3)
    assert replayed(memory) == [0.0, 1.0, 2.0]
    assert replayed(memory) == []
    memory.add(3.0, None)
    assert replayed(memory) == [3.0]


def test_it_can_be_rewound() -> None:
    memory = filled(10)
    assert len(replayed(memory)) == 10
    memory.rewind(7.5)
    assert replayed(memory) == [8.0, 9.0]
    memory.rewind(-1.0)
    assert len(replayed(memory)) == 10


def test_old_moments_are_dropped() -> None:
    memory = filled(40, span_s=5.0)
    assert replayed(memory) == [34.0, 35.0, 36.0, 37.0, 38.0, 39.0]
    for second in range(40, 50):
        memory.add(float(second), None)
    assert replayed(memory) == [44.0, 45.0, 46.0, 47.0, 48.0, 49.0]
