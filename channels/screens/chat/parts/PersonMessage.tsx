/** What a person says who has taken the talk over. Their name is above: they must not be mistaken for the bot. */
import { PersonIcon } from "../../shared/icons";
import { SpokenText } from "../../shared/SpokenText";
import type { Message } from "../../shared/wire";
import { WORDS } from "../words";

export function PersonMessage({ message }: { message: Message }) {
  const who = message.who ?? WORDS.somebody;
  return (
    <div className="message bot person-says" data-testid="message" data-from="person" data-id={message.id}>
      <span className="unseen">{who}说：</span>
      <div className="bubble">
        <p className="heading" aria-hidden="true"><PersonIcon />{who}</p>
        <p className="words"><SpokenText text={message.text} /></p>
      </div>
      <time className="on-paper" dateTime={message.at}>{message.at.slice(0, 16).replace("T", " ")}</time>
    </div>
  );
}
