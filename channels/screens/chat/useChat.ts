/** Ties the engine to React and to what the browser tells us: online, offline, back in view. */
import { useEffect, useState, useSyncExternalStore } from "react";

import { httpApi, type Api } from "../shared/api";
import type { Conversation } from "./conversation";
import { Engine } from "./engine";

export function useChat(api: Api = httpApi): { state: Conversation; engine: Engine } {
  const [engine] = useState(() => new Engine({ api }));
  const state = useSyncExternalStore(engine.subscribe, engine.snapshot);

  useEffect(() => {
    void engine.start();
    const wake = () => { if (!document.hidden) engine.wake(); };
    window.addEventListener("online", wake);
    window.addEventListener("pageshow", wake);
    document.addEventListener("visibilitychange", wake);
    return () => {
      window.removeEventListener("online", wake);
      window.removeEventListener("pageshow", wake);
      document.removeEventListener("visibilitychange", wake);
      engine.stop();
    };
  }, [engine]);

  return { state, engine };
}

/** True while the browser believes there is a network. */
export function useOnline(): boolean {
  return useSyncExternalStore(watchNetwork, () => navigator.onLine);
}

function watchNetwork(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}
