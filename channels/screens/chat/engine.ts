/**
 * Moves the conversation: loads it, sends what the resident says one at a time and in order, listens for pushes, and
 * survives a lost network, a reload and an answer that arrives twice. It knows no React; the page subscribes.
 */
import { ApiError, type Api } from "../shared/api";
import { Feed, type FeedOptions } from "../shared/feed";
import { freshId } from "../shared/ids";
import { after, beginning, highest, type Conversation, type Event, type Outgoing } from "./conversation";
import { draft, outbox } from "./kept";
import { WORDS } from "./words";

export interface EngineParts {
  api: Api;
  online?: () => boolean;
  openStream?: FeedOptions["openStream"];
}

export class Engine {
  private state: Conversation;
  private readonly watchers = new Set<() => void>();
  private feed: Feed | null = null;
  private sending = false;
  /** Rises when the conversation is thrown away: answers that belong to an older one are dropped. */
  private era = 0;

  constructor(private readonly parts: EngineParts) {
    this.state = beginning(outbox.read(), draft.read());
  }

  readonly snapshot = (): Conversation => this.state;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** Opens the conversation, from nothing or after a failure. */
  async start(): Promise<void> {
    const era = this.nextEra();
    try {
      const session = await this.parts.api.session();
      if (era !== this.era) return;
      this.tell({ type: "loaded", session });
    } catch {
      if (era === this.era) this.tell({ type: "unreachable" });
      return;
    }
    this.listen();
    this.resend();
  }

  stop(): void {
    this.nextEra();
  }

  readonly write = (text: string): void => {
    this.tell({ type: "written", text });
  };

  readonly say = (text: string, typed = false): void => {
    const spoken = text.trim();
    if (!spoken || this.state.phase !== "ready") return;
    this.tell({ type: "said", outgoing: { clientId: freshId(), text: spoken, typed, status: "sending" } });
    void this.sendNext();
  };

  /** Sends again what did not get through, with the same client_id, so that the server never counts it twice. */
  readonly resend = (clientIds = this.state.outgoing.map((item) => item.clientId)): void => {
    if (clientIds.length === 0 || this.state.phase !== "ready") return;
    this.tell({ type: "marked", clientIds, status: "sending" });
    void this.sendNext();
  };

  /** The network is back, or the page is in view again. */
  wake(): void {
    if (this.state.phase === "unreachable") void this.start();
    this.feed?.wake();
    this.resend(this.state.outgoing.filter((item) => item.status === "waiting").map((item) => item.clientId));
  }

  readonly dismiss = (): void => {
    this.tell({ type: "notice", text: null });
  };

  /** A fresh conversation. True when it began; on failure the old one stays and a notice says so. */
  async startOver(): Promise<boolean> {
    try {
      await this.parts.api.startOver();
    } catch (problem) {
      this.tell({ type: "notice", text: kindly(problem, WORDS.notStartedOver) });
      return false;
    }
    this.nextEra();
    this.tell({ type: "emptied" });
    await this.start();
    return true;
  }

  /** Takes up a talk begun on another device. Raises ApiError when the code is no good; then all stays as it was. */
  async takeUp(code: string): Promise<void> {
    await this.parts.api.takeCode(code);
    this.nextEra();
    this.tell({ type: "emptied" });
    await this.start();
  }

  /** Puts a wish into the writing box, unless something is being written there. */
  wish(text: string): void {
    if (this.state.draft) return;
    this.tell({ type: "written", text });
    this.tell({ type: "notice", text: WORDS.wish });
  }

  /** Deletes what is stored about this visitor, here and on the server. */
  async erase(): Promise<boolean> {
    try {
      const { text } = await this.parts.api.erase();
      this.nextEra();
      this.tell({ type: "erased", text: text ?? WORDS.erased });
      return true;
    } catch (problem) {
      this.tell({ type: "notice", text: kindly(problem, WORDS.notErased) });
      return false;
    }
  }

  private nextEra(): number {
    this.feed?.close();
    this.feed = null;
    this.sending = false;
    this.era += 1;
    return this.era;
  }

  private listen(): void {
    this.feed = new Feed({
      after: highest(this.state.messages),
      since: this.parts.api.since,
      deliver: (messages) => { this.tell({ type: "arrived", messages }); },
      openStream: this.parts.openStream,
    });
  }

  private async sendNext(): Promise<void> {
    const next = this.state.outgoing.find((item) => item.status === "sending");
    if (!next || this.sending) return;
    if (!this.online()) {
      this.tell({ type: "marked", clientIds: onTheirWay(this.state.outgoing), status: "waiting" });
      return;
    }
    const era = this.era;
    this.sending = true;
    this.tell({ type: "busy", busy: true });
    const result = await this.attempt(next);
    if (era !== this.era) return;
    this.sending = false;
    this.tell(result);
    this.tell({ type: "busy", busy: false });
    void this.sendNext();
  }

  private async attempt(item: Outgoing): Promise<Event> {
    try {
      const { messages } = await this.parts.api.say(item.clientId, item.text);
      return { type: "arrived", messages, confirms: item.clientId };
    } catch (problem) {
      if (problem instanceof ApiError && problem.trouble === "refused") {
        const notice = problem.text ?? (problem.status === 429 ? WORDS.tooFast : WORDS.notTaken);
        return { type: "refused", clientId: item.clientId, notice };
      }
      return { type: "marked", clientIds: [item.clientId], status: this.online() ? "failed" : "waiting" };
    }
  }

  private online(): boolean {
    return this.parts.online ? this.parts.online() : navigator.onLine;
  }

  private tell(event: Event): void {
    const before = this.state;
    this.state = after(before, event);
    if (this.state === before) return;
    if (this.state.outgoing !== before.outgoing) outbox.write(this.state.outgoing);
    if (this.state.draft !== before.draft) draft.write(this.state.draft);
    this.watchers.forEach((watcher) => { watcher(); });
  }
}

function onTheirWay(outgoing: Outgoing[]): string[] {
  return outgoing.filter((item) => item.status === "sending").map((item) => item.clientId);
}

/** The server's own words where it gave some, ours otherwise. */
function kindly(problem: unknown, otherwise: string): string {
  return problem instanceof ApiError && problem.text ? problem.text : otherwise;
}
