"""Brings what a resident typed into one plain form, so that a phrase written once is found however it was typed.

Full-width and traditional characters, dialect pronouns (俺 恁 咱), spaces and dots inside words, and voice typing that
tears a word apart («跳，楼») all come out the same. Sentence ends become 「。」 and pauses 「，」; only words remain
between them. The same function is applied to the phrases in knowledge/, so an author may write either form.
"""

import re
import unicodedata

# Only the characters our own phrases use, each once: traditional first. A test holds this table against those phrases.
TRADITIONAL = (
    "殺杀騙骗轉转賬账帳账錢钱銀银匯汇給给還还這这裡里裏里來来時时後后會会過过說说話话電电報报門门關关鎖锁綁绑"
    "搶抢擄掳藥药農农樓楼橋桥斷断開开煙烟氣气燒烧爺爷媽妈孫孙兒儿閨闺嬰婴學学師师親亲鄰邻強强姦奸褻亵暈晕傷伤"
    "頭头臉脸腦脑體体壓压車车輪轮從从區区縣县鄉乡鎮镇條条個个們们為为無无沒没麼么嗎吗著着麵面點点擊击髮发發发"
    "瘋疯癲癫癥症亂乱東东兩两萬万億亿幾几誰谁讓让對对錯错賠赔償偿訴诉訟讼審审決决員员機机構构證证據据協协議议"
    "調调離离結结養养產产業业務务債债勞劳動动險险傳传銷销貸贷應应該该總总經经歷历長长剛刚現现馬马張张嚇吓聽听"
    "見见覺觉認认識识讀读寫写書书號号碼码網网線线視视頻频聞闻間间園园場场廠厂當当將将並并與与於于則则隻只雙双"
    "邊边遠远進进連连遲迟達达適适選选遺遗難难題题顧顾顏颜願愿類类飯饭飲饮餓饿館馆駕驾騎骑驚惊鬧闹魚鱼雞鸡麥麦"
    "黃黄齊齐齡龄龍龙龜龟傢家價价優优儘尽兇凶冊册凍冻劃划劇剧勸劝廁厕參参啞哑嘆叹噴喷圍围圖图團团壞坏壯壮夠够"
    "夢梦奪夺嬸婶寧宁寶宝實实專专尋寻層层島岛帶带幫帮廣广彈弹復复恥耻惡恶惱恼態态慘惨慣惯憤愤懷怀懶懒戀恋戲戏"
    "戶户拋抛掛挂揹背損损搖摇擋挡擔担擠挤攔拦敗败數数敵敌暫暂曬晒棄弃棟栋極极榮荣樂乐標标樣样樹树檢检欄栏歡欢"
    "歲岁歸归殘残毀毁溫温滅灭漲涨潑泼濕湿灑洒災灾煩烦熱热獄狱獨独獲获獻献瑣琐畢毕畫画異异痠酸監监盤盘眾众瞭了"
    "矇蒙砲炮確确禮礼禍祸種种稱称穩稳窮穷竊窃競竞筆笔範范節节簡简約约紅红純纯紙纸級级細细終终組组統统絕绝絡络"
    "維维緊紧緩缓縫缝繳缴繼继續续罰罚羅罗義义習习職职聯联膽胆臺台舉举舊旧艱艰莊庄葉叶蒐搜虧亏蟲虫衛卫衝冲補补"
    "裝装複复規规覽览觀观訂订計计訊讯討讨訓训記记設设許许評评試试詐诈詢询詳详誘诱誤误請请論论諮咨謀谋講讲謝谢"
    "護护譽誉變变負负財财責责貨货貪贪貫贯買买費费貼贴貿贸資资賊贼賓宾賣卖質质賭赌購购贏赢贖赎趕赶跡迹踐践躍跃"
    "輕轻較较載载輛辆輸输轄辖辦办辭辞運运違违遞递遷迁郵邮醫医釋释針针鈔钞鄭郑鋒锋鋪铺鋼钢錄录鍋锅鍵键鐵铁闖闯"
    "閃闪閉闭閱阅闆板隊队陽阳階阶際际隨随隱隐雖虽雜杂靈灵靜静響响頁页頂顶項项順顺須须預预領领頸颈餘余騷骚驗验"
    "髒脏鬆松鬥斗鹼碱鹽盐麗丽黨党齒齿喫吃妳你歐欧毆殴嘔呕搗捣槍枪洩泄癱瘫癇痫撿捡蹤踪夥伙殭僵屍尸獃呆癢痒丟丢"
    "爲为爭争倆俩兌兑軍军淨净準准刪删別别劑剂剮剐勁劲勢势單单佔占臥卧衞卫廚厨吶呐嗆呛嚨咙喚唤餵喂囑嘱國国塊块"
    "墊垫牆墙聲声處处備备夾夹獎奖婦妇導导盡尽屬属幣币幹干牀床庫库彎弯徵征撲扑託托執执掃扫揚扬擾扰撫抚掄抡枴拐"
    "擬拟掙挣揮挥換换撐撑攆撵攢攒術术權权櫃柜斃毙汙污溝沟潔洁澆浇測测渾浑濃浓遊游溼湿潰溃滿满燈灯竈灶爛烂燙烫"
    "獵猎豬猪貓猫療疗蓋盖盜盗瞞瞒磚砖稈秆積积窯窑窩窝籤签糞粪紐纽絞绞繩绳緬缅緝缉編编羣群脅胁脈脉腳脚脫脱膩腻"
    "蘋苹薦荐虛虚褲裤觸触訛讹診诊詞词誅诛誡诫誣诬課课談谈販贩貴贵賴赖贅赘賺赚贈赠贍赡軋轧軌轨軟软輩辈鬱郁鑑鉴"
    "釣钓鍾钟鑽钻鏈链鋤锄鍁锨鍬锹鐮镰問问閥阀陣阵頓顿飄飘飛飞駛驶罵骂鴨鸭鵝鹅説说乾干係系註注鐘钟衊蔑菸烟繫系"
    "樑梁檯台枱台腫肿擰拧鑰钥閻阎廢废摟搂愛爱墳坟僱雇唄呗撈捞徑径狀状側侧戰战偵侦厲厉風风楊杨額额內内糾纠紛纷"
    "營营納纳牽牵攏拢憑凭嚴严況况簽签減减謠谣謊谎駁驳聾聋"
)
SPOKEN = (
    ("木有", "没有"), ("没得", "没有"), ("冇", "没"), ("夜儿个", "昨天"), ("夜个", "昨天"), ("今儿", "今天"),
    ("明儿", "明天"), ("今天个", "今天"), ("明天个", "明天"), ("会儿", "会"), ("弄啥", "干什么"),
    ("咋", "怎么"), ("啥", "什么"), ("嘞", "了"), ("咧", "了"), ("啦", "了"), ("俺们", "我们"), ("俺", "我"),
    ("咱们", "我们"), ("咱", "我"), ("恁", "你"), ("您", "你"), ("她", "他"), ("它", "他"), ("ta", "他"),
)  # fmt: skip
SIMPLIFIED = str.maketrans(TRADITIONAL[::2], TRADITIONAL[1::2])
ENDS, PAUSES = re.compile(r"[。！？!?；;\n\r]+"), re.compile(r"[，,、：:]+")
NOISE = re.compile(r"[^。，0-9a-z\u3400-\u9fff○]+")
STUTTER = re.compile(r"([\u3400-\u9fff])\1{2,}")
TORN = re.compile(r"(?<![^。，])([\u3400-\u9fff])，|，([\u3400-\u9fff])(?![^。，])")


def plain(text: str) -> str:
    """The text in one form: simplified, lower case, dialect levelled, 「。」 and 「，」 the only marks left."""
    text = simplified(text).lower()
    text = PAUSES.sub("，", ENDS.sub("。", text))
    text = STUTTER.sub(r"\1", NOISE.sub("", text))
    for spoken, standard in SPOKEN:
        text = text.replace(spoken, standard)
    return TORN.sub(lambda torn: torn[1] or torn[2], text)


def simplified(text: str) -> str:
    """Full-width forms narrowed and traditional characters simplified; everything else as it was."""
    return unicodedata.normalize("NFKC", text).translate(SIMPLIFIED)


def sentences(text: str) -> list[str]:
    """The non-empty sentences of a text that went through `plain`."""
    return [sentence for sentence in text.split("。") if sentence.strip("，")]
