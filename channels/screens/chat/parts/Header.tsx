/** The top of the page (the left column on wide screens): name, text size, and the tools. */
import { useEffect, useRef, useState } from "react";

import type { Api } from "../../shared/api";
import { ConfirmDialog } from "../../shared/AppDialog";
import {
  CaseIcon, DevicesIcon, EraseIcon, LeaveIcon, MenuIcon, PersonIcon, RestartIcon, ScalesIcon, SearchIcon,
} from "../../shared/icons";
import { ArriveDialog, LeaveDialog } from "./ContinueDialog";
import { LookupDialog } from "./LookupDialog";
import { TextSizeButton } from "./TextSizeButton";

interface HeaderProps {
  title: string;
  hotline: string;
  canTalk: boolean;
  api: Api;
  onStartOver: () => Promise<boolean>;
  onErase: () => Promise<boolean>;
  onCode: (code: string) => Promise<void>;
}

type Asking = "nothing" | "new" | "lookup" | "arrive" | "leave" | "erase";

export function Header({ title, hotline, canTalk, api, onStartOver, onErase, onCode }: HeaderProps) {
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState<Asking>("nothing");
  const [busy, setBusy] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const landing = useRef(false);
  const done = () => { setAsking("nothing"); };
  const ask = (what: Asking) => { if (canTalk) setAsking(what); };

  const carryOut = async (work: () => Promise<boolean>) => {
    setBusy(true);
    await work();
    setBusy(false);
    setOpen(false);
    done();
    landing.current = true;
  };

  // The dialog gives focus back to the button that opened it. If that is folded away by now, the button that unfolds it
  // is the nearest place to stand. Two frames: the dialog gives back in the first.
  useEffect(() => {
    if (asking !== "nothing" || !landing.current) return;
    landing.current = false;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (document.activeElement === document.body) more.current?.focus();
    }));
  }, [asking]);

  return (
    <header className="header">
      <div className="brand">
        <span className="mark"><ScalesIcon /></span>
        <div>
          <h1>{title}</h1>
          <p className="motto">法律上的事，先问问</p>
        </div>
      </div>
      <div className="switches">
        <TextSizeButton />
        <button type="button" className="button quiet more" ref={more} aria-expanded={open} aria-controls="tools"
          onClick={() => { setOpen(!open); }} data-testid="more">
          <MenuIcon />更多
        </button>
      </div>
      <div id="tools" className={open ? "tools open" : "tools"}>
        <button type="button" className="button quiet" aria-disabled={!canTalk} onClick={() => { ask("new"); }}
          data-testid="new"><RestartIcon />重新来</button>
        <button type="button" className="button quiet" onClick={() => { setAsking("lookup"); }}
          data-testid="lookup"><SearchIcon />查办理进度</button>
        <button type="button" className="button quiet" onClick={() => { setAsking("arrive"); }}
          data-testid="arrive"><DevicesIcon />接着手机上说的</button>
        <button type="button" className="button quiet" aria-disabled={!canTalk} onClick={() => { ask("leave"); }}
          data-testid="leave"><LeaveIcon />到别处接着说</button>
        <a className="button quiet" href="/mine" data-testid="mine"><CaseIcon />我的案件和指南</a>
        <a className="button quiet" href="/mediators" data-testid="mediators"><PersonIcon />点将台</a>
        <button type="button" className="button quiet" aria-disabled={!canTalk} onClick={() => { ask("erase"); }}
          data-testid="erase"><EraseIcon />删除我的信息</button>
        <p className="care">请不要写身份证号、银行卡号和密码。这里说的是参考意见，拿不准的事请找人问清楚。</p>
      </div>
      <ConfirmDialog title="要重新开始吗？" open={asking === "new"} yes="重新开始" no="不，接着说" busy={busy}
        onYes={() => void carryOut(onStartOver)} onNo={done}>
        <p>重新开始以后，刚才的对话就不再显示了。</p>
      </ConfirmDialog>
      <ConfirmDialog title="要删除您的信息吗？" open={asking === "erase"} yes="删除" no="不删除" grave busy={busy}
        onYes={() => void carryOut(onErase)} onNo={done}>
        <p>您在这里说过的话会被删掉，删了就找不回来。</p>
        <p>已经交给调解员办理的事，可以打 {hotline} 问清楚怎么处理。</p>
      </ConfirmDialog>
      <ArriveDialog open={asking === "arrive"} onClose={done} onCode={async (code) => {
        await onCode(code);
        setOpen(false);
        landing.current = true;
      }} />
      <LeaveDialog open={asking === "leave"} onClose={done} giveCode={api.giveCode} />
      <LookupDialog open={asking === "lookup"} onClose={done} lookup={api.lookup} />
    </header>
  );
}
