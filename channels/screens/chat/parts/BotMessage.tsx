/** One message of the bot: its words, and below them what the resident can do with it. */
import { CaseIcon, CheckIcon, DocumentIcon, PersonIcon, QuestionIcon, WarningIcon } from "../../shared/icons";
import { SpokenText } from "../../shared/SpokenText";
import type { Message, MessageKind } from "../../shared/wire";
import { STANDS_ALONE } from "../words";
import { Choices } from "./Choices";
import { DateHelper } from "./DateHelper";
import { LinkButtons } from "./LinkButtons";
import { PersonCard } from "./PersonCard";
import { ProgressLine } from "./ProgressLine";
import { SeveralChoice } from "./SeveralChoice";

interface BotMessageProps {
  message: Message;
  /** Waits for an answer now; otherwise its choices are only text. */
  live: boolean;
  /** Arrived while the page was open. */
  fresh: boolean;
  onSay: (text: string) => void;
}

/** A word and an icon above messages that are more than talk. */
const HEADINGS: Partial<Record<MessageKind, [string, () => React.JSX.Element]>> = {
  safety: ["要紧提醒", WarningIcon],
  confirm: ["请您核对", QuestionIcon],
  summary: ["您说的情况", CheckIcon],
  guide: ["办事指南", DocumentIcon],
  people: ["调解员", PersonIcon],
  case: ["办理情况", CaseIcon],
  progress: ["办理进展", CaseIcon],
};

export function BotMessage({ message, live, fresh, onSay }: BotMessageProps) {
  const kind = message.kind ?? "text";
  const heading = HEADINGS[kind];
  const Drawing = heading?.[1];
  const people = message.people ?? [];
  const chosenOnCards = new Set(people.map((person) => person.label));
  const buttons = (message.buttons ?? []).filter((label) => !chosenOnCards.has(label));
  return (
    <div className={`message bot kind-${kind}`} data-testid="message" data-from="bot" data-kind={kind}
      data-id={message.id} role={kind === "safety" && fresh ? "alert" : undefined}>
      <span className="unseen">法问说：</span>
      <div className="bubble">
        {heading && Drawing && <p className="heading"><Drawing />{heading[0]}</p>}
        {message.progress && <ProgressLine progress={message.progress} />}
        <p className="words"><SpokenText text={message.text} /></p>
        <LinkButtons links={message.links ?? []} grave={kind === "safety"} />
      </div>
      {people.length > 0 && (
        <ul className="people" aria-label="可以选的人">
          {people.map((person) => (
            <li key={person.label}><PersonCard person={person} live={live} onChoose={onSay} /></li>
          ))}
        </ul>
      )}
      {live && message.input === "date" && <DateHelper onSay={onSay} />}
      {buttons.length > 0 && live && <Offer message={message} buttons={buttons} onSay={onSay} />}
      {buttons.length > 0 && !live && <Offered buttons={buttons} />}
      <time className="on-paper" dateTime={message.at}>{message.at.slice(0, 16).replace("T", " ")}</time>
    </div>
  );
}

function Offer({ message, buttons, onSay }: { message: Message; buttons: string[]; onSay: (text: string) => void }) {
  const name = message.text.slice(0, 60);
  return message.input === "several"
    ? <SeveralChoice name={name} labels={buttons} onSay={onSay} />
    : <Choices name={name} labels={buttons} onSay={onSay} />;
}

const MANY = 8;

/** The choices of an answered question: plain words, silent. A long menu is only named. */
function Offered({ buttons }: { buttons: string[] }) {
  if (buttons.every((label) => STANDS_ALONE.includes(label))) return null;
  const named = buttons.length > MANY
    ? `${buttons.slice(0, 3).join("、")}……共${buttons.length}样`
    : buttons.join("、");
  return <p className="offered" aria-live="off">当时可以选：{named}</p>;
}
