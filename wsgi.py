"""What a web server starts."""

import gc
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is loaded; more of them wait for each other
gc.disable()  # nothing of what is loaded here goes again: looking through it again and again took a fifth of the start

from app import create_app  # noqa: E402  this is what is loaded

app = create_app()
gc.freeze()
gc.enable()
