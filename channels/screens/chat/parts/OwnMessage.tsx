/** What the resident said, and whether it got through. Not announced: they have just said it. */
import { RestartIcon } from "../../shared/icons";
import type { Outgoing } from "../conversation";
import { WORDS } from "../words";

interface OwnMessageProps {
  text: string;
  id?: number;
  at?: string;
  status?: Outgoing["status"];
  onResend?: () => void;
}

export function OwnMessage({ text, id, at, status, onResend }: OwnMessageProps) {
  const unsent = status === "failed" || status === "waiting";
  return (
    <div className="message own" aria-live="off" tabIndex={-1} data-testid="message" data-from="resident" data-id={id}
      data-status={status ?? "sent"}>
      <span className="unseen">您说：</span>
      <p className="bubble">{text}</p>
      {at && <time className="on-paper" dateTime={at}>{at.slice(0, 16).replace("T", " ")}</time>}
      {unsent && (
        <button type="button" className="resend" onClick={onResend} data-testid="resend">
          <RestartIcon />{WORDS.unsent}
        </button>
      )}
    </div>
  );
}
