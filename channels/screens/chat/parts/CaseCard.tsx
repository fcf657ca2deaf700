/** A case as its resident may see it: named fields first, then any field whose name is Chinese, then its history. */
import { SpokenText } from "../../shared/SpokenText";
import type { CaseView } from "../../shared/wire";

const NAMES: [keyof CaseView & string, string][] = [
  ["number", "编号"], ["title", "事情"], ["status", "现在"], ["mediator", "经办人"], ["phone", "电话"], ["next", "下一步"],
];

function shown(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : "";
}

/** The day of an ISO time, as people say it. */
export function spokenDay(at: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(at);
  return parts ? `${parts[1] ?? ""}年${Number(parts[2])}月${Number(parts[3])}日` : at;
}

export function CaseCard({ found }: { found: CaseView }) {
  const rows = [
    ...NAMES.map(([field, name]) => [name, shown(found[field])] as const),
    ...Object.entries(found).filter(([field]) => /^[\u4e00-\u9fff]/.test(field))
      .map(([field, value]) => [field, shown(value)] as const),
  ].filter(([, value]) => value);
  return (
    <div className="case-card">
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd><SpokenText text={value} dial={name === "电话"} /></dd>
          </div>
        ))}
      </dl>
      {found.history && found.history.length > 0 && (
        <>
          <h3>办理经过</h3>
          <ol>
            {found.history.map((step, place) => (
              <li key={place}>{step.at ? `${spokenDay(step.at)}：` : ""}{step.text}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
