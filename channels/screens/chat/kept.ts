/** What this tab keeps across a reload: the half-written reply, and what was said but not yet confirmed. */
import { tab } from "../shared/storage";
import type { Outgoing } from "./conversation";

const DRAFT = "fawen.draft";
const OUTBOX = "fawen.outbox";

export const draft = {
  read: (): string => tab.read(DRAFT) ?? "",
  write: (text: string) => { tab.write(DRAFT, text || null); },
};

export const outbox = {
  read: (): Outgoing[] => {
    try {
      const kept = JSON.parse(tab.read(OUTBOX) ?? "[]") as Outgoing[];
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  },
  write: (outgoing: Outgoing[]) => { tab.write(OUTBOX, outgoing.length > 0 ? JSON.stringify(outgoing) : null); },
};
