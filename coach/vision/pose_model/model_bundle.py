"""Puts a pose model bundle together from the two networks in it.

A ``.task`` bundle is a stored zip of a detector and a landmark network. The networks in Google's older
packages are the same, weight for weight, but lack the note that says how their input is scaled, which the
Tasks API wants. It is added here, the same way each time, so that the result has one hash.
"""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

from coach.vision.pose_model import flatbuffer
from coach.vision.pose_model.flatbuffer import FlatTable, Node, Number, OldOffset, Raw, Vector

DETECTOR = "pose_detector.tflite"
LANDMARKS = "pose_landmarks_detector.tflite"
_FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

# Slots of TFLite's schema.fbs: Model.
_VERSION, _BUFFERS, _METADATA = 0, 4, 6
# Enumerations of metadata_schema.fbs.
_IMAGE_PROPERTIES, _NORMALIZATION_OPTIONS, _RGB = 2, 1, 1


def is_bundle(path: Path) -> bool:
    """Whether a file looks like a pose model bundle: a zip with both networks."""
    try:
        with zipfile.ZipFile(path) as bundle:
            return {DETECTOR, LANDMARKS} <= set(bundle.namelist())
    except (OSError, ValueError, zipfile.BadZipFile):
        return False


def build_bundle(detector: bytes, landmarks: bytes) -> bytes:
    """A bundle from the two bare networks, byte for byte the same for the same networks.

    The detector's input, 224×224, is scaled to -1..1, that of the landmark network, 256×256, to 0..1.
    """
    members = {
        DETECTOR: _with_note(detector, _scaling_note(outputs=2, mean=127.5, deviation=127.5)),
        LANDMARKS: _with_note(landmarks, _scaling_note(outputs=5, mean=0.0, deviation=255.0)),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as bundle:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _FIRST_ZIP_DATE)
            entry.create_system = 3  # The same on every system, like all of it.
            bundle.writestr(entry, content)
    return packed.getvalue()


def _with_note(network: bytes, note: bytes) -> bytes:
    """The network with one more buffer and one more metadata entry; the rest stays as it was, after it."""
    slots = flatbuffer.slots_of(network, flatbuffer.root_of(network))
    buffers = flatbuffer.items_of(network, flatbuffer.follow(network, slots[_BUFFERS]))
    entries = (
        flatbuffer.items_of(network, flatbuffer.follow(network, slots[_METADATA]))
        if _METADATA in slots
        else []
    )
    entry = FlatTable({0: flatbuffer.text("TFLITE_METADATA"), 1: Number("I", len(buffers))})
    fields: dict[int, Node | Number] = {
        slot: OldOffset(flatbuffer.follow(network, place)) for slot, place in slots.items()
    }
    fields[_VERSION] = Number("I", struct.unpack_from("<I", network, slots[_VERSION])[0])
    fields[_BUFFERS] = Vector([*buffers, FlatTable({0: Raw(len(note), note)})])
    fields[_METADATA] = Vector([*entries, entry])
    return flatbuffer.write(FlatTable(fields), b"TFL3", network)


def _scaling_note(outputs: int, mean: float, deviation: float) -> bytes:
    """TFLite metadata: one picture goes in as (pixel - mean) / deviation, ``outputs`` tensors come out."""
    content = FlatTable({0: Number("B", _IMAGE_PROPERTIES), 1: FlatTable({0: Number("B", _RGB)})})
    scaling = FlatTable({0: flatbuffer.floats(mean), 1: flatbuffer.floats(deviation)})
    unit = FlatTable({0: Number("B", _NORMALIZATION_OPTIONS), 1: scaling})
    picture = FlatTable({0: flatbuffer.text("image"), 3: content, 4: Vector([unit])})
    results = [FlatTable({0: flatbuffer.text(f"output {index}")}) for index in range(outputs)]
    graph = FlatTable({2: Vector([picture]), 3: Vector(results)})
    model = FlatTable({0: flatbuffer.text("pose"), 3: Vector([graph]), 7: flatbuffer.text("1.0.0")})
    return flatbuffer.write(model, b"M001")
