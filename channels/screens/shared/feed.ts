/**
 * Brings messages the server pushes. It listens to /api/events and reconnects from the last message it delivered; while
 * that fails it asks /api/messages every few seconds instead, so nothing depends on a proxy letting streams through.
 */
import type { Message } from "./wire";

const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
const POLL_MS = 5_000;
/** Some proxies hold a stream open and pass nothing on: ask now and then even while it looks well. */
const DOUBT_MS = 60_000;
const FAILURES_BEFORE_POLLING = 2;

export interface FeedOptions {
  after: number;
  deliver: (messages: Message[]) => void;
  since: (after: number) => Promise<{ messages: Message[] }>;
  openStream?: ((url: string) => EventSource) | undefined;
}

export class Feed {
  private cursor: number;
  private stream: EventSource | null = null;
  private failures = 0;
  private closed = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private poll: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly options: FeedOptions) {
    this.cursor = options.after;
    this.listen();
    this.askEvery(this.stream ? DOUBT_MS : POLL_MS);
  }

  /** The page came back into view or online: ask at once and, if the stream is down, open it at once. */
  wake(): void {
    if (this.closed) return;
    void this.ask();
    if (this.stream) return;
    clearTimeout(this.retry);
    this.listen();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    clearInterval(this.poll);
    this.stream?.close();
    this.stream = null;
  }

  private listen(): void {
    const open = this.options.openStream ?? defaultStream();
    if (!open) return;
    const stream = open(`/api/events?after=${this.cursor}`);
    this.stream = stream;
    stream.addEventListener("open", () => {
      this.failures = 0;
      this.askEvery(DOUBT_MS);
    });
    stream.addEventListener("message", (event: MessageEvent<string>) => {
      const message = parsed(event.data);
      if (message) this.take([message]);
    });
    stream.addEventListener("error", () => { this.lost(stream); });
  }

  private lost(stream: EventSource): void {
    if (this.closed || this.stream !== stream) return;
    // The browser's own reconnect would repeat the old ?after=; ours continues from the cursor.
    stream.close();
    this.stream = null;
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? POLL_MS;
    this.failures += 1;
    if (this.failures >= FAILURES_BEFORE_POLLING) this.askEvery(POLL_MS);
    this.retry = setTimeout(() => { this.listen(); }, wait);
  }

  private askEvery(period: number): void {
    clearInterval(this.poll);
    this.poll = setInterval(() => { if (!document.hidden) void this.ask(); }, period);
  }

  private async ask(): Promise<void> {
    try {
      const { messages } = await this.options.since(this.cursor);
      if (!this.closed) this.take(messages);
    } catch {
      // Silence is right: the next turn of the clock asks again, and sending has its own notice.
    }
  }

  private take(messages: Message[]): void {
    if (messages.length === 0) return;
    this.cursor = Math.max(this.cursor, ...messages.map((message) => message.id));
    this.options.deliver(messages);
  }
}

function defaultStream(): ((url: string) => EventSource) | undefined {
  return typeof EventSource === "undefined" ? undefined : (url) => new EventSource(url);
}

function parsed(data: string): Message | null {
  try {
    return JSON.parse(data) as Message;
  } catch {
    return null;
  }
}
