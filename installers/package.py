"""The package build: setuptools' own, with the words compiled before a wheel is put together."""

from pathlib import Path
from typing import Any

# Present in a build's own environment only, and without types.
from setuptools import build_meta  # type: ignore[import-untyped,import-not-found,unused-ignore]

from installers.words import compile_all

build_sdist = build_meta.build_sdist
build_editable = build_meta.build_editable
get_requires_for_build_wheel = build_meta.get_requires_for_build_wheel
get_requires_for_build_sdist = build_meta.get_requires_for_build_sdist
get_requires_for_build_editable = build_meta.get_requires_for_build_editable
prepare_metadata_for_build_wheel = build_meta.prepare_metadata_for_build_wheel
prepare_metadata_for_build_editable = build_meta.prepare_metadata_for_build_editable


def build_wheel(
    wheel_directory: str,
    config_settings: dict[str, Any] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """Compile every catalogue, build the wheel into `wheel_directory` and return its name."""
    compile_all(Path.cwd())
    name: str = build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)
    return name
