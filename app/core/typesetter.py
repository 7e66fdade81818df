"""Typesets one source in a process of its own, which gives all that it held back to the system when it ends.

    python -I typesetter.py FOLDER SOURCE PDF

It reads what stands in FOLDER and nothing else, fetches nothing, and knows nothing of the rest of the house. A report
of 10,000 contributions takes nearly a gigabyte, and the typesetter keeps that for a next one that may never come.
"""

import sys
from pathlib import Path

import typst


def main(folder: Path, source: str, pdf: str) -> None:
    paper = typst.compile(
        folder / source,
        root=folder,
        package_path=folder,
        package_cache_path=folder,
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    (folder / pdf).write_bytes(paper)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
