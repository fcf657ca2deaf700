/** Nothing said is lost or doubled: not by a lost network, a failing server, a reload or an answer that comes twice. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { ApiError } from "../shared/api";
import { Engine } from "./engine";
import { FakeServer } from "./fake-api";

let server: FakeServer;
let online: boolean;
let engine: Engine;

const build = () => new Engine({
  api: server.api,
  online: () => online,
  openStream: () => Object.assign(new EventTarget(), { close: () => undefined }) as unknown as EventSource,
});
const settled = () => vi.waitFor(() => {
  expect(engine.snapshot().outgoing.every((item) => item.status !== "sending")).toBe(true);
});
const texts = () => engine.snapshot().messages.map((message) => message.text);

beforeEach(async () => {
  server = new FakeServer({ text: "您好" });
  online = true;
  engine = build();
  await engine.start();
});
afterEach(() => { engine.stop(); });

it("sends in order, one at a time, and shows the replies", async () => {
  server.turns = [[{ text: "答一" }], [{ text: "答二" }]];
  engine.say("问一", true);
  engine.say("问二", true);
  await settled();
  expect(texts()).toEqual(["您好", "问一", "答一", "问二", "答二"]);
  expect(engine.snapshot().busy).toBe(false);
});

it("says nothing for blank text", async () => {
  engine.say("  \n ", true);
  await settled();
  expect(server.saidIds).toEqual([]);
});

it("keeps a message the server failed on and sends it again under the same client_id", async () => {
  server.failures = [new ApiError("server", 500, null)];
  engine.say("问一", true);
  await settled();
  const failed = engine.snapshot().outgoing[0];
  expect(failed).toMatchObject({ text: "问一", status: "failed" });
  engine.resend([failed?.clientId ?? ""]);
  await settled();
  expect(new Set(server.saidIds).size).toBe(1);
  expect(server.saidIds).toHaveLength(2);
  expect(texts()).toEqual(["您好", "问一"]);
});

it("waits while there is no network and sends by itself when it is back", async () => {
  online = false;
  engine.say("问一", true);
  await settled();
  expect(server.saidIds).toEqual([]);
  expect(engine.snapshot().outgoing[0]?.status).toBe("waiting");
  online = true;
  engine.wake();
  await settled();
  expect(texts()).toEqual(["您好", "问一"]);
});

it("does not send by itself what a working network failed to deliver", async () => {
  server.failures = [new ApiError("network", 0, null)];
  engine.say("问一", true);
  await settled();
  engine.wake();
  await settled();
  expect(engine.snapshot().outgoing[0]?.status).toBe("failed");
  expect(server.saidIds).toHaveLength(1);
});

it("shows the server's words when refused and gives typed text back", async () => {
  server.failures = [new ApiError("refused", 429, "慢一点"), new ApiError("refused", 400, null)];
  engine.say("问一", true);
  await settled();
  expect(engine.snapshot()).toMatchObject({ notice: "慢一点", draft: "问一", outgoing: [] });
  engine.say("问一", true);
  await settled();
  expect(engine.snapshot().notice).toMatch(/改一改/);
});

it("remembers the unsent message and the draft across a reload, and settles them with the history", async () => {
  online = false;
  engine.say("问一", true);
  engine.write("半句");
  await settled();
  engine.stop();
  online = true;
  engine = build();
  expect(engine.snapshot()).toMatchObject({ draft: "半句", outgoing: [{ text: "问一" }] });
  await engine.start();
  await settled();
  expect(texts()).toEqual(["您好", "问一"]);
  expect(sessionStorage.getItem("fawen.outbox")).toBeNull();
});

it("starts over with nothing left of the old conversation", async () => {
  engine.say("问一", true);
  await settled();
  engine.write("半句");
  expect(await engine.startOver()).toBe(true);
  expect(texts()).toEqual(["您好"]);
  expect(engine.snapshot().draft).toBe("");
});

it("stays as it is, with a notice, when starting over or erasing fails", async () => {
  engine.say("问一", true);
  await settled();
  server.failures = [new ApiError("network", 0, null), new ApiError("server", 503, "稍后再删")];
  expect(await engine.startOver()).toBe(false);
  expect(engine.snapshot().notice).toMatch(/没能重新开始/);
  expect(await engine.erase()).toBe(false);
  expect(engine.snapshot().notice).toBe("稍后再删");
  expect(texts()).toEqual(["您好", "问一"]);
});

it("drops an answer that belongs to a conversation already erased", async () => {
  engine.say("问一", true);
  await engine.erase();
  await settled();
  expect(engine.snapshot()).toMatchObject({ phase: "erased", messages: [], outgoing: [] });
  expect(sessionStorage.getItem("fawen.outbox")).toBeNull();
});

it("says it is unreachable and opens when the network is back", async () => {
  engine.stop();
  engine = build();
  server.failures = [new ApiError("network", 0, null)];
  await engine.start();
  expect(engine.snapshot().phase).toBe("unreachable");
  engine.wake();
  await vi.waitFor(() => { expect(engine.snapshot().phase).toBe("ready"); });
});
