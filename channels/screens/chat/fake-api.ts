/** A server for tests: it stores what is said like the real one, and can be told to fail next time. */
import { ApiError, type Api } from "../shared/api";
import type { CaseView, Message } from "../shared/wire";

const AT = "2026-11-22T10:00:00+08:00";

export class FakeServer {
  messages: Message[] = [];
  saidIds: string[] = [];
  /** What the bot says next; each turn takes one list. */
  turns: Partial<Message>[][] = [];
  failures: ApiError[] = [];
  erased = 0;
  startedOver = 0;
  found: CaseView | null = null;
  /** Talks begun on other devices, by the code that brings them here. */
  elsewhere = new Map<string, Message[]>();

  constructor(...greeting: Partial<Message>[]) {
    greeting.forEach((message) => this.bot(message));
  }

  bot(message: Partial<Message>): Message {
    return this.store({ ...message, from: "bot" });
  }

  /** Somebody who has taken the talk over. */
  person(who: string, text: string): Message {
    return this.store({ text, who, kind: "person", from: "person" });
  }

  private store(message: Partial<Message> & Pick<Message, "from">): Message {
    const stored: Message = { text: "机器说", ...message, id: this.messages.length + 1, at: AT };
    this.messages.push(stored);
    return stored;
  }

  private fail(): void {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }

  // Each method is async so that a failure is a rejected promise, as it is over the wire.
  readonly api: Api = {
    session: async () => {
      await Promise.resolve();
      this.fail();
      return { messages: [...this.messages], title: "法问", hotline: "12348" };
    },
    since: (after) => Promise.resolve({ messages: this.messages.filter((message) => message.id > after) }),
    say: async (clientId, text) => {
      await Promise.resolve();
      this.saidIds.push(clientId);
      this.fail();
      const known = this.messages.find((message) => message.client_id === clientId);
      if (known) return { messages: this.messages.filter((message) => message.id >= known.id) };
      const own: Message = { id: this.messages.length + 1, from: "resident", at: AT, text, client_id: clientId };
      this.messages.push(own);
      const replies = (this.turns.shift() ?? []).map((reply) => this.bot(reply));
      return { messages: [own, ...replies] };
    },
    startOver: async () => {
      await Promise.resolve();
      this.fail();
      this.startedOver += 1;
      this.messages = this.messages.slice(0, 1);
      return {};
    },
    giveCode: async () => {
      await Promise.resolve();
      this.fail();
      return { code: "12345678", minutes: 10 };
    },
    takeCode: async (code) => {
      await Promise.resolve();
      this.fail();
      const talk = this.elsewhere.get(code);
      if (!talk) throw new ApiError("refused", 404, "这八位数不对。");
      this.elsewhere.delete(code);
      this.messages = talk;
      return {};
    },
    lookup: async () => {
      await Promise.resolve();
      if (!this.found) throw new ApiError("refused", 404, null);
      return { case: this.found };
    },
    erase: async () => {
      await Promise.resolve();
      this.fail();
      this.erased += 1;
      this.messages = [];
      return { text: "您的信息已经删除。" };
    },
  };
}
