"""Processes that extract, so that all cores of a machine have work; whoever asks them alone knows the database."""

from onrecord.workers.crew import Crew, Extractor, Here, extractor
from onrecord.workers.hand import WorkerError, cores

__all__ = ["Crew", "Extractor", "Here", "WorkerError", "cores", "extractor"]
