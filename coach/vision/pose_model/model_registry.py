"""The three grades of the pose model and the accepted hashes of their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Grade = Literal["lite", "full", "heavy"]
GRADES: tuple[Grade, ...] = get_args(Grade)
DEFAULT_GRADE: Grade = "full"

_OFFICIAL = "https://storage.googleapis.com/mediapipe-models/pose_landmarker"


@dataclass(frozen=True, slots=True)
class Edition:
    """The file of one grade.

    Attributes:
        grade: lite, full or heavy.
        address: Address of the official file.
        size: Bytes of the official file.
        official: Hash of the official file.
        packaged: Package with its version, and the path of the official file in it; or None.
        packaged_sha256: Hash of that file; it may differ from the official one by the dates in its zip.
        network_sha256: Hash of the landmark network in Google's packages, which has no metadata.
        built: Hash of the file built from that network.
        milliseconds: Time per frame on one core at 480p, for the list.
    """

    grade: Grade
    address: str
    size: int
    official: str
    packaged: tuple[str, str] | None
    packaged_sha256: str | None
    network_sha256: str
    built: str
    milliseconds: int

    @property
    def file_name(self) -> str:
        """The name of the file, here and at its official address."""
        return f"pose_landmarker_{self.grade}.task"

    @property
    def accepted(self) -> frozenset[str]:
        """All accepted hashes: the same network in differently built files."""
        return frozenset(filter(None, (self.official, self.packaged_sha256, self.built)))


EDITIONS: dict[Grade, Edition] = {
    "lite": Edition(
        grade="lite",
        address=f"{_OFFICIAL}/pose_landmarker_lite/float16/1/pose_landmarker_lite.task",
        size=5_777_746,
        official="59929e1d1ee95287735ddd833b19cf4ac46d29bc7afddbbf6753c459690d574a",
        packaged=("expo-pose-landmarker@0.1.1", "android/src/main/assets/pose_landmarker_lite.task"),
        packaged_sha256="59929e1d1ee95287735ddd833b19cf4ac46d29bc7afddbbf6753c459690d574a",
        network_sha256="f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
        built="c48fb6856dc4a7c9deccd86961afe2c1494c32a2307b396d0b60ef6e8a6250c0",
        milliseconds=13,
    ),
    "full": Edition(
        grade="full",
        address=f"{_OFFICIAL}/pose_landmarker_full/float16/1/pose_landmarker_full.task",
        size=9_398_198,
        official="5134a3aad27a58b93da0088d431f366da362b44e3ccfbe3462b3827a839011b1",
        packaged=("vision-camera-pose-landmarks-plugin@0.1.0", "assets/pose_landmarker_full.task"),
        packaged_sha256="4eaa5eb7a98365221087693fcc286334cf0858e2eb6e15b506aa4a7ecdcec4ad",
        network_sha256="e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        built="0b3b06a2c674d3cf33a4fd26a258de9001cc8d4708833900974ca5b6438c3e71",
        milliseconds=17,
    ),
    "heavy": Edition(
        grade="heavy",
        address=f"{_OFFICIAL}/pose_landmarker_heavy/float16/1/pose_landmarker_heavy.task",
        size=30_664_242,
        official="64437af838a65d18e5ba7a0d39b465540069bc8aae8308de3e318aad31fcbc7b",
        packaged=None,
        packaged_sha256=None,
        network_sha256="59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe",
        built="25c1c3e05fa82935eaf57cd0c6ce71ada18af6cd8a53babb9369149466957828",
        milliseconds=52,
    ),
}

DETECTOR_SHA256 = "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c"


def grade_of(sha256: str) -> Grade | None:
    """The grade of a file with this hash; None if unknown."""
    return next((grade for grade, edition in EDITIONS.items() if sha256 in edition.accepted), None)
