/** Pushed messages arrive; a broken stream goes on from the last message; polling takes over while it stays broken. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Feed } from "./feed";
import type { Message } from "./wire";

class FakeStream extends EventTarget {
  closed = false;
  constructor(readonly url: string) { super(); }
  close() { this.closed = true; }
  push(message: Partial<Message>) {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
  }
  fail() { this.dispatchEvent(new Event("error")); }
}

let streams: FakeStream[];
const open = (url: string) => {
  const stream = new FakeStream(url);
  streams.push(stream);
  return stream as unknown as EventSource;
};
const last = () => {
  const stream = streams[streams.length - 1];
  if (!stream) throw new Error("no stream was opened");
  return stream;
};

beforeEach(() => {
  streams = [];
  vi.useFakeTimers();
});
afterEach(() => { vi.useRealTimers(); });

it("delivers what is pushed and reconnects after the last of it", async () => {
  const deliver = vi.fn();
  const feed = new Feed({ after: 4, deliver, since: () => Promise.resolve({ messages: [] }), openStream: open });
  expect(last().url).toBe("/api/events?after=4");
  last().push({ id: 7, text: "来了" });
  expect(deliver).toHaveBeenCalledWith([expect.objectContaining({ id: 7 })]);
  const broken = last();
  broken.fail();
  expect(broken.closed).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(streams).toHaveLength(2);
  expect(last().url).toBe("/api/events?after=7");
  feed.close();
});

it("asks every few seconds while the stream stays broken, and never after it is closed", async () => {
  const deliver = vi.fn();
  const since = vi.fn((after: number) => Promise.resolve({ messages: after < 9 ? [{ id: 9 } as Message] : [] }));
  const feed = new Feed({ after: 4, deliver, since, openStream: open });
  last().fail();
  await vi.advanceTimersByTimeAsync(1_000);
  last().fail();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(since).toHaveBeenCalledWith(4);
  expect(deliver).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(since).toHaveBeenLastCalledWith(9);
  feed.close();
  const asked = since.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(since).toHaveBeenCalledTimes(asked);
});

it("asks at once when woken, and lives through an answer that never comes", async () => {
  const since = vi.fn(() => Promise.reject(new Error("down")));
  const feed = new Feed({ after: 1, deliver: vi.fn(), since, openStream: open });
  feed.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(since).toHaveBeenCalledTimes(1);
  feed.close();
  feed.wake();
  expect(since).toHaveBeenCalledTimes(1);
});
