/**
 * Speaks HTTP with the web channel. Every failure becomes an ApiError that says whether trying again can help,
 * with a kind Chinese sentence where the server gave one.
 */
import type { CaseView, Message, Session } from "./wire";

/** network: no answer came · refused: the request will not do as it is (4xx) · server: their fault, try again (5xx). */
export type Trouble = "network" | "refused" | "server";

export class ApiError extends Error {
  constructor(
    readonly trouble: Trouble,
    readonly status: number,
    readonly text: string | null,
  ) {
    super(`${trouble} ${status}`);
  }
}

const TIMEOUT_MS = 30_000;

interface ErrorBody {
  error?: { code?: string; text?: string };
}

/** Sends one request and gives its JSON. Raises ApiError. */
async function call<T>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers["X-Fawen"] = "1";
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const giveUp = new AbortController();
  const timer = setTimeout(() => { giveUp.abort(); }, TIMEOUT_MS);
  try {
    const init: RequestInit = { method, headers, credentials: "same-origin", cache: "no-store", signal: giveUp.signal };
    if (body !== undefined) init.body = JSON.stringify(body);
    return await answerOf<T>(await fetch(path, init));
  } catch (problem) {
    if (problem instanceof ApiError) throw problem;
    throw new ApiError("network", 0, null);
  } finally {
    clearTimeout(timer);
  }
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => ({}))) as ErrorBody;
  // 401 and 403 mean the session ended: a new one is one request away, so it is worth another try.
  const retry = response.status >= 500 || response.status === 401 || response.status === 403 || response.status === 408;
  throw new ApiError(retry ? "server" : "refused", response.status, body.error?.text ?? null);
}

export interface Api {
  session: () => Promise<Session>;
  since: (after: number) => Promise<{ messages: Message[] }>;
  say: (clientId: string, text: string) => Promise<{ messages: Message[] }>;
  startOver: () => Promise<unknown>;
  /** Eight digits that take this talk to another device. */
  giveCode: () => Promise<{ code: string; minutes: number }>;
  /** Makes the talk behind a code this visitor's own. */
  takeCode: (code: string) => Promise<unknown>;
  lookup: (number: string, code: string) => Promise<{ case: CaseView }>;
  erase: () => Promise<{ text?: string }>;
}

export const httpApi: Api = {
  session: () => call("GET", "/api/session"),
  since: (after) => call("GET", `/api/messages?after=${after}`),
  say: (clientId, text) => call("POST", "/api/messages", { client_id: clientId, text }),
  startOver: () => call("POST", "/api/new", {}),
  giveCode: () => call("POST", "/api/continuation", {}),
  takeCode: (code) => call("POST", "/api/continue", { code }),
  lookup: (number, code) => call("POST", "/api/cases/lookup", { number, code }),
  erase: () => call("DELETE", "/api/me"),
};
