/** The whole page: header and tools, the conversation, and the dock with help and the writing box. */
import { useEffect, useRef } from "react";

import type { Api } from "../shared/api";
import { httpApi } from "../shared/api";
import { awaiting } from "./conversation";
import { Composer } from "./parts/Composer";
import { Farewell } from "./parts/Farewell";
import { Header } from "./parts/Header";
import { HelpRow } from "./parts/HelpRow";
import { Log } from "./parts/Log";
import { Notices } from "./parts/Notices";
import { PrintHead } from "./parts/PrintHead";
import { Waiting } from "./parts/Waiting";
import { useChat, useOnline } from "./useChat";
import { useFollow } from "./useFollow";
import { ASK_FOR_A_PERSON } from "./words";

export function ChatPage({ api = httpApi }: { api?: Api }) {
  const { state, engine } = useChat(api);
  const online = useOnline();
  const talk = useRef<HTMLElement>(null);
  const question = awaiting(state);
  const { behind, follow } = useFollow(state, talk);
  useEffect(() => { document.title = `${state.title} · 法律帮助`; }, [state.title]);

  return (
    <div className="page">
      <nav className="skips" aria-label="快速跳转">
        <a href="#talk">跳到对话</a>
        {state.phase !== "erased" && <a href="#composer">跳到写字的地方</a>}
      </nav>
      <Header title={state.title} hotline={state.hotline} canTalk={state.phase === "ready"} api={api}
        onStartOver={() => engine.startOver()} onErase={() => engine.erase()}
        onCode={(code) => engine.takeUp(code)} />
      {/* It scrolls, so the keyboard must be able to stand on it even when nothing inside can be pressed. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <main id="talk" className="talk" tabIndex={0} ref={talk} aria-label="对话内容">
        <PrintHead title={state.title} />
        {state.phase === "loading" && <p className="hint" role="status">正在打开，请稍等……</p>}
        {state.phase === "erased" && <Farewell text={state.farewell} onAgain={() => void engine.start()} />}
        {state.phase === "ready" && (
          <>
            <Log messages={state.messages} outgoing={state.outgoing} historyUpTo={state.historyUpTo}
              question={question} onSay={engine.say} onResend={engine.resend} />
            <Waiting busy={state.busy} />
          </>
        )}
      </main>
      <footer className="dock">
        {behind && <button type="button" className="newer" onClick={follow}>下面有新消息</button>}
        <Notices online={online} phase={state.phase} notice={state.notice} onDismiss={engine.dismiss}
          onRetry={() => void engine.start()} />
        <HelpRow hotline={state.hotline} canTalk={state.phase === "ready"}
          onAsk={() => { engine.say(ASK_FOR_A_PERSON); }} />
        {state.phase !== "erased" && (
          <Composer question={question} ready={state.phase === "ready"} draft={state.draft} onWrite={engine.write}
            onSay={engine.say} />
        )}
      </footer>
    </div>
  );
}
