"""The recipe's scripts are no package: they are run from their own folder."""

import sys

from bot.detection.pipeline_loading import DEFAULT_PIPELINE

sys.path.insert(0, str(DEFAULT_PIPELINE.parent / "scripts"))
