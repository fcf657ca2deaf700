"""One message of every type and event WeChat documents, in its form, with values of ours; and what is to be read in it."""

HEAD = (
    "<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName>"
    "<FromUserName><![CDATA[oSAMPLE-resident_0000000001]]></FromUserName><CreateTime>1790000000</CreateTime>"
)


def message(kind: str, rest: str, number: str = "23456789012345678") -> str:
    return f"{HEAD}<MsgType><![CDATA[{kind}]]></MsgType>{rest}<MsgId>{number}</MsgId></xml>"


def event(name: str, rest: str = "") -> str:
    return f"{HEAD}<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[{name}]]></Event>{rest}</xml>"


def key(value: str) -> str:
    return f"<EventKey><![CDATA[{value}]]></EventKey>"


SCANNED = "<ScanCodeInfo><ScanType><![CDATA[qrcode]]></ScanType><ScanResult><![CDATA[{}]]></ScanResult></ScanCodeInfo>"
PICTURES = (
    "<SendPicsInfo><Count>2</Count><PicList><item><PicMd5Sum><![CDATA[aa]]></PicMd5Sum></item>"
    "<item><PicMd5Sum><![CDATA[bb]]></PicMd5Sum></item></PicList></SendPicsInfo>"
)
CHOSEN = (
    "<SendLocationInfo><Location_X><![CDATA[30.5]]></Location_X><Location_Y><![CDATA[104.25]]></Location_Y>"
    "<Scale><![CDATA[15]]></Scale><Label><![CDATA[示例镇政府]]></Label><Poiname><![CDATA[]]></Poiname></SendLocationInfo>"
)
ASKED = (
    "<SubscribeMsgPopupEvent><List><TemplateId><![CDATA[t-1]]></TemplateId>"
    "<SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString><PopupScene>2</PopupScene></List>"
    "<List><TemplateId><![CDATA[t-2]]></TemplateId><SubscribeStatusString><![CDATA[reject]]></SubscribeStatusString>"
    "<PopupScene>2</PopupScene></List></SubscribeMsgPopupEvent>"
)
NUMBER = {"msg_id": "23456789012345678"}

