/** What brings a resident here from elsewhere: eight digits from another device, or a wish from another page. */
import { render, screen, waitFor } from "@testing-library/react";
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

it("takes up a talk begun elsewhere by its eight digits, in whatever way they are typed", async () => {
  const { server, user } = await open({ text: "您好" });
  const other = new FakeServer({ text: "手机上的问候" }, { text: "伤得怎么样？", buttons: ["轻伤", "住院"] });
  server.elsewhere.set("12345678", other.messages);
  await user.click(screen.getByTestId("arrive"));
  await user.type(screen.getByTestId("continue-code"), "1234{Enter}");
  expect(screen.getByTestId("continue-trouble")).toHaveTextContent("八位");
  await user.clear(screen.getByTestId("continue-code"));
  await user.type(screen.getByTestId("continue-code"), "8765 4321{Enter}");
  expect(await screen.findByText("这八位数不对。")).toBeInTheDocument();
  expect(screen.getByText("您好")).toBeInTheDocument();
  await user.clear(screen.getByTestId("continue-code"));
  await user.type(screen.getByTestId("continue-code"), "１２３４-５６７８9");
  expect(screen.getByTestId("continue-code")).toHaveValue("12345678");
  await user.click(screen.getByTestId("continue-take"));
  expect(await screen.findByText("手机上的问候")).toBeInTheDocument();
  expect(screen.queryByText("您好")).toBeNull();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.getAllByTestId("option").map((option) => option.textContent)).toEqual(["轻伤", "住院"]);
});

it("says kindly when too many codes were tried, and keeps what was typed", async () => {
  const { server, user } = await open({ text: "您好" });
  await user.click(screen.getByTestId("arrive"));
  server.failures = [new ApiError("refused", 429, null), new ApiError("network", 0, null)];
  await user.type(screen.getByTestId("continue-code"), "12345678{Enter}");
  expect(await screen.findByText(/等一分钟/)).toBeInTheDocument();
  await user.click(screen.getByTestId("continue-take"));
  expect(await screen.findByText(/接不上/)).toBeInTheDocument();
  expect(screen.getByTestId("continue-code")).toHaveValue("12345678");
});

it("gives eight digits that take this talk along, readable one by one", async () => {
  const { server, user } = await open({ text: "您好" });
  await user.click(screen.getByTestId("leave"));
  expect(screen.getByTestId("continue-given")).toBeEmptyDOMElement();
  server.failures = [new ApiError("server", 503, "服务暂时不可用。")];
  await user.click(screen.getByTestId("continue-give"));
  expect(await screen.findByText("服务暂时不可用。")).toBeInTheDocument();
  await user.click(screen.getByTestId("continue-give"));
  await waitFor(() => { expect(screen.getByTestId("continue-given")).toHaveTextContent("1 2 3 4 5 6 7 8"); });
  expect(screen.getByTestId("continue-given")).toHaveTextContent("10 分钟内有效");
  await user.click(screen.getByTestId("continue-close"));
  await waitFor(() => { expect(screen.getByTestId("leave")).toHaveFocus(); });
});

it("writes a wish from another page into the box, sends nothing, and wishes once", async () => {
  window.history.replaceState(null, "", "/?wish=mediator");
  const { server } = await open({ text: "您好" });
  expect(screen.getByTestId("composer")).toHaveValue("找村镇调解员");
  expect(screen.getByTestId("notice")).toHaveTextContent("点「发送」");
  expect(server.saidIds).toEqual([]);
  expect(window.location.search).toBe("");
});

it.each(["/?wish=constructor", "/?wish=删除我的信息", "/?wish="])("takes no wish it does not know: %s", async (address) => {
  window.history.replaceState(null, "", address);
  await open({ text: "您好" });
  expect(screen.getByTestId("composer")).toHaveValue("");
  expect(screen.getByTestId("notice")).toBeEmptyDOMElement();
});
