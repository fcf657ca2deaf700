/** Requests carry what the server asks for; failures say whether trying again can help. */
import { afterEach, expect, it, vi } from "vitest";

import { ApiError, httpApi } from "./api";

function answer(status: number, body: unknown) {
  const fetching = vi.fn<(path: string, init: RequestInit) => Promise<Response>>(() =>
    Promise.resolve(new Response(JSON.stringify(body), { status })));
  vi.stubGlobal("fetch", fetching);
  return fetching;
}

afterEach(() => { vi.unstubAllGlobals(); });

async function failure(work: Promise<unknown>): Promise<ApiError> {
  const problem = await work.then(() => null, (reason: unknown) => reason);
  expect(problem).toBeInstanceOf(ApiError);
  return problem as ApiError;
}

it("says a message with its client_id and the header that keeps other sites out", async () => {
  const fetching = answer(200, { messages: [] });
  await httpApi.say("id-1", "你好");
  const [path, init] = fetching.mock.calls[0] ?? ["", {}];
  expect(path).toBe("/api/messages");
  expect(init).toMatchObject({ method: "POST", credentials: "same-origin", headers: { "X-Fawen": "1" } });
  expect(init.body).toBe(JSON.stringify({ client_id: "id-1", text: "你好" }));
});

it("takes a code in the body, never in the address", async () => {
  const fetching = answer(200, {});
  await httpApi.takeCode("12345678");
  const [path, init] = fetching.mock.calls[0] ?? ["", {}];
  expect(path).toBe("/api/continue");
  expect(init.body).toBe(JSON.stringify({ code: "12345678" }));
});

it.each([[429, "refused"], [400, "refused"], [404, "refused"], [403, "server"], [500, "server"], [503, "server"]])(
  "takes %i as %s", async (status, trouble) => {
    answer(status, { error: { code: "x", text: "说明" } });
    const problem = await failure(httpApi.session());
    expect(problem).toMatchObject({ trouble, status, text: "说明" });
  });

it("takes no answer, and an answer that is not ours, as the network's trouble", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed")));
  expect((await failure(httpApi.session())).trouble).toBe("network");
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("<html>login to the wifi</html>", { status: 200 })));
  expect((await failure(httpApi.session())).trouble).toBe("network");
});
