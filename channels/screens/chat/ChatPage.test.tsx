/** What the resident sees and can do, on the whole page. */
import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { ApiError } from "../shared/api";
import type { Message } from "../shared/wire";
import { ChatPage } from "./ChatPage";
import { FakeServer } from "./fake-api";

async function open(...greeting: Partial<Message>[]) {
  const server = new FakeServer(...greeting);
  render(<ChatPage api={server.api} />);
  await screen.findByTestId("log");
  return { server, user: userEvent.setup() };
}
const ownWords = () => screen.queryAllByTestId("message")
  .filter((message) => message.dataset["from"] === "resident")
  .map((message) => message.querySelector(".bubble")?.textContent);

it("announces the bot and not the resident's own words", async () => {
  const { user } = await open({ text: "您好" });
  const log = screen.getByRole("log");
  expect(log).toHaveAttribute("aria-live", "polite");
  await user.type(screen.getByTestId("composer"), "问一件事{Enter}");
  const own = (await screen.findByText("问一件事")).closest('[data-testid="message"]');
  expect(own).toHaveAttribute("aria-live", "off");
  expect(screen.getByText("您好").closest('[data-testid="message"]')).not.toHaveAttribute("aria-live");
});

it("offers buttons under the last message only and sends the label", async () => {
  const { server, user } = await open({ text: "哪一类？", buttons: ["婚姻家庭", "交通事故"] });
  server.turns = [[{ text: "有责任认定吗？", buttons: ["有", "没有"] }]];
  await user.click(screen.getByRole("button", { name: "交通事故" }));
  await screen.findByText("有责任认定吗？");
  expect(ownWords()).toEqual(["交通事故"]);
  expect(screen.getAllByTestId("option").map((option) => option.textContent)).toEqual(["有", "没有"]);
  expect(screen.getByText("当时可以选：婚姻家庭、交通事故")).toBeInTheDocument();
});

it("lets several be ticked and sends them in the question's order; 不清楚 stands apart", async () => {
  const { user } = await open({ text: "有哪些？", input: "several", buttons: ["病历", "照片", "单据", "不清楚"] });
  await user.click(screen.getByTestId("several-done"));
  expect(screen.getByText(/请先点一下/)).toBeInTheDocument();
  expect(screen.getAllByRole("checkbox")).toHaveLength(3);
  await user.click(screen.getByRole("checkbox", { name: "单据" }));
  await user.click(screen.getByRole("checkbox", { name: "病历" }));
  await user.click(screen.getByTestId("several-done"));
  await waitFor(() => { expect(ownWords()).toEqual(["病历、单据"]); });
});

it("hints the keypad for money, and gives the ordinary keyboard back on request", async () => {
  const { user } = await open({ text: "花了多少钱？", input: "money" });
  const box = screen.getByTestId("composer");
  expect(box).toHaveAttribute("inputmode", "decimal");
  await user.click(screen.getByTestId("words-keyboard"));
  expect(box).toHaveAttribute("inputmode", "text");
  expect(box).toHaveFocus();
});

it("offers a calendar for a date and sends the day as people say it", async () => {
  const { user } = await open({ text: "哪天的事？", input: "date", buttons: ["不清楚"] });
  expect(screen.getByTestId("date-done")).toBeDisabled();
  fireEvent.change(screen.getByTestId("date"), { target: { value: "2026-03-05" } });
  await user.click(screen.getByTestId("date-done"));
  await waitFor(() => { expect(ownWords()).toEqual(["2026年3月5日"]); });
});

it("says where we are", async () => {
  await open({ text: "第四题", progress: { number: 4, left: 5 } }, { text: "末题", progress: { number: 9, left: 0 } });
  expect(screen.getByText("第4题，大约还有5题")).toBeInTheDocument();
  expect(screen.getByText("第9题，最后一题")).toBeInTheDocument();
});

