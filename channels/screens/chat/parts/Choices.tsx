/** Big buttons, one answer each. A tap sends the label, exactly as if it had been typed. */
import { STANDS_ALONE } from "../words";

/** Long labels take a line each; short ones may stand side by side. */
function width(labels: string[]): string {
  const longest = Math.max(...labels.map((label) => label.length));
  return longest > 6 ? "choices long" : "choices";
}

interface ChoicesProps {
  name: string;
  labels: string[];
  onSay: (text: string) => void;
}

export function Choices({ name, labels, onSay }: ChoicesProps) {
  return (
    <div className={width(labels)} role="group" aria-label={name}>
      {labels.map((label) => (
        <button key={label} type="button" data-testid="option" onClick={() => { onSay(label); }}
          className={STANDS_ALONE.includes(label) ? "button option aside" : "button option"}>
          {label}
        </button>
      ))}
    </div>
  );
}
