/**
 * Where the resident writes. Enter sends, Shift+Enter starts a new line, and choosing a word in a Chinese keyboard does
 * neither. The draft survives a reload; what the server refuses comes back here.
 */
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";

import { SendIcon } from "../../shared/icons";
import type { Message } from "../../shared/wire";

interface ComposerProps {
  question: Message | null;
  ready: boolean;
  draft: string;
  onWrite: (text: string) => void;
  onSay: (text: string, typed: boolean) => void;
}

const HINTS: Partial<Record<string, string>> = {
  money: "比如 5000",
  number: "比如 3",
  tel: "电话号码",
  date: "比如：昨天",
};

export function Composer({ question, ready, draft, onWrite, onSay }: ComposerProps) {
  const [wordsFor, setWordsFor] = useState<number | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const input = question?.input ?? "text";
  const digits = input === "money" || input === "number" || input === "tel";
  const wantsWords = question !== null && wordsFor === question.id;

  useLayoutEffect(() => { fit(box.current); }, [draft]);

  const send = () => {
    if (draft.trim() && ready) onSay(draft, true);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || choosingWord(event)) return;
    event.preventDefault();
    send();
  };

  return (
    <div className="composer">
      {digits && (
        <button type="button" className="button small" aria-pressed={wantsWords} data-testid="words-keyboard"
          onClick={() => { setWordsFor(wantsWords ? null : question?.id ?? null); box.current?.focus(); }}>
          {wantsWords ? "换成数字键盘" : "想打字？换键盘"}
        </button>
      )}
      <form className="writing" onSubmit={(event) => { event.preventDefault(); send(); }}>
        <label className="unseen" htmlFor="composer">把您的事写在这里</label>
        <textarea id="composer" ref={box} rows={1} value={draft} enterKeyHint="send" autoComplete="off"
          placeholder={HINTS[input] ?? "写在这里"} inputMode={digits && !wantsWords ? keypad(input) : "text"}
          onChange={(event) => { onWrite(event.target.value); }} onKeyDown={pressed} data-testid="composer" />
        <button type="submit" className="button" data-testid="send"><SendIcon />发送</button>
      </form>
    </div>
  );
}

/** Safari ends a composition before the key that ended it and tells it only by this number. */
function choosingWord(event: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return event.nativeEvent.isComposing || event.keyCode === 229;
}

function keypad(input: string): "decimal" | "numeric" | "tel" {
  if (input === "tel") return "tel";
  return input === "money" ? "decimal" : "numeric";
}

/** Grows with what is written; the style sheet sets the most it may take. */
function fit(box: HTMLTextAreaElement | null): void {
  if (!box) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}
