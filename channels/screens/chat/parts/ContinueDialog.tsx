/** 「接着手机上说的」: eight digits given out elsewhere bring that talk here; and eight digits that take this one along. */
import { useState, type SyntheticEvent } from "react";

import { ApiError, type Api } from "../../shared/api";
import { AppDialog } from "../../shared/AppDialog";
import { WORDS } from "../words";

const DIGITS = 8;

interface ContinueDialogProps {
  open: boolean;
  onClose: () => void;
  /** False while there is no talk here that could be taken along. */
  canLeave: boolean;
  giveCode: Api["giveCode"];
  /** Takes the talk of a code up here; raises ApiError. */
  onCode: (code: string) => Promise<void>;
}

export function ContinueDialog({ open, onClose, ...more }: ContinueDialogProps) {
  return (
    <AppDialog title="换个设备接着说" open={open} onClose={onClose}>
      <TakeUp onClose={onClose} onCode={more.onCode} />
      {more.canLeave && <TakeAlong giveCode={more.giveCode} />}
      <div className="dialog-answers">
        <button type="button" className="button plain" onClick={onClose} data-testid="continue-close">关上</button>
      </div>
    </AppDialog>
  );
}

/** The digits in what was typed or pasted, in any width, with spaces or dashes. */
export function digitsOf(typed: string): string {
  return typed.normalize("NFKC").replace(/\D/g, "").slice(0, DIGITS);
}

function reason(problem: unknown): string {
  if (!(problem instanceof ApiError)) return WORDS.notContinued;
  if (problem.text) return problem.text;
  return problem.status === 429 ? WORDS.tooManyCodes : WORDS.notContinued;
}

function TakeUp({ onClose, onCode }: Pick<ContinueDialogProps, "onClose" | "onCode">) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");

  const take = async () => {
    setBusy(true);
    setTrouble("");
    try {
      await onCode(code);
      onClose();
    } catch (problem) {
      setTrouble(reason(problem));
      setBusy(false);
    }
  };

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (code.length < DIGITS) setTrouble(WORDS.eightDigits);
    else if (!busy) void take();
  };

  return (
    <form className="lookup" onSubmit={submit} noValidate>
      <h3>接着手机上说的</h3>
      <p className="hint" id="continue-hint">在手机、公众号或别的电脑上要来的八位数字，填在这里。</p>
      <label htmlFor="continue-code">八位数字</label>
      <input id="continue-code" className="digits" value={code} inputMode="numeric" autoComplete="one-time-code"
        onChange={(event) => { setCode(digitsOf(event.target.value)); }} aria-describedby="continue-hint"
        data-testid="continue-code" />
      <div role="alert" className="trouble" data-testid="continue-trouble">{trouble}</div>
      <button type="submit" className="button" aria-disabled={busy} data-testid="continue-take">
        {busy ? "正在接上……" : "接着说"}
      </button>
    </form>
  );
}

function TakeAlong({ giveCode }: Pick<ContinueDialogProps, "giveCode">) {
  const [given, setGiven] = useState<{ code: string; minutes: number } | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");

  const ask = async () => {
    setBusy(true);
    setTrouble("");
    try {
      setGiven(await giveCode());
    } catch (problem) {
      setTrouble(reason(problem));
    }
    setBusy(false);
  };

  return (
    <section className="take-along" aria-labelledby="take-along">
      <h3 id="take-along">到别的设备上接着说</h3>
      <div role="status" data-testid="continue-given">
        {given && (
          <>
            <p className="code">
              <span aria-hidden="true">{given.code.slice(0, 4)} {given.code.slice(4)}</span>
              <span className="unseen">{Array.from(given.code).join(" ")}</span>
            </p>
            <p>{given.minutes} 分钟内有效，只能用一次。在那台设备上打开法问，点「换个设备接着说」，填上这八位数字。</p>
            <p className="hint">谁有这八位数字，谁就看得到您说过的话：不要告诉别人。</p>
          </>
        )}
      </div>
      <div role="alert" className="trouble">{trouble}</div>
      <button type="button" className="button plain" aria-disabled={busy} data-testid="continue-give"
        onClick={() => { if (!busy) void ask(); }}>
        {given ? "再要一个新的" : "要八位数字"}
      </button>
    </section>
  );
}
