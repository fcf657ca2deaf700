/**
 * A scripted consultation for looking at the page without the real server. 示例: nobody here exists. Words typed by the
 * tester choose the turn; anything else walks to the next question.
 */
const QUESTIONS = [
  { text: "人伤得怎么样？", buttons: ["没受伤", "轻伤没住院", "住院治疗", "有人去世", "不清楚"], input: "choice" },
  { text: "事故是哪一天发生的？", buttons: ["不清楚"], input: "date" },
  { text: "医疗费一共花了多少钱？（单位：元）", buttons: ["不清楚"], input: "money" },
  { text: "手里有哪些东西能证明？", input: "several",
    buttons: ["事故认定书", "住院病历", "缴费单据", "现场照片", "误工证明", "目击证人", "不清楚"] },
  { text: "责任是怎么认定的？", input: "choice",
    buttons: ["对方全部责任", "对方主要责任", "双方同等责任", "还没有认定下来", "不清楚"] },
];

const SAFETY = {
  kind: "safety",
  text: "刚转的钱，马上打 110 报警，说清转给了谁、转了多少。\n同时打 96110 问能不能拦下来。先别删聊天记录，也别再转一分钱。",
  links: [{ label: "拨打 110", href: "tel:110" }, { label: "拨打 96110", href: "tel:96110" }],
};

const PEOPLE = {
  kind: "people",
  text: "这几位调解员都能帮您，您看选哪一位？",
  people: [
    { label: "示例·李调解员", village: "示例镇东村", speciality: "婚姻家庭、邻里纠纷", phone: "0391-0000001", initials: "李" },
    { label: "示例·王调解员", village: "示例镇西村", speciality: "交通事故、人身损害赔偿", phone: "0391-0000002",
      photo: "/static/none.jpg", initials: "王" },
  ],
  buttons: ["都不合适", "不清楚"],
  input: "choice",
};

const SUMMARY = [
  { kind: "confirm", text: "我记下的是：\n· 人：住院治疗\n· 日子：2026年11月19日\n· 医疗费：5,000元\n对不对？", buttons: ["对", "要改"],
    input: "choice" },
];

const GUIDE = [
  { kind: "summary", text: "对方全部责任，您的合理损失应当先由对方的交强险赔，不够的再由商业险和对方赔。\n\n"
    + "依据：《民法典》第1213条。误工费、护理费按实际天数算，比如住院 12 天就按 12 天算。" },
  { kind: "guide", text: "完整的指南里写了要准备什么、去哪里办、花多少钱。拿不准就打 12348 问。",
    links: [{ label: "打开完整指南", href: "/g/example" }], buttons: ["找调解员", "再问一件事"], input: "choice" },
];

const MENU = {
  kind: "menu", text: "您要问哪一类的事？点一下，或者直接说。", input: "choice",
  buttons: ["婚姻家庭", "交通事故", "刑事与诈骗", "劳动工伤", "债权债务", "房产物业", "人身损害侵权", "合同纠纷", "消费维权",
    "医疗纠纷", "拆迁征地", "行政", "邻里土地", "其他"],
};

export const GREETING = [
  { text: "您好，我是法问。家里、村里遇到法律上的事，用您自己的话跟我说就行。\n我一步一步问您，再告诉您怎么办、找谁办。" },
  MENU,
];

function question(step) {
  const asked = QUESTIONS[step];
  return { kind: "question", ...asked, progress: { number: step + 1, left: QUESTIONS.length - 1 - step } };
}

/** The replies to `text`, and the step the interview stands at afterwards. */
export function replies(text, step) {
  if (text.includes("骗") && !text.includes("刑事")) return [[SAFETY, MENU], 0];
  if (text.includes("转人工")) {
    return [[{ text: "好，已经给您接上工作人员。现在是上班时间，一般几分钟就有人回。\n急的话直接打 12348。" }], step];
  }
  if (text.includes("调解员") && !text.startsWith("示例")) return [[PEOPLE], step];
  if (text.startsWith("示例")) {
    return [[{ kind: "case", text: "已经报给这位调解员。\n编号：(2026)示例调字第1号\n查询码：246810\n请把这两样记下来。" }], 0];
  }
  if (text.includes("菜单")) return [[MENU], 0];
  if (text.includes("长")) return [[{ text: "很长的一段话，用来看换行。".repeat(40) + "\nhttps://" + "x".repeat(120) }], step];
  if (text.includes("<")) return [[{ text: `您说的是：${text}` }], step];
  if (text === "对") return [GUIDE, 0];
  if (step < QUESTIONS.length) return [[question(step)], step + 1];
  return [SUMMARY, step];
}
