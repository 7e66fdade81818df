"""Makes the virtual environment that the other commands run in. Uses nothing but Python itself.

An old Python must get as far as being told so: it can read every file of bin/ (a test holds them to the grammar
of 3.6), they ask for this one before anything else of ours, and nothing but the next lines runs before the check.
"""

import hashlib
import os
import secrets
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)


def stop(message: str) -> None:
    sys.exit(f"Straatwijs: {message}")


if sys.version_info < OLDEST:
    stop(f"this is Python {sys.version.split()[0]}; version {OLDEST[0]}.{OLDEST[1]} or newer is needed.")


def enter(lock: str = "requirements.lock", folder: str = ".venv") -> None:
    """Goes on in the virtual environment, which is made or brought up to date first."""
    home, wanted = ROOT / folder, ROOT / lock
    python = home / "bin" / "python"
    mark = home / "installed"
    digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
    if not mark.exists() or mark.read_text() != digest:
        install(home, python, wanted)
        mark.write_text(digest)
    if Path(sys.prefix).resolve() != home.resolve():
        os.execv(python, [str(python), *sys.argv])


def install(home: Path, python: Path, lock: Path) -> None:
    print(f"Installing what Straatwijs needs in {home.name}/ (once, about a minute) …", flush=True)
    try:
        venv.create(home, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        stop(f"the folder {home} cannot be made ({fault}). On Debian: apt install python3-venv.")
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off",
               "--require-hashes", "-r", str(lock)]
    said = follow(command, sum(line[:1].isalnum() for line in lock.read_text().splitlines()))
    if said:
        print(said)
        stop("installing did not succeed; what went wrong stands above. Try again when it is mended.")


def follow(command: list[str], packages: int) -> str:
    """Runs pip while a line counts the packages; gives what pip said when it did not succeed."""
    said, seen, ending = [], 0, "" if sys.stdout.isatty() else "\n"
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout or ():
            said.append(line)
            seen += line.startswith("Collecting ")
            if line.startswith(("Collecting ", "Installing collected")):
                doing = f"{seen} of {packages} packages" if line[0] == "C" else "putting them in place"
                print(f"\r  {doing:<30}" if sys.stdout.isatty() else f"  {doing}", end=ending, flush=True)
    print()
    return "" if process.returncode == 0 else "".join(said[-30:]) or "pip said nothing"


def data_folder(name: str) -> Path:
    """The folder for the database and the secret of this installation, made when needed."""
    folder = Path(name).expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_text("")
        probe.unlink()
    except OSError as fault:
        stop(f"cannot write in {folder} ({fault.strerror}). Choose another folder with --data.")
    return folder


def settings_for(folder: Path) -> dict[str, str]:
    """The environment for a process of this installation."""
    secret = folder / "secret.key"
    if not secret.exists():
        handle = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    found = dict(os.environ)
    found["SECRET_KEY"] = found.get("SECRET_KEY") or secret.read_text().strip()
    found["DATA_DIR"] = str(folder)
    return found
