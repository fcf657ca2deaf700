/** What travels between a screen and the web channel: the shapes of docs/api.md, as TypeScript types. */

export type MessageKind =
  | "text" | "question" | "safety" | "confirm" | "summary" | "guide" | "people" | "case" | "menu"
  | "progress" | "person" | "held";

export type InputKind = "choice" | "several" | "date" | "money" | "number" | "text" | "tel";

export interface Link {
  label: string;
  href: string;
}

/** A mediator the resident may choose. `label` is what is sent back when they do. */
export interface Person {
  label: string;
  village?: string | null;
  speciality?: string | null;
  phone?: string | null;
  photo?: string | null;
  initials?: string | null;
}

export interface Progress {
  number: number;
  left: number;
}

/** One stored message. `id` is its place in the conversation and never changes. */
export interface Message {
  id: number;
  /** person: someone who has taken the talk over from the bot; their name is in `who`. */
  from: "bot" | "resident" | "person";
  at: string;
  text: string;
  client_id?: string | null;
  who?: string | null;
  kind?: MessageKind | null;
  input?: InputKind | null;
  buttons?: string[] | null;
  progress?: Progress | null;
  links?: Link[] | null;
  people?: Person[] | null;
}

export interface Session {
  messages: Message[];
  title?: string;
  hotline?: string;
}

/** A case as the lookup shows it. Keys in Chinese, beyond those named here, are shown as they are. */
export interface CaseView {
  number?: string;
  title?: string;
  status?: string;
  mediator?: string;
  phone?: string;
  next?: string;
  history?: { at?: string; text: string }[];
  [field: string]: unknown;
}
