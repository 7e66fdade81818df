"""The first minutes of an installation: what bin/serve loads, and how the first administrator gets in."""

import argparse
import importlib.util
import re
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

BIN = Path(__file__).parents[2] / "bin"


@pytest.fixture
def serve(monkeypatch):
    """bin/serve, loaded and not run."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.syspath_prepend(str(BIN))
    loader = SourceFileLoader("serve", str(BIN / "serve"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("serve", loader))
    loader.exec_module(module)
    return module


@pytest.mark.parametrize(("mode", "empty", "loads"), [
    ("demonstration", False, True), ("demonstration", True, False), ("development", False, False),
    ("development", True, False), ("production", False, False), ("production", True, False),
])
def test_the_demonstration_is_loaded_where_it_is_wanted(serve, mode, empty, loads):
    steps = serve.steps(argparse.Namespace(empty=empty, port=5000), {"MODE": mode})
    assert steps[:2] == [["db", "upgrade"], ["prepare"]]
    assert (["demo", "load"] in steps) is loads


@pytest.mark.parametrize("mode", ["development", "demonstration"])
def test_the_first_administrator_gets_in_where_no_mail_leaves(run, client, app, monkeypatch, mode):
    monkeypatch.setitem(app.config, "MODE", mode)
    said = run("create-administrator", "beheer@gemeente.example")
    assert said.exit_code == 0 and "10 minutes" in said.output
    path = re.search(r"http://localhost(/inloggen/link/\S+)", said.output)[1]
    assert client.get("/beheer").status_code == 302
    assert client.post(path).status_code == 302
    assert client.get("/beheer").status_code == 200
    assert client.post(path).status_code == 409, "once"


@pytest.mark.parametrize(("mode", "server"), [("production", "mail.example"), ("production", ""), ("development", "mail.example")])
def test_no_link_is_printed_where_mail_leaves_or_in_production(run, app, monkeypatch, mode, server):
    monkeypatch.setitem(app.config, "MODE", mode)
    monkeypatch.setitem(app.config, "MAIL_SERVER", server)
    said = run("create-administrator", "beheer@gemeente.example")
    assert said.exit_code == 0 and "/inloggen/link/" not in said.output and "e-mail" in said.output
