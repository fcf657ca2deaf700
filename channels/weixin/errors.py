"""What can go wrong between us and WeChat's servers, and what the operator has to do about it, in Chinese.

No text here holds a token, a secret, an openid or a word of WeChat's own message, which may repeat any of them.
"""

from __future__ import annotations

# What WeChat's number means, and the remedy.
EXPLAINED = {
    -1: ("微信那边正忙", "过一会儿会自动再试"),
    40001: ("凭据（access_token）或 AppSecret 不对", "在微信开发者平台「基础信息 → 开发密钥」核对 AppSecret；有别的程序也在取凭据时，改用 FAWEN_WECHAT_STABLE_TOKEN=1"),
    40003: ("这个用户不是本公众号的", "核对 FAWEN_WECHAT_APPID 是不是这个公众号的"),
    40013: ("AppID 不对", "在微信开发者平台「基础信息」里照抄开发者ID（AppID），注意大小写和空格，填进 FAWEN_WECHAT_APPID"),
    40014: ("凭据（access_token）不对", "会自动换新的再试一次；还不行就核对 AppID 和 AppSecret"),
    40016: ("菜单的按钮个数不对", "一级菜单 1 到 3 个，每个下面最多 5 个"),
    40018: ("菜单的名字太长或者是空的", "一级菜单最多 4 个汉字，二级最多 8 个"),
    40023: ("二级菜单的个数不对", "每个一级菜单下面 1 到 5 个"),
    40025: ("二级菜单的名字太长或者是空的", "二级菜单最多 8 个汉字"),
    40029: ("网页授权的 code 无效", "请居民从公众号里重新打开这一页"),
    40037: ("模板编号不对", "在「模板消息」里照抄模板ID，填进 wechat.yml 的 templates"),
    40054: ("菜单里的网址不对", "FAWEN_PUBLIC_URL 要写完整，例如 https://示例.gov.cn"),
    40125: ("AppSecret 不对", "在微信开发者平台「基础信息 → 开发密钥」里重置开发者密码（AppSecret），把新的填进 FAWEN_WECHAT_SECRET"),
    40163: ("网页授权的 code 已经用过", "请居民从公众号里重新打开这一页"),
    40164: ("这台服务器的 IP 不在白名单里", "在微信开发者平台「开发密钥」旁边的「IP白名单」里加上服务器出去的公网 IP，几分钟后生效"),
    40200: ("这个账号不能发菜单消息（msgmenu）", "不要设 FAWEN_WECHAT_MSGMENU，用文字菜单"),
    40243: ("AppSecret 已被冻结", "在微信开发者平台「基础信息 → 开发密钥」里解冻"),
    41001: ("没有带凭据", "这是程序的错，请告诉维护者"),
    41002: ("没有带 AppID", "填写 FAWEN_WECHAT_APPID"),
    41004: ("没有带 AppSecret", "填写 FAWEN_WECHAT_SECRET"),
    42001: ("凭据（access_token）过期了", "会自动换新的再试一次；总是这样就检查服务器的时间"),
    43004: ("这位居民没有关注公众号", "等居民关注以后再发"),
    43101: ("这位居民没有订阅这类通知", "不用处理：下次来的时候再告诉"),
    43116: ("居民关掉了这个模板的通知", "不用处理：下次来的时候再告诉"),
    44002: ("发出去的内容是空的", "这是程序的错，请告诉维护者"),
    45002: ("消息太长", "这是程序的错，请告诉维护者"),
    45009: ("今天的接口调用次数用完了", "明天零点恢复；急用可以在「接口权限」里清零"),
    45011: ("调用太快了", "过一分钟会自动再试"),
    45015: ("离居民上一次说话太久，微信不让主动发", "不用处理：下次来的时候先告诉"),
    45047: ("主动发给这位居民的条数用完了", "不用处理：下次来的时候先告诉"),
    45098: ("菜单消息太长", "减少选项，或者不设 FAWEN_WECHAT_MSGMENU"),
    46003: ("还没有发布过菜单", "运行 fawen wechat menu push"),
    47001: ("发出去的内容格式不对", "这是程序的错，请告诉维护者"),
    47003: ("模板的字段和内容对不上", "照模板详情核对 wechat.yml 里 templates 的 fields"),
    48001: ("这个公众号没有这个接口的权限", "在「接口权限」里看一看，通常要先做微信认证；没有客服消息权限时设 FAWEN_WECHAT_CUSTOMER_SERVICE=0"),
    48004: ("接口被微信封禁了", "登录公众平台看「通知中心」里的原因"),
    50002: ("账号被限制了", "登录公众平台看「通知中心」里的原因"),
    61004: ("这台服务器的 IP 不在白名单里", "在微信开发者平台「开发密钥」旁边的「IP白名单」里加上服务器出去的公网 IP，几分钟后生效"),
    65316: ("账号没有开通自定义菜单", "在公众平台开通「自定义菜单」"),
}  # fmt: skip
TOKEN_REFUSED = frozenset({40001, 40014, 42001})
BUSY = frozenset({-1, 45011})
WINDOW_CLOSED = frozenset({45015, 45047})  # nothing more may be sent unasked until the resident comes again
NOT_FOLLOWING = frozenset({40003, 43004})
NO_MENUS = frozenset({40200, 45098})


def explain(code: int) -> str:
    """What one of WeChat's numbers means and what to do, in one Chinese sentence."""
    meaning, remedy = EXPLAINED.get(code, ("微信不接受这次请求", "在公众平台的「全局返回码」里查这个数字"))
    return f"{meaning}（{code}）：{remedy}。"


class WeixinTrouble(Exception):
    """Something went wrong with WeChat; ``text`` says it in Chinese."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class ApiError(WeixinTrouble):
    """WeChat understood and refused: nothing was done. ``code`` is its number, ``date`` what its clock showed."""

    def __init__(self, code: int, detail: str = "", date: str = "") -> None:
        super().__init__(explain(code) + detail)
        self.code, self.date = code, date


class Unreachable(WeixinTrouble):
    """No answer that can be relied on. ``maybe_sent`` says that the request may all the same have been carried out."""

    def __init__(self, maybe_sent: bool, text: str) -> None:
        super().__init__(text)
        self.maybe_sent = maybe_sent
