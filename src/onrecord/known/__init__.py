"""People whom a newspaper need not introduce: their full names, and the posts they held and when.

Background for reading an article, never evidence for the registry. The tables beside this file are facts that we
wrote down; `README.md` there says what each column means.
"""

from onrecord.known.figures import Figure, Figures, Post, figures
from onrecord.known.fitting import Fit, fitting

__all__ = ["Figure", "Figures", "Fit", "Post", "figures", "fitting"]
