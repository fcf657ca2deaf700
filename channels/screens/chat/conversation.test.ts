/** The conversation keeps every message once, in order, and knows which question waits. */
import { describe, expect, it } from "vitest";

import type { Message } from "../shared/wire";
import { after, awaiting, beginning, type Conversation, type Outgoing } from "./conversation";

const bot = (id: number, more: Partial<Message> = {}): Message =>
  ({ id, from: "bot", at: "2026-11-22T10:00:00+08:00", text: `机器 ${id}`, ...more });
const own = (id: number, clientId: string): Message =>
  ({ id, from: "resident", at: "2026-11-22T10:00:00+08:00", text: "我说", client_id: clientId });
const going = (clientId: string, more: Partial<Outgoing> = {}): Outgoing =>
  ({ clientId, text: "我说", typed: true, status: "sending", ...more });
const loaded = (...messages: Message[]): Conversation =>
  after(beginning(), { type: "loaded", session: { messages } });
const ids = (state: Conversation) => state.messages.map((message) => message.id);

describe("messages", () => {
  it("are kept once although they arrive both ways, and in the order of their numbers", () => {
    let state = loaded(bot(1));
    state = after(state, { type: "arrived", messages: [bot(4), own(2, "a")] });
    state = after(state, { type: "arrived", messages: [own(2, "a"), bot(3), bot(4)] });
    expect(ids(state)).toEqual([1, 2, 3, 4]);
  });

  it("leave the state untouched when nothing is new", () => {
    const state = loaded(bot(1));
    expect(after(state, { type: "arrived", messages: [bot(1)] })).toBe(state);
  });

  it("are history up to the last one loaded", () => {
    expect(loaded(bot(3), bot(8)).historyUpTo).toBe(8);
  });
});

describe("what is on its way", () => {
  it("is settled by the stored message with its client_id, even when that comes through the push", () => {
    let state = after(loaded(bot(1)), { type: "said", outgoing: going("a") });
    state = after(state, { type: "arrived", messages: [own(2, "a")] });
    expect(state.outgoing).toEqual([]);
    expect(ids(state)).toEqual([1, 2]);
  });

  it("is settled by the history after a reload", () => {
    const state = after(beginning([going("a"), going("b")]), { type: "loaded", session: { messages: [own(2, "a")] } });
    expect(state.outgoing.map((item) => item.clientId)).toEqual(["b"]);
  });

  it("comes back as draft when typed and refused, before what was written since", () => {
    let state = after(loaded(bot(1)), { type: "said", outgoing: going("a", { text: "第一句" }) });
    expect(state.draft).toBe("");
    state = after(state, { type: "written", text: "第二句" });
    state = after(state, { type: "refused", clientId: "a", notice: "慢一点" });
    expect(state).toMatchObject({ draft: "第一句\n第二句", notice: "慢一点", outgoing: [] });
  });

  it("leaves the draft alone when it was a button", () => {
    let state = after(loaded(bot(1)), { type: "written", text: "写了一半" });
    state = after(state, { type: "said", outgoing: going("a", { typed: false }) });
    state = after(state, { type: "refused", clientId: "a", notice: "慢一点" });
    expect(state.draft).toBe("写了一半");
  });
});

describe("the question that waits", () => {
  const question = bot(2, { buttons: ["对", "不对"] });

  it("is the last that offers something, even with a plain message after it", () => {
    expect(awaiting(loaded(bot(1, { buttons: ["旧"] }), question, bot(3)))?.id).toBe(2);
  });

  it("is none once the resident has spoken, confirmed or not", () => {
    expect(awaiting(loaded(question, own(3, "a")))).toBeNull();
    expect(awaiting(after(loaded(question), { type: "said", outgoing: going("a") }))).toBeNull();
  });

  it("is none once a person has spoken", () => {
    expect(awaiting(loaded(question, { ...bot(3), from: "person", who: "示例·李调解员" }))).toBeNull();
  });

  it("may offer people, or only a way of writing", () => {
    expect(awaiting(loaded(bot(1, { buttons: [], people: [{ label: "示例·李调解员" }] })))?.id).toBe(1);
    expect(awaiting(loaded(bot(1, { input: "money" })))?.id).toBe(1);
    expect(awaiting(loaded(bot(1, { buttons: [] })))).toBeNull();
  });
});

it("forgets the matter, not the hotline, when it is erased", () => {
  const state = after(after(loaded(bot(1)), { type: "written", text: "草稿" }), { type: "erased", text: "删好了" });
  expect(state).toMatchObject({ phase: "erased", farewell: "删好了", messages: [], draft: "", hotline: "12348" });
});
