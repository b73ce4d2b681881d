"""The API described: OpenAPI, with the problems that its answers may be."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from onrecord.web.api.models import Problem

__all__ = ["App"]


class App(FastAPI):
    """An app whose description has the model of problems, to which the answers refer."""

    def openapi(self) -> dict[str, Any]:
        """Return the description."""
        found = super().openapi()
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        problem.pop("$defs", None)
        found["components"]["schemas"].setdefault(Problem.__name__, problem)
        return found
