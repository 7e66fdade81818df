"""S-40, V1.2.1, V1.2.5, V1.3.2, V1.5.2: ways of writing that go wrong sooner or later. Each exception is named, with its reason."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = [*(ROOT / "app").rglob("*.py"), ROOT / "config.py", ROOT / "wsgi.py"]
COMMANDS = [path for path in (ROOT / "bin").iterdir() if path.is_file()]
TEMPLATES = [path for path in (ROOT / "templates").rglob("*.*") if path.is_file()]
CALLS = {  # never called, whatever for
    "eval", "exec", "compile", "os.system", "os.popen", "subprocess.getoutput", "pickle.load", "pickle.loads", "marshal.loads", "shelve.open", "yaml.load",
    "render_template_string", "flask.render_template_string", "Markup.format", "tempfile.mktemp", "ssl._create_unverified_context", "random.random", "random.choice", "jsonpickle.decode",
}
MODULES = {"pickle", "marshal", "shelve", "dill", "random", "telnetlib", "ftplib", "xmlrpc", "requests", "httpx", "urllib.request", "http.client"}
MARKS_AS_SAFE = {"app/core/sanitize.py"}  # by policy, and nh3 last
STARTS_PROGRAMS = {"app/core/typesetting.py"}  # this Python with a typesetter of ours; bin/ starts the parts of the site
ASKS_OTHERS = {"app/core/tiles.py": {"urllib.request"}}  # one source that the operator names, and nothing of an address but three numbers
HTML_IN_SCRIPTS = {"preview.js"}  # a part of a page that our own server made and escaped


def named(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", CODE, ids=named)
def test_s_40_no_code_runs_what_somebody_wrote(path):
    """CVE-2026-33046 of Indico ran LaTeX; V1.2.5, V1.3.2 and V1.5.2 name the others."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in CALLS, called
            assert not any(k.arg == "shell" for k in node.keywords), f"{called} with a shell"
            assert not any(k.arg == "verify" and isinstance(k.value, ast.Constant) and k.value.value is False for k in node.keywords)
            if called in ("Markup", "markupsafe.Markup"):
                assert named(path) in MARKS_AS_SAFE
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = {alias.name for alias in node.names} if isinstance(node, ast.Import) else {node.module or ""}
            assert not names & MODULES - ASKS_OTHERS.get(named(path), set()), names
            assert "subprocess" not in names or named(path) in STARTS_PROGRAMS


def test_v1_2_5_the_app_starts_its_own_typesetter_only_and_says_nothing_of_what_people_wrote_to_it():
    """By fixed words, without what stands in the environment or the folder; what is typeset lies in a file."""
    tree = ast.parse((ROOT / "app/core/typesetting.py").read_text(encoding="utf-8"))
    started = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("subprocess.")]
    assert [ast.unparse(node.args[0]) for node in started] == ["command"]
    command = next(node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "command")
    assert ast.unparse(command) == "[sys.executable, '-I', str(TYPESETTER), name, source.name, PAPER]"


@pytest.mark.parametrize("path", COMMANDS, ids=named)
def test_v1_2_5_the_commands_start_programs_without_a_shell(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"shell\s*=\s*True|os\.system|os\.popen", text)


def test_s_40_templates_escape_and_carry_no_script():
    """V1.2.1: pages are escaped, mails are plain text and are not. `safe` is nowhere."""
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|\bMarkup\b", text), path
        assert not re.search(r"<script(?![^>]*(src=|application/json))", text), path
        assert not re.search(r"\sstyle=|\son\w+=|javascript:", text), path
        assert "autoescape" not in text or path.suffix == ".txt", path


def test_cve_2023_37901_no_script_makes_a_page_of_words():
    """Of Indico: a title in the question whether to delete. Our scripts ask nothing, and put words in as text."""
    for path in (ROOT / "static" / "js").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(eval|Function|confirm|prompt|alert)\(|document\.write|outerHTML\s*=|insertAdjacentHTML|createContextualFragment", text), path
        assert "innerHTML" not in text or path.name in HTML_IN_SCRIPTS, path
        assert not re.search(r"https?://(?!www\.w3\.org)", text), f"{path} asks another site"


def test_v1_2_1_pages_and_drawings_are_escaped_and_mail_is_not(app):
    chosen = app.jinja_env.autoescape
    assert all(chosen(f"x.{kind}") for kind in ("html", "xml", "svg", "htm")) and not chosen("x.txt")
