"""`onrecord` and `python -m onrecord`.

A lookup ends before garbage could matter, and collecting it would take a tenth of its time, most of it while modules
are imported: the collector rests until a verb that works longer wakes it (`onrecord.cli`).
"""

from __future__ import annotations

import gc


def run() -> None:
    """Run the command line on this process's arguments and end it with its exit status."""
    gc.disable()
    from onrecord.cli import main

    main()


if __name__ == "__main__":
    run()