it("shows mediators with a telephone and one button each, and no second button for the same person", async () => {
  const person = { label: "示例·李调解员", village: "示例村", speciality: "邻里纠纷", phone: "0391-0000001", initials: "李" };
  const { user } = await open({ text: "选谁？", kind: "people", people: [person], buttons: ["示例·李调解员", "都不合适"] });
  const card = screen.getByTestId("person");
  expect(within(card).getByRole("link")).toHaveAttribute("href", "tel:0391-0000001");
  expect(screen.getAllByTestId("option").map((option) => option.textContent)).toEqual(["都不合适"]);
  await user.click(within(card).getByRole("button", { name: "选这位：示例·李调解员" }));
  await waitFor(() => { expect(ownWords()).toEqual(["示例·李调解员"]); });
  expect(screen.queryByTestId("choose-person")).toBeNull();
});

it("draws what a person says as that person's, by name, and retires the bot's question", async () => {
  const server = new FakeServer({ text: "哪一类？", buttons: ["婚姻家庭"] });
  server.person("示例·李调解员", "<b>您好</b>，电话 0391-0000001");
  render(<ChatPage api={server.api} />);
  const words = (await screen.findByText(/您好/)).closest<HTMLElement>('[data-testid="message"]');
  expect(words).toHaveAttribute("data-from", "person");
  expect(words).toHaveTextContent("示例·李调解员说：");
  expect(words).not.toHaveTextContent("法问说");
  expect(words?.querySelector(".heading")).toHaveTextContent("示例·李调解员");
  expect(words?.querySelector(".words b")).toBeNull();
  expect(screen.queryByTestId("option")).toBeNull();
});

it("heads a step of the case", async () => {
  await open({ kind: "progress", text: "您的调解（编号 2026示例0001）有进展：调解员已经接手，会跟您联系。" });
  expect(screen.getByText("办理进展")).toBeInTheDocument();
});

it("sounds the alert for a safety message that arrives, not for one in the history", async () => {
  const safety = { kind: "safety" as const, text: "马上打 110", links: [{ label: "拨打 110", href: "tel:110" }] };
  const { server, user } = await open({ ...safety, text: "昨天的提醒" });
  expect(within(screen.getByRole("log")).queryByRole("alert")).toBeNull();
  server.turns = [[safety]];
  await user.type(screen.getByTestId("composer"), "被骗了{Enter}");
  const alert = await within(screen.getByRole("log")).findByRole("alert");
  expect(alert).toHaveTextContent("要紧提醒");
  expect(within(alert).getByRole("link", { name: "拨打 110" })).toHaveAttribute("href", "tel:110");
});

it("escapes everything, keeps line breaks, and shows no link it does not trust", async () => {
  await open({ text: "<b>粗</b>\n第二行 12348", links: [{ label: "坏", href: "javascript:alert(1)" }] });
  const words = screen.getByText(/第二行/);
  expect(words.textContent).toBe("<b>粗</b>\n第二行 12348");
  expect(words.querySelector("b")).toBeNull();
  expect(screen.getByRole("link", { name: "12348" })).toHaveAttribute("href", "tel:12348");
  expect(screen.queryByText("坏")).toBeNull();
});

it("sends on Enter, breaks the line on Shift+Enter, and does neither while a word is being chosen", async () => {
  const { user } = await open({ text: "您好" });
  const box = screen.getByTestId("composer");
  await user.type(box, "一{Shift>}{Enter}{/Shift}二");
  expect(box).toHaveValue("一\n二");
  fireEvent.keyDown(box, { key: "Enter", isComposing: true });
  expect(box).toHaveValue("一\n二");
  await user.type(box, "{Enter}");
  await waitFor(() => { expect(ownWords()).toEqual(["一\n二"]); });
  expect(box).toHaveValue("");
  expect(box).toHaveFocus();
});

it("offers to send again what did not get through", async () => {
  const { server, user } = await open({ text: "您好" });
  server.failures = [new ApiError("server", 502, null)];
  await user.type(screen.getByTestId("composer"), "问一{Enter}");
  await user.click(await screen.findByRole("button", { name: "没发出去，点这里重发" }));
  await waitFor(() => { expect(screen.queryByTestId("resend")).toBeNull(); });
  expect(ownWords()).toEqual(["问一"]);
  expect(new Set(server.saidIds).size).toBe(1);
});

