"""The rules of the house that no linter knows."""

import ast
import inspect
import re
import textwrap
from pathlib import Path

import pytest
from sqlalchemy import String
from wtforms.fields.core import UnboundField

from app.core.database import db
from app.core.forms import Form

ROOT = Path(__file__).parents[1]
ROOMS = sorted((ROOT / "app").glob("*/**/*.py"))
CODE = sorted((ROOT / "app").rglob("*.py"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LAYERS = {"routes", "jobs", "forms", "exports", "messages"}  # what a feature does not show to others
JOBS = {"app/contributions/jobs.py", "app/following/jobs.py"}  # each keeps its parts
KEEPERS = {"app/core/database.py", "app/core/outbox.py", "app/cli/bounces.py", *JOBS}  # beside drafts, autosave and throttling
MOST_LINES, MOST_IN_FUNCTION = 300, 40


def name_of(path):
    return str(path.relative_to(ROOT))


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("room", [r for r in ROOMS if r.parts[-2] != "cli"], ids=name_of)
def test_a_feature_is_entered_by_its_face(room):
    feature = room.relative_to(ROOT / "app").parts[0]
    for node in ast.walk(tree_of(room)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app."):
            other, *rest = node.module.split(".")[1:]
            if other not in (feature, "core"):
                entered = set(rest[:1] or [name.name for name in node.names])
                hidden = LAYERS - {"forms", "messages"} if feature == "pages" else LAYERS  # a window may show a form
                assert not entered & hidden, f"{node.module} is not for others"


def test_every_route_says_who_may_pass(app):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.endpoint == "static" or getattr(view, "is_public", False):
            continue
        calls = ast.walk(ast.parse(textwrap.dedent(inspect.getsource(view))))
        names = {n.func.id for n in calls if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
        assert "allow" in names, f"{rule.endpoint} has neither allow() nor @public"


@pytest.mark.parametrize("path", [*CODE, *TESTS], ids=name_of)
def test_no_file_and_no_function_grows_too_large(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES, "make it a folder of the same name"
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef) and not name_of(path).startswith("tests/journeys"):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= MOST_IN_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_no_script_grows_too_large(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES, "take a behaviour into a module of its own"


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_a_feature_shows_its_own_pages(room):
    feature = room.relative_to(ROOT / "app").parts[0]
    for node in ast.walk(tree_of(room)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "render_template":
            page = node.args[0]
            if isinstance(page, ast.Constant):
                assert (ROOT / "templates" / page.value).exists(), page.value
                assert page.value.split("/")[0] in (feature, "errors"), page.value


def test_no_field_hides_what_every_form_can_do():
    """A field called `status` would take the place of the status of the answer."""
    ours = set(dir(Form))
    for form in every_kind_of(Form):
        fields = {name for name, value in vars(form).items() if isinstance(value, UnboundField)}
        assert not fields & ours, f"{form.__name__}: {fields & ours}"


def every_kind_of(form):
    return {kind for child in form.__subclasses__() for kind in (child, *every_kind_of(child))}


def test_addresses_are_dutch_kebab_case(app):
    for rule in app.url_map.iter_rules():
        plain = re.sub(r"<[^>]*>", "x", rule.rule)
        assert plain == "/" or not plain.endswith("/"), rule.rule
        assert re.fullmatch(r"[a-z0-9./-]*", plain), rule.rule


def test_every_text_column_has_a_length_or_is_meant_to_be_long():
    for table in db.metadata.tables.values():
        for column in table.columns:
            if type(column.type) is String:
                assert column.type.length, f"{table.name}.{column.name}"


@pytest.mark.parametrize("path", [p for p in CODE if "app" in p.parts], ids=name_of)
def test_nobody_else_asks_for_the_time_or_marks_text_as_safe(path):
    text = path.read_text(encoding="utf-8")
    if name_of(path) != "app/core/clock.py":
        assert not re.search(r"datetime\.(utc)?now\(|date\.today\(", text)
    if name_of(path) != "app/core/sanitize.py":
        assert "Markup(" not in text


@pytest.mark.parametrize("page", sorted((ROOT / "templates").rglob("*.*")), ids=name_of)
def test_no_template_marks_text_as_safe_or_carries_style(page):
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b", text)
    assert "style=" not in text
    assert not re.search(r"\son[a-z]+=", text)


def test_only_drafts_and_throttling_commit_before_the_end():
    callers = {name_of(p) for p in ROOMS if "keep_now()" in p.read_text(encoding="utf-8")} - KEEPERS
    for caller in callers:
        text = (ROOT / caller).read_text(encoding="utf-8")
        assert re.search(r"draft|typed|throttl|attempt|Attempt", text), f"{caller} commits before its request ends"
    committing = {name_of(p) for p in ROOMS if ".session.commit()" in p.read_text(encoding="utf-8")}
    assert committing <= {"app/core/database.py", "app/cli/commands.py"}


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "bin" / "bench"], ids=name_of)
def test_the_tests_that_are_named_exist(page):
    """A guide or a measurement that points at a test which moved finds nothing, and nobody notices."""
    named = re.findall(r"\btests/[\w/]+\.py\b", page.read_text(encoding="utf-8"))
    assert not [name for name in named if not (ROOT / name).exists()]
