/**
 * The conversation as the page knows it, and what changes it. Pure: the same state and event give the same state.
 * Messages are kept once each, in order of their number, whichever way they came (history, reply, push).
 */
import type { Message, Session } from "../shared/wire";

/** Said but not confirmed by the server. sending: on its way · waiting: no network · failed: no answer came. */
export interface Outgoing {
  clientId: string;
  text: string;
  /** Typed by hand, so a refusal gives the text back for mending; a pressed button simply comes back. */
  typed: boolean;
  status: "sending" | "waiting" | "failed";
}

export interface Conversation {
  phase: "loading" | "ready" | "unreachable" | "erased";
  title: string;
  hotline: string;
  messages: Message[];
  outgoing: Outgoing[];
  /** A reply is on its way. The resident's own words may already have come back through the push. */
  busy: boolean;
  /** Messages numbered higher than this arrived while the page was open; only these are announced as alerts. */
  historyUpTo: number;
  /** A kind sentence about something that did not work. */
  notice: string | null;
  /** What stands in the writing box. Typed words the server refused come back to it. */
  draft: string;
  farewell: string;
}

export type Event =
  | { type: "loaded"; session: Session }
  | { type: "unreachable" }
  /** `confirms` is the client_id this answer settles, should the server not repeat it. */
  | { type: "arrived"; messages: Message[]; confirms?: string }
  | { type: "said"; outgoing: Outgoing }
  | { type: "busy"; busy: boolean }
  | { type: "marked"; clientIds: string[]; status: Outgoing["status"] }
  | { type: "refused"; clientId: string; notice: string }
  | { type: "written"; text: string }
  | { type: "notice"; text: string | null }
  | { type: "emptied" }
  | { type: "erased"; text: string };

export function beginning(outgoing: Outgoing[] = [], draft = ""): Conversation {
  return {
    phase: "loading", title: "法问", hotline: "12348", messages: [], outgoing, busy: false, historyUpTo: 0,
    notice: null, draft, farewell: "",
  };
}

function merged(known: Message[], arriving: Message[]): Message[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of arriving) if (!byId.has(message.id)) byId.set(message.id, message);
  return byId.size === known.length ? known : [...byId.values()].sort((one, other) => one.id - other.id);
}

function stillOut(outgoing: Outgoing[], messages: Message[], confirms?: string): Outgoing[] {
  const confirmed = new Set([confirms, ...messages.map((message) => message.client_id)]);
  const left = outgoing.filter((item) => !confirmed.has(item.clientId));
  return left.length === outgoing.length ? outgoing : left;
}

/** What came back goes before what has been written since. */
function joined(returned: string, written: string): string {
  return written ? `${returned}\n${written}` : returned;
}

export function highest(messages: Message[]): number {
  return messages.reduce((top, message) => Math.max(top, message.id), 0);
}

export function after(state: Conversation, event: Event): Conversation {
  switch (event.type) {
    case "loaded": {
      const messages = merged([], event.session.messages);
      return {
        ...state, phase: "ready", messages, busy: false, historyUpTo: highest(messages),
        title: event.session.title ?? state.title, hotline: event.session.hotline ?? state.hotline,
        outgoing: stillOut(state.outgoing, messages),
      };
    }
    case "unreachable":
      return { ...state, phase: "unreachable" };
    case "arrived": {
      const messages = merged(state.messages, event.messages);
      const outgoing = stillOut(state.outgoing, event.messages, event.confirms);
      return messages === state.messages && outgoing === state.outgoing ? state : { ...state, messages, outgoing };
    }
    case "said":
      return {
        ...state, outgoing: [...state.outgoing, event.outgoing], notice: null,
        draft: event.outgoing.typed ? "" : state.draft,
      };
    case "busy":
      return { ...state, busy: event.busy };
    case "marked":
      return {
        ...state,
        outgoing: state.outgoing.map((item) =>
          event.clientIds.includes(item.clientId) ? { ...item, status: event.status } : item),
      };
    case "refused": {
      const refused = state.outgoing.find((item) => item.clientId === event.clientId);
      return {
        ...state, notice: event.notice, draft: refused?.typed ? joined(refused.text, state.draft) : state.draft,
        outgoing: state.outgoing.filter((item) => item.clientId !== event.clientId),
      };
    }
    case "written":
      return { ...state, draft: event.text };
    case "notice":
      return { ...state, notice: event.text };
    case "emptied":
      return { ...beginning(), title: state.title, hotline: state.hotline };
    case "erased":
      return { ...beginning(), phase: "erased", farewell: event.text, title: state.title, hotline: state.hotline };
  }
}

function offersSomething(message: Message): boolean {
  return [message.buttons, message.people, message.input].some((offer) => offer && offer.length > 0);
}

/** What waits for an answer: the bot's last message offering something, unless the resident or a person spoke since. */
export function awaiting(state: Conversation): Message | null {
  if (state.outgoing.length > 0) return null;
  for (let place = state.messages.length - 1; place >= 0; place -= 1) {
    const message = state.messages[place];
    if (message?.from !== "bot") return null;
    if (offersSomething(message)) return message;
  }
  return null;
}