it("keeps the words when the server says too fast", async () => {
  const { server, user } = await open({ text: "您好" });
  server.failures = [new ApiError("refused", 429, null)];
  await user.type(screen.getByTestId("composer"), "问一{Enter}");
  expect(await screen.findByText(/有点快/)).toBeInTheDocument();
  expect(screen.getByTestId("composer")).toHaveValue("问一");
});

it("says so when there is no network", async () => {
  await open({ text: "您好" });
  expect(screen.getByTestId("offline")).toBeEmptyDOMElement();
  Object.defineProperty(navigator, "onLine", { configurable: true, get: () => false });
  act(() => { window.dispatchEvent(new Event("offline")); });
  expect(screen.getByTestId("offline")).toHaveTextContent("现在没有网");
  Reflect.deleteProperty(navigator, "onLine");
  act(() => { window.dispatchEvent(new Event("online")); });
  expect(screen.getByTestId("offline")).toBeEmptyDOMElement();
});

it("always has a person one tap away", async () => {
  const { user } = await open({ text: "您好" });
  expect(screen.getByTestId("hotline")).toHaveAttribute("href", "tel:12348");
  await user.click(screen.getByTestId("human"));
  await waitFor(() => { expect(ownWords()).toEqual(["转人工"]); });
});

it("asks before starting over; Esc means no and gives focus back", async () => {
  const { server, user } = await open({ text: "您好" });
  await user.click(screen.getByTestId("new"));
  expect(screen.getByRole("alertdialog", { name: "要重新开始吗？" })).toBeInTheDocument();
  await user.keyboard("{Escape}");
  expect(server.startedOver).toBe(0);
  await waitFor(() => { expect(screen.getByTestId("new")).toHaveFocus(); });
  await user.click(screen.getByTestId("new"));
  await user.click(screen.getByTestId("confirm-yes"));
  await waitFor(() => { expect(server.startedOver).toBe(1); });
});

it("asks before erasing, then says what was done and lets one begin again", async () => {
  const { server, user } = await open({ text: "您好" });
  await user.click(screen.getByTestId("erase"));
  await user.click(screen.getByTestId("confirm-no"));
  expect(server.erased).toBe(0);
  await user.click(screen.getByTestId("erase"));
  await user.click(screen.getByTestId("confirm-yes"));
  expect(await screen.findByText("您的信息已经删除。")).toBeInTheDocument();
  expect(screen.getByTestId("hotline")).toBeInTheDocument();
  server.bot({ text: "又见面了" });
  await user.click(screen.getByTestId("begin-again"));
  expect(await screen.findByText("又见面了")).toBeInTheDocument();
});

it("looks up a case, says kindly when there is none, and shows fields named in Chinese", async () => {
  const { server, user } = await open({ text: "您好" });
  await user.click(screen.getByTestId("lookup"));
  await user.click(screen.getByTestId("lookup-search"));
  expect(screen.getByTestId("lookup-trouble")).toHaveTextContent("都要填");
  await user.type(screen.getByTestId("lookup-number"), "(2026)示例1号");
  await user.type(screen.getByTestId("lookup-code"), "246810{Enter}");
  expect(await screen.findByText(/没有查到/)).toBeInTheDocument();
  server.found = { number: "(2026)示例1号", status: "已受理", 期限: "12月1日前", secret: "x",
    history: [{ at: "2026-11-20T09:00:00+08:00", text: "收到申请" }] };
  await user.click(screen.getByTestId("lookup-search"));
  const result = await screen.findByTestId("lookup-result");
  await waitFor(() => { expect(result).toHaveTextContent("已受理"); });
  expect(result).toHaveTextContent("12月1日前");
  expect(result).toHaveTextContent("2026年11月20日：收到申请");
  expect(result).not.toHaveTextContent("secret");
});

it("enlarges the text step by step, remembers it, and comes back round", async () => {
  const { user } = await open({ text: "您好" });
  const size = () => document.documentElement.dataset["text"];
  await user.click(screen.getByTestId("large-text"));
  expect([size(), localStorage.getItem("fawen.text-size")]).toEqual(["large", "large"]);
  await user.click(screen.getByTestId("large-text"));
  expect(size()).toBe("largest");
  await user.click(screen.getByTestId("large-text"));
  expect(size()).toBe("standard");
});
