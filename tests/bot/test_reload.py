"""SIGHUP takes a changed knowledge base into use while residents go on talking, and never a broken one."""

import shutil
import signal
import time

import pytest
import requests

from tests.serving import ROOT, Service, Visitor

BESIDE = ("bot", "casework", "channels", "models", "config.yml", "domain.yml", "endpoints.yml", "uv.lock")


@pytest.fixture
def folder(tmp_path):
    """A house of its own, whose knowledge may be changed."""
    for name in BESIDE:
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    return tmp_path


def reloaded(service, said):
    """Sends the signal and waits until the service has said something about it."""
    before = service.log.read_text("utf-8").count(said)
    service.process.send_signal(signal.SIGHUP)
    end = time.monotonic() + 60
    while time.monotonic() < end and service.log.read_text("utf-8").count(said) == before:
        time.sleep(0.1)
    return service.log.read_text("utf-8")


def version(service):
    return requests.get(f"{service.url}/readyz", timeout=10).json()["knowledge"]["version"]


@pytest.mark.xdist_group("service")
def test_knowledge_is_changed_under_way(folder, tmp_path_factory):
    service = Service(tmp_path_factory.mktemp("reload"), cwd=folder).start()
    try:
        visitor, first = Visitor(service.url), version(service)
        visitor.open()
        visitor.say("民间借贷", "我借给别人钱")
        messages = folder / "knowledge" / "messages.yml"
        messages.write_text(messages.read_text("utf-8").replace("thanks: 不客气", "thanks: 别客气"), "utf-8")
        reloaded(service, "知识库换好了")
        second = version(service)
        assert second != first
        findings = folder / "knowledge" / "issues" / "divorce" / "findings.yml"
        findings.write_text("headline: 一句\n", "utf-8")
        assert "issues/divorce/findings.yml:1:" in reloaded(service, "没有换上，还用原来的")
        assert version(service) == second
        visitor.say("谢谢")
        assert "别客气" in visitor.text or visitor.question, visitor.text
    finally:
        service.stop()
