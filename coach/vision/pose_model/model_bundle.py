"""Builds a pose model bundle from its two networks.

A ``.task`` bundle is an uncompressed zip of a detector and a landmark network. The networks in Google's
older packages have the same weights, but lack the metadata on input scaling that the Tasks API requires. It
is added here deterministically, so that the result has one hash.
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
    """Build a bundle from the two bare networks; equal networks give equal bytes.

    The detector's input (224×224) is scaled to -1..1, the landmark network's (256×256) to 0..1.
    """
    members = {
        DETECTOR: _with_metadata(detector, _scaling_metadata(outputs=2, mean=127.5, deviation=127.5)),
        LANDMARKS: _with_metadata(landmarks, _scaling_metadata(outputs=5, mean=0.0, deviation=255.0)),
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as bundle:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _FIRST_ZIP_DATE)
            entry.create_system = 3  # identical on every system
            bundle.writestr(entry, content)
    return archive.getvalue()


def _with_metadata(network: bytes, metadata: bytes) -> bytes:
    """The network with one more buffer and metadata entry; the unchanged rest follows."""
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
    fields[_BUFFERS] = Vector([*buffers, FlatTable({0: Raw(len(metadata), metadata)})])
    fields[_METADATA] = Vector([*entries, entry])
    return flatbuffer.write(FlatTable(fields), b"TFL3", network)


def _scaling_metadata(outputs: int, mean: float, deviation: float) -> bytes:
    """TFLite metadata: the input is (pixel - mean) / deviation, and there are ``outputs`` output tensors."""
    content = FlatTable({0: Number("B", _IMAGE_PROPERTIES), 1: FlatTable({0: Number("B", _RGB)})})
    scaling = FlatTable({0: flatbuffer.floats(mean), 1: flatbuffer.floats(deviation)})
    unit = FlatTable({0: Number("B", _NORMALIZATION_OPTIONS), 1: scaling})
    picture = FlatTable({0: flatbuffer.text("image"), 3: content, 4: Vector([unit])})
    results = [FlatTable({0: flatbuffer.text(f"output {index}")}) for index in range(outputs)]
    graph = FlatTable({2: Vector([picture]), 3: Vector(results)})
    model = FlatTable({0: flatbuffer.text("pose"), 3: Vector([graph]), 7: flatbuffer.text("1.0.0")})
    return flatbuffer.write(model, b"M001")
