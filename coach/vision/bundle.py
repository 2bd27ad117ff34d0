"""Puts a pose model bundle together from the two networks in it.

A ``.task`` bundle is a stored zip of a detector and a landmark network. The networks in Google's older
packages are the same, weight for weight, but lack the note that says how their input is scaled, which the
Tasks API wants. It is added here, the same way each time, so that the result has one hash.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

DETECTOR = "pose_detector.tflite"
LANDMARKS = "pose_landmarks_detector.tflite"
_METADATA = "TFLITE_METADATA"
_FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def is_bundle(path: Path) -> bool:
    """Whether a file looks like a pose model bundle: a sound zip with both networks."""
    try:
        with zipfile.ZipFile(path) as bundle:
            return {DETECTOR, LANDMARKS} <= set(bundle.namelist())
    except (OSError, zipfile.BadZipFile):
        return False


def build_bundle(detector: bytes, landmarks: bytes) -> bytes:
    """A bundle from the two bare networks, byte for byte the same for the same networks.

    The detector's input, 224×224, is scaled to -1..1, that of the landmark network, 256×256, to 0..1.
    """
    members = {
        DETECTOR: _with_scaling(detector, mean=127.5, deviation=127.5),
        LANDMARKS: _with_scaling(landmarks, mean=0.0, deviation=255.0),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as bundle:
        for name, content in members.items():
            bundle.writestr(zipfile.ZipInfo(name, _FIRST_ZIP_DATE), content)
    return packed.getvalue()


def _with_scaling(network: bytes, *, mean: float, deviation: float) -> bytes:
    """The network with metadata that says: an input is (pixel - mean) / deviation."""
    import flatbuffers
    from mediapipe.tasks.metadata import schema_py_generated as schema

    model = schema.ModelT.InitFromObj(schema.Model.GetRootAsModel(network, 0))
    graph = model.subgraphs[0]
    content = schema.BufferT()
    content.data = list(_metadata(len(graph.outputs), mean, deviation))
    entry = schema.MetadataT()
    entry.name = _METADATA
    entry.buffer = len(model.buffers)
    model.buffers.append(content)
    model.metadata = [*(model.metadata or ()), entry]
    builder = flatbuffers.Builder(len(network) + 4096)
    builder.Finish(model.Pack(builder), file_identifier=b"TFL3")
    return bytes(builder.Output())


def _metadata(outputs: int, mean: float, deviation: float) -> bytes:
    """TFLite metadata for one picture in and ``outputs`` tensors out."""
    import flatbuffers
    from mediapipe.tasks.metadata import metadata_schema_py_generated as schema

    picture = schema.TensorMetadataT()
    picture.name = "image"
    picture.content = _picture_content(schema)
    picture.processUnits = [_scaling(schema, mean, deviation)]
    graph = schema.SubGraphMetadataT()
    graph.inputTensorMetadata = [picture]
    graph.outputTensorMetadata = [_named(schema, f"output {place}") for place in range(outputs)]
    model = schema.ModelMetadataT()
    model.name = "pose"
    model.subgraphMetadata = [graph]
    model.minParserVersion = "1.0.0"
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), file_identifier=b"M001")
    return bytes(builder.Output())


def _picture_content(schema: Any) -> Any:
    properties = schema.ImagePropertiesT()
    properties.colorSpace = schema.ColorSpaceType.RGB
    content = schema.ContentT()
    content.contentPropertiesType = schema.ContentProperties.ImageProperties
    content.contentProperties = properties
    return content


def _scaling(schema: Any, mean: float, deviation: float) -> Any:
    options = schema.NormalizationOptionsT()
    options.mean = [mean]
    options.std = [deviation]
    unit = schema.ProcessUnitT()
    unit.optionsType = schema.ProcessUnitOptions.NormalizationOptions
    unit.options = options
    return unit


def _named(schema: Any, name: str) -> Any:
    tensor = schema.TensorMetadataT()
    tensor.name = name
    return tensor
