/** Tells the style sheet how tall the dock is, so that a focused element is never hidden behind it. */
import { useEffect, type RefObject } from "react";

export function useDockHeight(dock: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = dock.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const watcher = new ResizeObserver(() => {
      document.documentElement.style.setProperty("--dock-height", `${element.offsetHeight}px`);
    });
    watcher.observe(element);
    return () => { watcher.disconnect(); };
  }, [dock]);
}
