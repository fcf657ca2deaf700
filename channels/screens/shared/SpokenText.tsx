/** Plain text from the server: escaped, line breaks kept, telephone numbers made into links to dial. */
import { splitPhones } from "./phones";

export function SpokenText({ text, dial = true }: { text: string; dial?: boolean }) {
  if (!dial) return <>{text}</>;
  return (
    <>
      {splitPhones(text).map((piece, place) =>
        piece.phone
          ? <a key={place} className="dial" href={`tel:${piece.phone}`}>{piece.text}</a>
          : piece.text,
      )}
    </>
  );
}
