/** Ties the engine to React and to what the browser tells us: online, offline, back in view. */
import { useEffect, useState, useSyncExternalStore } from "react";

import { httpApi, type Api } from "../shared/api";
import type { Conversation } from "./conversation";
import { Engine } from "./engine";
import { WISHES } from "./words";

export function useChat(api: Api = httpApi): { state: Conversation; engine: Engine } {
  const [engine] = useState(() => new Engine({ api }));
  const state = useSyncExternalStore(engine.subscribe, engine.snapshot);

  useEffect(() => {
    void engine.start();
    const wish = takenWish();
    if (wish) engine.wish(wish);
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

/** The wish another page sent the resident here with; taken out of the address: a reload does not wish again. */
function takenWish(): string | undefined {
  const address = new URL(window.location.href);
  const wish = WISHES.get(address.searchParams.get("wish") ?? "");
  if (wish) {
    address.searchParams.delete("wish");
    window.history.replaceState(null, "", address);
  }
  return wish;
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
