/** Boxes to tick, then 「选好了」. Answers like 「不清楚」 stand apart as buttons: they cannot be true beside another. */
import { useState } from "react";

import { BETWEEN_LABELS, STANDS_ALONE } from "../words";

interface SeveralChoiceProps {
  name: string;
  labels: string[];
  onSay: (text: string) => void;
}

export function SeveralChoice({ name, labels, onSay }: SeveralChoiceProps) {
  const [chosen, setChosen] = useState<string[]>([]);
  const [hint, setHint] = useState("");
  const boxes = labels.filter((label) => !STANDS_ALONE.includes(label));
  const asides = labels.filter((label) => STANDS_ALONE.includes(label));

  const toggle = (label: string) => {
    setHint("");
    setChosen(chosen.includes(label) ? chosen.filter((one) => one !== label) : [...chosen, label]);
  };
  const finish = () => {
    if (chosen.length === 0) setHint("请先点一下要选的，可以选好几个。");
    else onSay(boxes.filter((label) => chosen.includes(label)).join(BETWEEN_LABELS));
  };

  return (
    <fieldset className="several">
      <legend><span className="unseen">{name} </span>可以选好几个，选完点「选好了」</legend>
      <div className="boxes">
        {boxes.map((label) => (
          <label key={label} className="box" data-testid="option">
            <input type="checkbox" checked={chosen.includes(label)} onChange={() => { toggle(label); }} />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <div role="alert" className="trouble">{hint}</div>
      <div className="choices">
        <button type="button" className="button" onClick={finish} data-testid="several-done">选好了</button>
        {asides.map((label) => (
          <button key={label} type="button" className="button option aside" onClick={() => { onSay(label); }}
            data-testid="option">{label}</button>
        ))}
      </div>
    </fieldset>
  );
}
