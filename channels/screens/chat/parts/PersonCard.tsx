/** A mediator: face or initials, name, village, what they are good at, telephone, and one button to choose them. */
import { useState } from "react";

import { PhoneIcon } from "../../shared/icons";
import { safeHref, safePhoto } from "../../shared/links";
import type { Person } from "../../shared/wire";

interface PersonCardProps {
  person: Person;
  live: boolean;
  onChoose: (label: string) => void;
}

export function PersonCard({ person, live, onChoose }: PersonCardProps) {
  const dial = person.phone ? safeHref(`tel:${person.phone.replace(/[\s—－]/g, "")}`) : null;
  return (
    <div className="person" data-testid="person">
      <Face person={person} />
      <div className="about">
        <p className="name">{person.label}</p>
        {person.village && <p><span className="field">在：</span>{person.village}</p>}
        {person.speciality && <p><span className="field">擅长：</span>{person.speciality}</p>}
        {dial && <a className="call" href={dial}><PhoneIcon />{person.phone}</a>}
      </div>
      {live && (
        <button type="button" className="button" aria-label={`选这位：${person.label}`} data-testid="choose-person"
          onClick={() => { onChoose(person.label); }}>选这位</button>
      )}
    </div>
  );
}

function Face({ person }: { person: Person }) {
  const [broken, setBroken] = useState(false);
  const photo = safePhoto(person.photo);
  if (photo && !broken) {
    return <img className="face" src={photo} alt="" width={72} height={72} onError={() => { setBroken(true); }} />;
  }
  return <span className="face" aria-hidden="true">{person.initials ?? person.label.slice(-1)}</span>;
}
