/** 「查办理进度」: a case number and its code, and what has become of the matter. */
import { useState, type SyntheticEvent } from "react";

import { ApiError, type Api } from "../../shared/api";
import { AppDialog } from "../../shared/AppDialog";
import type { CaseView } from "../../shared/wire";
import { WORDS } from "../words";
import { CaseCard } from "./CaseCard";

interface LookupDialogProps {
  open: boolean;
  onClose: () => void;
  lookup: Api["lookup"];
}

export function LookupDialog({ open, onClose, lookup }: LookupDialogProps) {
  return (
    <AppDialog title="查办理进度" open={open} onClose={onClose}>
      <LookupForm onClose={onClose} lookup={lookup} />
    </AppDialog>
  );
}

/** What to say when there is no case to show. */
function reason(problem: unknown): string {
  if (!(problem instanceof ApiError)) return WORDS.lookupFailed;
  if (problem.text) return problem.text;
  if (problem.status === 429) return WORDS.tooFast;
  return problem.trouble === "refused" ? WORDS.notFound : WORDS.lookupFailed;
}

function LookupForm({ onClose, lookup }: Omit<LookupDialogProps, "open">) {
  const [number, setNumber] = useState("");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const [found, setFound] = useState<CaseView | null>(null);

  const search = async () => {
    setBusy(true);
    setTrouble("");
    setFound(null);
    try {
      setFound((await lookup(number.trim(), code.trim())).case);
    } catch (problem) {
      setTrouble(reason(problem));
    }
    setBusy(false);
  };

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!number.trim() || !code.trim()) setTrouble("编号和查询码都要填。");
    else if (!busy) void search();
  };

  return (
    <form className="lookup" onSubmit={submit} noValidate>
      <p className="hint" id="lookup-hint">编号和查询码在短信里，或者在给您的那张纸条上。</p>
      <label htmlFor="case-number">编号</label>
      <input id="case-number" value={number} onChange={(event) => { setNumber(event.target.value); }} autoComplete="off"
        aria-describedby="lookup-hint" data-testid="lookup-number" />
      <label htmlFor="case-code">查询码</label>
      <input id="case-code" value={code} onChange={(event) => { setCode(event.target.value); }} autoComplete="off"
        aria-describedby="lookup-hint" data-testid="lookup-code" />
      <div role="alert" className="trouble" data-testid="lookup-trouble">{trouble}</div>
      <div role="status" data-testid="lookup-result">{found && <CaseCard found={found} />}</div>
      <div className="dialog-answers">
        <button type="button" className="button plain" onClick={onClose} data-testid="lookup-close">关上</button>
        <button type="submit" className="button" aria-disabled={busy} data-testid="lookup-search">
          {busy ? "正在查……" : "查一查"}
        </button>
      </div>
    </form>
  );
}
