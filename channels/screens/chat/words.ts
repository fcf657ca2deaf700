/** What the page itself says when something does not go as wished. Everything about the law comes from the server. */
export const WORDS = {
  offline: "现在没有网。您写的话都留着，有网了会自动发出去。",
  unreachable: "暂时连不上。请看看手机有没有网，过一会儿再试。急事请直接打电话。",
  tooFast: "您发得有点快，请等几秒钟再发。您写的话还在。",
  notTaken: "这句话没能收下，请改一改再发。您写的话还在。",
  notStartedOver: "没能重新开始，请过一会儿再试。刚才的对话都还在。",
  notErased: "没能删除，请过一会儿再试，或者打 12348 请工作人员帮忙。",
  erased: "您的信息已经删除。",
  notFound: "没有查到。请对照短信或纸条，看编号和查询码有没有写错。",
  lookupFailed: "现在查不了，请过一会儿再试，或者打 12348 问工作人员。",
  eightDigits: "一共是八位数字，请看看有没有少填。",
  notContinued: "现在接不上，请过一会儿再试。原来那边的对话还在。",
  tooManyCodes: "试的次数太多了，请等一分钟再填。",
  wish: "已经替您写好了，点「发送」，就帮您找调解员。",
  unsent: "没发出去，点这里重发",
  somebody: "工作人员",
} as const;

/** What a link from another of our pages may put into the writing box, by its ?wish=. It is never sent by itself. */
export const WISHES: ReadonlyMap<string, string> = new Map([["mediator", "找村镇调解员"]]);
/** Sent as text when the resident asks for a person. */
export const ASK_FOR_A_PERSON = "转人工";
/** How several chosen labels travel as one reply. */
export const BETWEEN_LABELS = "、";
/** In a several-choice question these are answers of their own, never one of the boxes. */
export const STANDS_ALONE = ["不清楚", "啥意思", "上一题", "返回上一题", "跳过", "转人工", "重新来"];