MESSAGES = {
    "text": (
        message("text", "<Content><![CDATA[我在村口被摩托车撞了 <急>\n对方跑了 🙏]]></Content>"),
        {"kind": "text", "heard": "text", "text": "我在村口被摩托车撞了 <急>\n对方跑了 🙏", "menu_id": "", **NUMBER},
    ),
    "text from an article": (
        message("text", "<Content><![CDATA[你好]]></Content><MsgDataId>7</MsgDataId><Idx>1</Idx>"),
        {"kind": "text", "text": "你好"},
    ),
    "tap on a menu message": (
        message("text", "<Content><![CDATA[有借条]]></Content><bizmsgmenuid>101</bizmsgmenuid>"),
        {"kind": "text", "text": "有借条", "menu_id": "101"},
    ),
    "image": (
        message("image", "<PicUrl><![CDATA[http://mmbiz.example/p]]></PicUrl><MediaId><![CDATA[m-1]]></MediaId>"),
        {"kind": "image", "heard": "image", "url": "http://mmbiz.example/p", "media_id": "m-1"},
    ),
    "voice": (
        message("voice", "<MediaId><![CDATA[m-2]]></MediaId><Format><![CDATA[amr]]></Format>"),
        {"kind": "voice", "heard": "voice", "recognition": "", "media_id": "m-2"},
    ),
    "voice recognised": (
        message(
            "voice",
            "<MediaId><![CDATA[m-2]]></MediaId><Format><![CDATA[amr]]></Format>"
            "<Recognition><![CDATA[老板欠我工钱。]]></Recognition>",
        ),
        {"kind": "voice", "recognition": "老板欠我工钱。"},
    ),
    "voice recognised as nothing": (
        message("voice", "<MediaId><![CDATA[m-2]]></MediaId><Recognition><![CDATA[]]></Recognition>"),
        {"kind": "voice", "recognition": ""},
    ),
    "video": (
        message("video", "<MediaId><![CDATA[m-3]]></MediaId><ThumbMediaId><![CDATA[m-4]]></ThumbMediaId>"),
        {"kind": "video", "heard": "video", "media_id": "m-3"},
    ),
    "short video": (
        message("shortvideo", "<MediaId><![CDATA[m-3]]></MediaId><ThumbMediaId><![CDATA[m-4]]></ThumbMediaId>"),
        {"kind": "shortvideo", "heard": "video", "media_id": "m-3"},
    ),
    "location": (
        message(
            "location",
            "<Location_X>23.134521</Location_X><Location_Y>113.358803</Location_Y><Scale>20</Scale>"
            "<Label><![CDATA[示例村口]]></Label>",
        ),
        {"kind": "location", "heard": "location", "latitude": 23.134521, "longitude": 113.358803, "label": "示例村口"},
    ),
    "link": (
        message(
            "link",
            "<Title><![CDATA[示例文章]]></Title><Description><![CDATA[说的是借钱]]></Description>"
            "<Url><![CDATA[https://example.cn/a?b=1&c=2]]></Url>",
        ),
        {
            "kind": "link",
            "heard": "link",
            "title": "示例文章",
            "description": "说的是借钱",
            "url": "https://example.cn/a?b=1&c=2",
        },
    ),
    "mini program card": (
        message(
            "miniprogrampage",
            "<AppId><![CDATA[wxfedcba9876543210]]></AppId><Title><![CDATA[示例小程序]]></Title>"
            "<PagePath><![CDATA[pages/one]]></PagePath><ThumbUrl><![CDATA[]]></ThumbUrl>"
            "<ThumbMediaId><![CDATA[]]></ThumbMediaId>",
        ),
        {"kind": "miniprogrampage", "heard": "card", "title": "示例小程序", "url": "pages/one"},
    ),
    "a type we do not know": (
        message("hologram", "<MediaId><![CDATA[m]]></MediaId>"),
        {"kind": "unknown", "heard": "", **NUMBER},
    ),
    "follow": (event("subscribe"), {"kind": "event", "heard": "", "event": "subscribe", "scene": ""}),
    "follow with an empty key": (event("subscribe", key("")), {"event": "subscribe", "event_key": "", "scene": ""}),
    "follow by a code": (
        event("subscribe", key("qrscene_place-7") + "<Ticket><![CDATA[ticket]]></Ticket>"),
        {"event": "subscribe", "event_key": "qrscene_place-7", "scene": "place-7"},
    ),
    "follow after a payment": (
        event("subscribe", key("last_trade_no_1234")),
        {"event": "subscribe", "event_key": "last_trade_no_1234", "scene": ""},
    ),
    "unfollow": (event("unsubscribe", key("")), {"event": "unsubscribe"}),
    "scan": (
        event("SCAN", key("place-7") + "<Ticket><![CDATA[ticket]]></Ticket>"),
        {"event": "scan", "event_key": "place-7", "scene": "place-7"},
    ),
    "where the phone is": (
        event(
            "LOCATION", "<Latitude>23.137466</Latitude><Longitude>113.352425</Longitude><Precision>119.385</Precision>"
        ),
        {"event": "location", "latitude": 23.137466, "longitude": 113.352425},
    ),
    "menu tap": (event("CLICK", key("my-cases")), {"event": "click", "event_key": "my-cases", "url": ""}),
    "menu link": (
        event("VIEW", key("https://example.cn/me") + "<MenuId>430001</MenuId>"),
        {"event": "view", "event_key": "https://example.cn/me", "url": "https://example.cn/me"},
    ),
    "menu to a mini program": (
        event("view_miniprogram", key("pages/index") + "<MenuId>430001</MenuId>"),
        {"event": "view_miniprogram", "event_key": "pages/index"},
    ),
    "menu scan": (
        event("scancode_push", key("rselfmenu_0_1") + SCANNED.format("https://example.cn/q?a=1")),
        {"event": "scancode_push", "event_key": "rselfmenu_0_1", "text": "https://example.cn/q?a=1"},
    ),
    "menu scan that waits": (
        event("scancode_waitmsg", key("rselfmenu_0_0") + SCANNED.format("12345678")),
        {"event": "scancode_waitmsg", "text": "12345678"},
    ),
    "menu photo": (event("pic_sysphoto", key("k") + PICTURES), {"event": "pic_sysphoto", "event_key": "k"}),
    "menu photo or album": (event("pic_photo_or_album", key("k") + PICTURES), {"event": "pic_photo_or_album"}),
    "menu album": (event("pic_weixin", key("k") + PICTURES), {"event": "pic_weixin"}),
    "menu place": (
        event("location_select", key("k") + CHOSEN),
        {"event": "location_select", "latitude": 30.5, "longitude": 104.25, "label": "示例镇政府"},
    ),
    "template sent": (
        event("TEMPLATESENDJOBFINISH", "<MsgID>200163836</MsgID><Status><![CDATA[failed:user block]]></Status>"),
        {"event": "templatesendjobfinish", "msg_id": "200163836", "status": "failed:user block"},
    ),
    "subscription asked": (event("subscribe_msg_popup_event", ASKED), {"event": "subscribe_msg_popup_event"}),
    "an event we do not know": (
        event("moon_landing", key("k")),
        {"kind": "event", "event": "moon_landing", "event_key": "k"},
    ),
}
