/** A person is always one tap away: ask for one here, or dial the hotline. On every screen, in every state. */
import { PersonIcon, PhoneIcon } from "../../shared/icons";
import { ASK_FOR_A_PERSON } from "../words";

interface HelpRowProps {
  hotline: string;
  canTalk: boolean;
  onAsk: () => void;
}

export function HelpRow({ hotline, canTalk, onAsk }: HelpRowProps) {
  return (
    <div className="help-row">
      <button type="button" className="button plain" aria-disabled={!canTalk}
        onClick={() => { if (canTalk) onAsk(); }} data-testid="human">
        <PersonIcon />{ASK_FOR_A_PERSON}
      </button>
      <a className="button plain" href={`tel:${hotline}`} data-testid="hotline">
        <PhoneIcon /><span><span className="dial-word">打 </span>{hotline}</span>
      </a>
    </div>
  );
}
