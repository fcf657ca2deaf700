"""The scripts that are shipped, played against the real service in safe mode: once calm, once with every message thrice."""

import pytest

from channels.rehearsal import stage
from channels.rehearsal.fake_api import Running
from channels.rehearsal.performance import curtain
from channels.rehearsal.script import SCRIPTS, load
from channels.weixin.menu_file import load as load_file
from channels.weixin.settings import MENU_FILE
from tests.serving import Service

pytestmark = pytest.mark.xdist_group("wechat")
NAMES = sorted(path.stem for path in SCRIPTS.glob("*.yml"))


@pytest.fixture(scope="module")
def api():
    with Running() as running:
        yield running


@pytest.fixture(scope="module")
def service(tmp_path_factory, api):
    port = stage.free_port()
    account = stage.made_up("safe", api.url, f"http://127.0.0.1:{port}")
    one = Service(tmp_path_factory.mktemp("scripts"), **account, PORT=str(port))
    one.port, one.url = port, f"http://127.0.0.1:{port}"
    one.start()
    yield one
    one.stop()


@pytest.mark.parametrize("resend, at_once", [(1, False), (3, True)], ids=["calm", "every message thrice"])
@pytest.mark.parametrize("name", NAMES)
async def test_a_script_is_played_to_its_end(name, resend, at_once, service, api):
    settings = {
        "callback": f"{service.url}/wechat",
        "account": stage.account_in(service.environment),
        "resend": resend,
        "at_once": at_once,
    }
    async with curtain(settings, api.url, service.environment) as play:
        menu = load_file(MENU_FILE).menu(service.url)
        play.menu = {
            item["name"]: (item["type"], item.get("key") or item["url"])
            for group in menu["button"]
            for item in group["sub_button"]
        }
        await play.play(load(name), 1, 60)
        assert not play.troubles
        assert play.tally.deliveries >= resend * play.tally.messages


def test_there_are_scripts():
    assert "车祸" in NAMES
