/**
 * Finds telephone numbers in plain text. An article number, a sum or a number of days may look like one («第110条»,
 * «120天»), so a short number counts only where nothing around it says otherwise.
 */

export interface Piece {
  text: string;
  /** The number to dial, digits only; absent for ordinary text. */
  phone?: string;
}

/** Public numbers the product may name (a checked list); others count only when written as full telephone numbers. */
const SHORT = ["110", "119", "120", "122", "12315", "12333", "12338", "12345", "12348", "12355", "12356", "96110"];
const FULL = ["1[3-9]\\d{9}", "0\\d{2,3}[-—－ ]?\\d{7,8}", "400[- ]?\\d{3}[- ]?\\d{4}"];
// The character before is captured, not looked behind at: older iPhones refuse the whole page over a look-behind.
const NUMBER = new RegExp(`(^|[^\\d.,，-])(${FULL.join("|")}|${SHORT.join("|")})(?![\\d.]\\d|\\d)`, "g");

/** What follows a quantity, not a telephone. */
const UNIT = /^\s*(?:[元块角天日年月岁条款项万千百亿个名米亩斤次倍周页％%]|分钟|小时|人(?!工)|公里|平方|平米|号(?!码))/;
/** What comes before an article number. */
const CITATION = /(?:第|[¥￥]|(?:法|典|条例|解释|办法|规定|规则)》?\s*)$/;

function isShort(found: string): boolean {
  return SHORT.includes(found);
}

function looksLikeSomethingElse(before: string, after: string): boolean {
  return UNIT.test(after) || CITATION.test(before);
}

/** Cuts `text` into ordinary pieces and telephone numbers; joined together the pieces give `text` again. */
export function splitPhones(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(NUMBER)) {
    const found = match[2] ?? "";
    const end = match.index + match[0].length;
    const start = end - found.length;
    if (isShort(found) && looksLikeSomethingElse(text.slice(0, start), text.slice(end))) continue;
    if (start > done) pieces.push({ text: text.slice(done, start) });
    pieces.push({ text: found, phone: found.replace(/\D/g, "") });
    done = end;
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return pieces;
}
