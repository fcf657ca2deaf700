"""What the WeChat door says by itself; everything about the law and the talk is said by the core."""

MORE = "更多"
ELSEWHERE = ("在电脑上继续", "在电脑或自助机上继续", "在自助机上继续", "换个地方接着说", "换个设备")

HAS_MORE = f"（还没说完，回复「{MORE}」接着看）"
BUSY = "现在咨询的人太多，这句话没有记下来。请过一分钟再发一遍；急事请打 110、120，法律上的事可以打 12348。"
TOO_FAST = "发得太快了，这句话没有记下来。请过几秒再发一遍。"
WAIT = f"您的话收到了，正在查。请过几秒钟回复「{MORE}」，就能看到答复。"
AGAIN = "（刚才网络不好，怕您没收到，再说一遍）"
NOTHING_MORE = "都说完了。您接着说就行，想找人回复「转人工」。"

WELCOME = "谢谢您关注。"
AT_PLACE = "记下了：您在{place}。"
GONE_CODE = "这个码已经过期，或者用过了。请在电脑或者自助机上重新取一个。"
TAKEN_UP = "接上了，从刚才说到的地方接着来。"
CODE = "接着说的码：{code}\n{minutes} 分钟内，在电脑或自助机上打开法问，点「接着手机上说的」，输入这八个数字。别告诉不相干的人。"
NO_TALK = "还没有说过什么，没有可以接着说的。您遇到了什么难事？用自己的话说一句就行。"
HEARD_VOICE = "我听成了：「{text}」。听错了，请打字再说一遍。"
STATION = "离您最近的调解站点：{name}（约 {kilometres} 公里）"
NO_STATION = "这里还没有登记各站点的位置，不知道哪个离您最近。"
