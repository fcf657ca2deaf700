/** 「接着手机上说的」: eight digits given out elsewhere bring that talk here. 「到别处接着说」: eight that take this one along. */
import { useState, type SyntheticEvent } from "react";

import { ApiError, type Api } from "../../shared/api";
import { AppDialog } from "../../shared/AppDialog";
import { WORDS } from "../words";

const DIGITS = 8;

interface DialogProps {
  open: boolean;
  onClose: () => void;
}

interface ArriveProps extends DialogProps {
  /** Takes the talk of a code up here; raises ApiError. */
  onCode: (code: string) => Promise<void>;
}

interface LeaveProps extends DialogProps {
  giveCode: Api["giveCode"];
}

export function ArriveDialog({ open, onClose, onCode }: ArriveProps) {
  return (
    <AppDialog title="接着手机上说的" open={open} onClose={onClose}>
      <TakeUp onClose={onClose} onCode={onCode} />
    </AppDialog>
  );
}

export function LeaveDialog({ open, onClose, giveCode }: LeaveProps) {
  return (
    <AppDialog title="到别处接着说" open={open} onClose={onClose}>
      <TakeAlong onClose={onClose} giveCode={giveCode} />
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

function TakeUp({ onClose, onCode }: Omit<ArriveProps, "open">) {
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
      <p className="hint" id="continue-hint">在手机、公众号或别的电脑上要来的八位数字，填在这里。</p>
      <label htmlFor="continue-code">八位数字</label>
      <input id="continue-code" className="digits" value={code} inputMode="numeric" autoComplete="one-time-code"
        onChange={(event) => { setCode(digitsOf(event.target.value)); }} aria-describedby="continue-hint"
        data-testid="continue-code" />
      <div role="alert" className="trouble" data-testid="continue-trouble">{trouble}</div>
      <div className="dialog-answers">
        <button type="button" className="button plain" onClick={onClose} data-testid="continue-close">关上</button>
        <button type="submit" className="button" aria-disabled={busy} data-testid="continue-take">
          {busy ? "正在接上……" : "接着说"}
        </button>
      </div>
    </form>
  );
}

function TakeAlong({ onClose, giveCode }: Omit<LeaveProps, "open">) {
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
    <div className="take-along">
      <p>换到另一台手机、电脑或者自助机上，接着现在说到的地方。</p>
      <div role="status" data-testid="continue-given">
        {given && (
          <>
            <p className="code">
              <span aria-hidden="true">{given.code.slice(0, 4)} {given.code.slice(4)}</span>
              <span className="unseen">{Array.from(given.code).join(" ")}</span>
            </p>
            <p>{given.minutes} 分钟内有效，只能用一次。在那台设备上打开法问，点「接着手机上说的」，填上这八位数字。</p>
            <p>要接到公众号里，就在公众号里发「接着说」，后面跟着这八位数字。</p>
            <p className="hint">谁有这八位数字，谁就看得到您说过的话：不要告诉别人。</p>
          </>
        )}
      </div>
      <div role="alert" className="trouble">{trouble}</div>
      <div className="dialog-answers">
        <button type="button" className="button plain" onClick={onClose} data-testid="continue-close">关上</button>
        <button type="button" className="button" aria-disabled={busy} data-testid="continue-give"
          onClick={() => { if (!busy) void ask(); }}>
          {given ? "再要一个新的" : "要八位数字"}
        </button>
      </div>
    </div>
  );
}
