/** A calendar for those who know the day. Words like 「昨天」, typed or said, are understood just as well. */
import { useState } from "react";

import { CalendarIcon } from "../../shared/icons";
import { spokenDay } from "./CaseCard";

export function DateHelper({ onSay }: { onSay: (text: string) => void }) {
  const [day, setDay] = useState("");
  return (
    <div className="date-helper">
      <label htmlFor="day"><CalendarIcon /><span>在日历上选，或者写「昨天」也行</span></label>
      <input id="day" type="date" value={day} data-testid="date"
        onChange={(event) => { setDay(event.target.value); }} />
      <button type="button" className="button" disabled={!day} onClick={() => { onSay(spokenDay(day)); }}
        data-testid="date-done">就这天</button>
    </div>
  );
}
