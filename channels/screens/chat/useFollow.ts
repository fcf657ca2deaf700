/**
 * Keeps the newest words in view without ever moving focus. A long reply is shown from its first line, so that a safety
 * card is never scrolled past; someone reading further up is left where they are and told that there is more below.
 */
import { useEffect, useRef, useState, type RefObject } from "react";

import type { Message } from "../shared/wire";
import type { Conversation } from "./conversation";
import { highest } from "./conversation";

const NEAR_PX = 160;
const READERS_OWN_MOVES = ["wheel", "touchmove", "keydown"] as const;

/** The first bot message after the resident's last words: where the present turn begins. */
export function turnBegins(messages: Message[]): Message | null {
  for (let place = messages.length - 1; place >= 0; place -= 1) {
    if (messages[place]?.from === "resident") return messages[place + 1] ?? null;
  }
  return null;
}

/** What scrolls: the conversation, or the whole page where the window is very low. */
function scroller(talk: HTMLElement): HTMLElement {
  return getComputedStyle(talk).overflowY === "auto" ? talk : document.documentElement;
}

function atEnd(talk: HTMLElement): boolean {
  const { scrollHeight, scrollTop, clientHeight } = scroller(talk);
  return scrollHeight - scrollTop - clientHeight < NEAR_PX;
}

function calmly(): ScrollBehavior {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

function toEnd(talk: HTMLElement, behavior: ScrollBehavior): void {
  const moving = scroller(talk);
  moving.scrollTo({ top: moving.scrollHeight, behavior });
}

/** Scrolls to the end, or, when the turn is taller than the window, to its first line. */
function showTurn(talk: HTMLElement, beginning: Message, behavior: ScrollBehavior): void {
  const first = talk.querySelector<HTMLElement>(`[data-testid="message"][data-id="${beginning.id}"]`);
  const last = first?.parentElement?.lastElementChild;
  if (!first || !last) return;
  const height = last.getBoundingClientRect().bottom - first.getBoundingClientRect().top;
  if (height > scroller(talk).clientHeight) first.scrollIntoView({ block: "start", behavior });
  else toEnd(talk, behavior);
}

interface Follow {
  behind: boolean;
  follow: () => void;
}

export function useFollow({ messages, outgoing }: Conversation, talk: RefObject<HTMLElement | null>): Follow {
  const [behind, setBehind] = useState(false);
  const moved = useRef(false);
  /** Measured while scrolling, because a message that has just come is already part of the height. */
  const wasAtEnd = useRef(false);
  const seen = useRef(0);
  const outgoingBefore = useRef(0);

  useEffect(() => {
    const ownMove = () => { moved.current = true; };
    const watch = () => {
      if (talk.current) wasAtEnd.current = atEnd(talk.current);
      if (wasAtEnd.current) setBehind(false);
    };
    READERS_OWN_MOVES.forEach((name) => { window.addEventListener(name, ownMove, { passive: true }); });
    // Captured, because a scroll inside an element does not rise to the window.
    window.addEventListener("scroll", watch, { passive: true, capture: true });
    return () => {
      READERS_OWN_MOVES.forEach((name) => { window.removeEventListener(name, ownMove); });
      window.removeEventListener("scroll", watch, { capture: true });
    };
  }, [talk]);

  // A phone's keyboard or a notice makes the room smaller: who was at the end stays at the end.
  useEffect(() => {
    const place = talk.current;
    if (!place || typeof ResizeObserver === "undefined") return;
    const keeper = new ResizeObserver(() => { if (wasAtEnd.current) toEnd(place, "auto"); });
    keeper.observe(place);
    return () => { keeper.disconnect(); };
  }, [talk]);

  useEffect(() => {
    const place = talk.current;
    if (!place) return;
    const opening = seen.current === 0;
    const more = messages.some((message) => message.from !== "resident" && message.id > seen.current);
    const justSaid = outgoing.length > outgoingBefore.current;
    seen.current = highest(messages);
    outgoingBefore.current = outgoing.length;
    const turn = turnBegins(messages);
    if (justSaid) {
      moved.current = false;
      toEnd(place, calmly());
    } else if (more && turn && (opening || !moved.current)) showTurn(place, turn, opening ? "auto" : calmly());
    else if (more && !opening && wasAtEnd.current) toEnd(place, calmly());
    else if (more && !opening) setBehind(true);
  }, [messages, outgoing, talk]);

  const follow = () => {
    if (talk.current) toEnd(talk.current, calmly());
    setBehind(false);
  };
  return { behind, follow };
}
