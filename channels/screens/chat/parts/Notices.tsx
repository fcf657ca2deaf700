/** What the resident should know about the network or a refused reply: words with an icon, never colour alone. */
import { OfflineIcon, WarningIcon } from "../../shared/icons";
import type { Conversation } from "../conversation";
import { WORDS } from "../words";

interface NoticesProps {
  online: boolean;
  phase: Conversation["phase"];
  notice: string | null;
  onDismiss: () => void;
  onRetry: () => void;
}

export function Notices({ online, phase, notice, onDismiss, onRetry }: NoticesProps) {
  const unreachable = phase === "unreachable";
  return (
    <>
      <div role="status" data-testid="offline">
        {!online && <p className="notice"><OfflineIcon /><span>{WORDS.offline}</span></p>}
      </div>
      <div role="alert" data-testid="notice">
        {notice !== null && (
          <p className="notice">
            <WarningIcon /><span>{notice}</span>
            <button type="button" className="button small" onClick={onDismiss}>知道了</button>
          </p>
        )}
        {unreachable && (
          <p className="notice">
            <OfflineIcon /><span>{WORDS.unreachable}</span>
            <button type="button" className="button small" onClick={onRetry} data-testid="retry-start">再试一次</button>
          </p>
        )}
      </div>
    </>
  );
}
