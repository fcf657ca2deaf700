"""A channel that is not set up stays off and says what it needs; one set up wrongly says what to mend, and no secret."""

import pytest

from channels.weixin.settings import Missing, Settings

NEEDED = {
    "FAWEN_WECHAT_APPID": "wx0123456789abcdef",
    "FAWEN_WECHAT_SECRET": "0123456789abcdef0123456789abcdef",
    "FAWEN_WECHAT_TOKEN": "SampleToken1",
    "FAWEN_PUBLIC_URL": "https://fawen.example.cn/",
}
AES_KEY = {"FAWEN_WECHAT_AES_KEY": "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg"}


def test_nothing_set_is_missing_and_not_half_set():
    missing = Settings.from_environment({"PORT": "8080"})
    assert isinstance(missing, Missing) and not missing.half_set
    assert all(name in missing.text for name in NEEDED)
    assert "AppSecret" in missing.text and "docs/wechat.md" in missing.text


@pytest.mark.parametrize("left_out", NEEDED)
def test_whatever_is_left_out_is_named_and_only_that(left_out):
    missing = Settings.from_environment({name: value for name, value in NEEDED.items() if name != left_out})
    assert isinstance(missing, Missing) and missing.half_set
    assert missing.names == (left_out,)


def test_the_address_of_the_site_alone_is_no_half_set_account():
    missing = Settings.from_environment({"FAWEN_PUBLIC_URL": "https://a.cn", "FAWEN_WECHAT_TOKEN": " "})
    assert isinstance(missing, Missing) and not missing.half_set


def test_what_is_needed_is_enough():
    settings = Settings.from_environment(NEEDED)
    assert isinstance(settings, Settings)
    assert (settings.mode, settings.wait, settings.clock_error) == ("plain", 4.5, 300)
    assert settings.public_url == "https://fawen.example.cn"
    assert settings.api_url == "https://api.weixin.qq.com"
    assert settings.customer_service and not settings.stable_token and not settings.msgmenu
    assert settings.file.name == "wechat.yml"


def test_everything_can_be_set(tmp_path):
    settings = Settings.from_environment(
        NEEDED
        | AES_KEY
        | {
            "FAWEN_WECHAT_MODE": "compatible",
            "FAWEN_WECHAT_ACCOUNT": "gh_0123456789ab",
            "FAWEN_WECHAT_API": "http://127.0.0.1:9000/",
            "FAWEN_WECHAT_OPEN": "http://127.0.0.1:9001",
            "FAWEN_WECHAT_MP": "http://127.0.0.1:9002",
            "FAWEN_WECHAT_STABLE_TOKEN": "1",
            "FAWEN_WECHAT_CUSTOMER_SERVICE": "0",
            "FAWEN_WECHAT_MSGMENU": "1",
            "FAWEN_WECHAT_FILE": str(tmp_path / "menu.yml"),
            "FAWEN_WECHAT_WAIT": "0.5",
            "FAWEN_WECHAT_CLOCK": "60",
        }
    )
    assert isinstance(settings, Settings)
    assert (settings.mode, settings.account) == ("compatible", "gh_0123456789ab")
    assert settings.api_url == "http://127.0.0.1:9000"
    assert (settings.open_url, settings.mp_url) == ("http://127.0.0.1:9001", "http://127.0.0.1:9002")
    assert settings.stable_token and not settings.customer_service and settings.msgmenu
    assert (settings.file, settings.wait, settings.clock_error) == (tmp_path / "menu.yml", 0.5, 60)


def test_a_key_means_safe_mode_unless_said_otherwise():
    assert Settings.from_environment(NEEDED | AES_KEY).mode == "safe"
    assert Settings.from_environment(NEEDED | AES_KEY | {"FAWEN_WECHAT_MODE": "plain"}).mode == "plain"
    assert Settings("wx1", "s", "t", aes_key="k").mode == "safe"
    assert Settings("wx1", "s", "t").mode == "plain"


def test_blanks_around_a_copied_value_do_no_harm():
    settings = Settings.from_environment(NEEDED | {"FAWEN_WECHAT_TOKEN": " SampleToken1\n"})
    assert isinstance(settings, Settings) and settings.token == "SampleToken1"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FAWEN_WECHAT_APPID", "gh_0123456789ab"),
        ("FAWEN_WECHAT_APPID", "wx０１２３４５６７"),
        ("FAWEN_WECHAT_SECRET", "两个 字"),
        ("FAWEN_WECHAT_TOKEN", "ab"),
        ("FAWEN_WECHAT_TOKEN", "with-dash"),
        ("FAWEN_WECHAT_TOKEN", "x" * 33),
        ("FAWEN_WECHAT_AES_KEY", "tooshort"),
        ("FAWEN_WECHAT_AES_KEY", "x" * 44),
        ("FAWEN_WECHAT_AES_KEY", "x" * 42 + "+"),
        ("FAWEN_WECHAT_ACCOUNT", "wx0123456789abcdef"),
        ("FAWEN_PUBLIC_URL", "fawen.example.cn"),
        ("FAWEN_PUBLIC_URL", "ftp://fawen.example.cn"),
        ("FAWEN_PUBLIC_URL", "https://"),
        ("FAWEN_PUBLIC_URL", "https://a:b@fawen.example.cn"),
        ("FAWEN_PUBLIC_URL", "https://fawen.example.cn/?a=1"),
        ("FAWEN_PUBLIC_URL", 'https://fawen.example.cn/"><script>'),
        ("FAWEN_WECHAT_API", "http://[bad"),
        ("FAWEN_WECHAT_API", "http://host:99999"),
        ("FAWEN_WECHAT_MODE", "aes"),
        ("FAWEN_WECHAT_MODE", "safe"),
        ("FAWEN_WECHAT_STABLE_TOKEN", "yes"),
        ("FAWEN_WECHAT_CUSTOMER_SERVICE", "２"),
        ("FAWEN_WECHAT_MSGMENU", "on"),
        ("FAWEN_WECHAT_WAIT", "5"),
        ("FAWEN_WECHAT_WAIT", "nan"),
        ("FAWEN_WECHAT_WAIT", "-1"),
        ("FAWEN_WECHAT_CLOCK", "1"),
    ],
)
def test_a_value_that_cannot_be_right_stops_the_start_with_the_remedy(name, value):
    with pytest.raises(SystemExit, match=f"{name}.*写得不对.*改好以后再启动"):
        Settings.from_environment(NEEDED | {name: value})


@pytest.mark.parametrize("name", ["FAWEN_WECHAT_SECRET", "FAWEN_WECHAT_TOKEN", "FAWEN_WECHAT_AES_KEY"])
def test_no_secret_is_ever_shown(name):
    settings = Settings.from_environment(NEEDED | AES_KEY)
    for shown in (NEEDED | AES_KEY).keys() - {"FAWEN_WECHAT_APPID", "FAWEN_PUBLIC_URL"}:
        assert (NEEDED | AES_KEY)[shown] not in repr(settings)
    with pytest.raises(SystemExit) as stopped:
        Settings.from_environment(NEEDED | {name: "机密 secret words"})
    assert "secret words" not in str(stopped.value)
