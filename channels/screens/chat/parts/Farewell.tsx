/** After 「删除我的信息」: what was deleted, and a way to begin afresh. */
import { CheckIcon } from "../../shared/icons";
import { SpokenText } from "../../shared/SpokenText";

export function Farewell({ text, onAgain }: { text: string; onAgain: () => void }) {
  return (
    <section className="farewell" role="status" data-testid="erased">
      <CheckIcon />
      <p><SpokenText text={text} /></p>
      <button type="button" className="button" onClick={onAgain} data-testid="begin-again">再问一件事</button>
    </section>
  );
}
