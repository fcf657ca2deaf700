/**
 * A mock of the web channel (docs/api.md) for looking at the chat page: `npm run build && npm run mock`, then open the
 * address it prints. One conversation for everyone, kept in memory. Typing 「慢」 delays, 「太快」 gives 429, 「不行」 gives
 * 400, 「出错」 fails once with 500, 「推」 pushes a message a moment later. Serves the built page under a strict policy.
 */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { GREETING, replies } from "./script.mjs";

const BUILT = fileURLToPath(new URL("../../static/", import.meta.url));
const PORT = Number(process.env.PORT ?? 5601);
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
  + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml",
};

let messages = [];
let step = 0;
let seq = 0;
let streams = new Set();
let failed = new Set();
const answered = new Map();

function store(from, message) {
  const stored = { ...message, id: (seq += 1), from, at: new Date().toISOString() };
  messages.push(stored);
  for (const stream of streams) stream.write(`event: message\nid: ${stored.id}\ndata: ${JSON.stringify(stored)}\n\n`);
  return stored;
}

function fresh() {
  messages = [];
  step = 0;
  answered.clear();
}

function json(response, status, body) {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
}

async function bodyOf(request) {
  let text = "";
  for await (const part of request) text += part;
  return text ? JSON.parse(text) : {};
}

async function say(response, { client_id: clientId, text }) {
  if (answered.has(clientId)) return json(response, 200, { messages: answered.get(clientId) });
  if (text.includes("太快")) return json(response, 429, { error: { code: "too_fast", text: "您发得有点快，请等几秒钟再发。" } });
  if (text.includes("不行")) return json(response, 400, { error: { code: "bad_text", text: "这句话太长了，请分成几句说。" } });
  if (text.includes("出错") && !failed.has(clientId)) {
    failed.add(clientId);
    return json(response, 500, {});
  }
  const first = store("resident", { text, client_id: clientId });
  if (text.includes("慢")) await new Promise((done) => setTimeout(done, 6000));
  const [answers, next] = replies(text, step);
  step = next;
  const stored = [first, ...answers.map((answer) => store("bot", answer))];
  answered.set(clientId, stored);
  if (text.includes("推")) {
    const said = { text: "这是工作人员后来发来的话。", kind: "person", who: "示例·李调解员" };
    setTimeout(() => store("person", said), 1500);
  }
  return json(response, 200, { messages: stored });
}

function stream(request, response, after) {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  response.write(": open\n\n");
  for (const message of messages.filter((one) => one.id > after)) {
    response.write(`event: message\nid: ${message.id}\ndata: ${JSON.stringify(message)}\n\n`);
  }
  streams.add(response);
  request.on("close", () => streams.delete(response));
}

async function api(request, response, url) {
  const after = Number(url.searchParams.get("after") ?? 0);
  const route = `${request.method} ${url.pathname}`;
  if (request.method !== "GET" && request.headers["x-fawen"] !== "1") return json(response, 403, {});
  switch (route) {
    case "GET /api/session":
      if (messages.length === 0) GREETING.forEach((message) => store("bot", message));
      return json(response, 200, { messages, title: "法问", hotline: "12348" });
    case "GET /api/messages":
      return json(response, 200, { messages: messages.filter((message) => message.id > after) });
    case "GET /api/events":
      return stream(request, response, after);
    case "POST /api/messages":
      return say(response, await bodyOf(request));
    case "POST /api/continuation":
      return json(response, 200, { code: "20261122", minutes: 10 });
    case "POST /api/continue": {
      const { code } = await bodyOf(request);
      if (code !== "20261122") return json(response, 404, { error: { code: "not_found", text: "这八位数不对，或者已经用过。" } });
      return json(response, 200, {});
    }
    case "POST /api/new":
      fresh();
      return json(response, 200, {});
    case "DELETE /api/me":
      fresh();
      return json(response, 200, { text: "您的信息已经删除。已交办的事，可打 12348 询问。" });
    case "POST /api/cases/lookup": {
      const { number, code } = await bodyOf(request);
      if (code !== "246810") return json(response, 404, { error: { code: "not_found", text: "没有查到，请核对编号和查询码。" } });
      return json(response, 200, { case: { number, status: "调解员已受理", mediator: "示例·李调解员", phone: "0391-0000001",
        next: "三天内给您打电话", history: [{ at: "2026-11-20T09:00:00+08:00", text: "收到申请" },
          { at: "2026-11-21T09:00:00+08:00", text: "派给示例·李调解员" }] } });
    }
    default:
      return json(response, 404, {});
  }
}

async function page(response, path) {
  const inside = normalize(path === "/" ? "index.html" : path.replace(/^\/static\//, ""));
  try {
    const content = await readFile(join(BUILT, inside));
    response.writeHead(200, { "Content-Type": TYPES[extname(inside)] ?? "application/octet-stream",
      "Content-Security-Policy": POLICY });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

createServer((request, response) => {
  const url = new URL(request.url, "http://mock");
  const work = url.pathname.startsWith("/api/") ? api(request, response, url) : page(response, url.pathname);
  work?.catch?.((problem) => { console.error(problem); response.destroy(); });
}).listen(PORT, "127.0.0.1", () => console.log(`http://127.0.0.1:${PORT}/`));
