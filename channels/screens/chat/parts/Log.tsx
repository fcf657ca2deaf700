/**
 * The conversation. New messages of the bot or of a person are announced by screen readers; the resident's own words
 * are not. It is put on the page together with its history, so that a reload does not read everything out again.
 */
import { memo, useEffect, useRef } from "react";

import type { Message } from "../../shared/wire";
import type { Conversation } from "../conversation";
import { BotMessage } from "./BotMessage";
import { OwnMessage } from "./OwnMessage";
import { PersonMessage } from "./PersonMessage";

interface LogProps extends Pick<Conversation, "messages" | "outgoing" | "historyUpTo"> {
  question: Message | null;
  onSay: (text: string) => void;
  onResend: (clientIds: string[]) => void;
}

/** Remembered between renders: writing a reply must not draw a long conversation again at every key. */
export const Log = memo(function Log({ messages, outgoing, historyUpTo, question, onSay, onResend }: LogProps) {
  const log = useRef<HTMLDivElement>(null);
  const pressedInside = useRef(false);

  // The pressed button is gone once it is answered: stand on the reply it became, next to what comes after it.
  useEffect(() => {
    if (!pressedInside.current) return;
    pressedInside.current = false;
    const own = log.current?.querySelectorAll<HTMLElement>('[data-from="resident"]');
    own?.item(own.length - 1).focus({ preventScroll: true });
  }, [messages, outgoing]);

  const choose = (text: string) => {
    pressedInside.current = true;
    onSay(text);
  };

  return (
    <div role="log" aria-live="polite" aria-relevant="additions" aria-label="对话" className="log" ref={log}
      data-testid="log">
      {/* One list, so that words keep their element, and its focus, when the server confirms them. */}
      {[
        ...messages.map((message) =>
          message.from === "bot"
            ? <BotMessage key={message.id} message={message} live={message === question}
                fresh={message.id > historyUpTo} onSay={choose} />
            : message.from === "person"
            ? <PersonMessage key={message.id} message={message} />
            : <OwnMessage key={message.client_id ?? message.id} id={message.id} text={message.text} at={message.at} />,
        ),
        ...outgoing.map((item) => (
          <OwnMessage key={item.clientId} text={item.text} status={item.status}
            onResend={() => { onResend([item.clientId]); }} />
        )),
      ]}
    </div>
  );
});
