/**
 * Keeps the newest words in view without ever moving focus. A long reply is shown from its first line; someone reading
 * further up is left where they are and told that there is more below.
 */
import { useCallback, useEffect, useRef, useState } from "react";

import type { Conversation } from "./conversation";

const NEAR_PX = 160;

function distanceFromEnd(): number {
  const page = document.documentElement;
  return page.scrollHeight - page.scrollTop - page.clientHeight;
}

function calmly(): ScrollBehavior {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

function toEnd(behavior: ScrollBehavior): void {
  window.scrollTo({ top: document.documentElement.scrollHeight, behavior });
}

/** Scrolls to the end, or, when what came is taller than the window, to its first line. */
function showFrom(firstId: number, behavior: ScrollBehavior): void {
  const first = document.querySelector<HTMLElement>(`[data-testid="message"][data-id="${firstId}"]`);
  const log = document.querySelector<HTMLElement>('[data-testid="log"]');
  const dock = document.querySelector<HTMLElement>(".dock");
  const header = document.querySelector<HTMLElement>(".header");
  if (!first || !log) return;
  const room = window.innerHeight - (dock?.offsetHeight ?? 0) - (header?.offsetHeight ?? 0);
  const height = log.getBoundingClientRect().bottom - first.getBoundingClientRect().top;
  if (height > room) first.scrollIntoView({ block: "start", behavior });
  else toEnd(behavior);
}

export function useFollow(state: Conversation): { behind: boolean; follow: () => void } {
  const [behind, setBehind] = useState(false);
  const atEnd = useRef(true);
  const seen = useRef(0);
  const sentBefore = useRef(0);

  useEffect(() => {
    const watch = () => {
      atEnd.current = distanceFromEnd() < NEAR_PX;
      if (atEnd.current) setBehind(false);
    };
    window.addEventListener("scroll", watch, { passive: true });
    return () => { window.removeEventListener("scroll", watch); };
  }, []);

  useEffect(() => {
    const fresh = state.messages.filter((message) => message.from === "bot" && message.id > seen.current);
    const first = fresh[0];
    const justSaid = state.outgoing.length > sentBefore.current;
    const replied = sentBefore.current > 0 && Boolean(first);
    const opening = seen.current === 0;
    sentBefore.current = state.outgoing.length;
    seen.current = state.messages.reduce((top, message) => Math.max(top, message.id), 0);
    if (justSaid || (opening && first)) toEnd(opening ? "auto" : calmly());
    else if (first && (atEnd.current || replied)) showFrom(first.id, calmly());
    else if (first) setBehind(true);
  }, [state.messages, state.outgoing]);

  const follow = useCallback(() => {
    toEnd(calmly());
    setBehind(false);
  }, []);
  return { behind, follow };
}
