/** Small things kept in the browser. Where storage is refused (private mode), the page forgets and goes on. */

function read(store: () => Storage, key: string): string | null {
  try {
    return store().getItem(key);
  } catch {
    return null;
  }
}

function write(store: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) store().removeItem(key);
    else store().setItem(key, value);
  } catch {
    // Full or forbidden: the page goes on without remembering.
  }
}

/** Kept until the tab closes: the draft and what is not sent yet. Never on a shared machine's disk for longer. */
export const tab = {
  read: (key: string) => read(() => sessionStorage, key),
  write: (key: string, value: string | null) => { write(() => sessionStorage, key, value); },
};

/** Kept on the device: how large the text is, and nothing about the matter. */
export const device = {
  read: (key: string) => read(() => localStorage, key),
  write: (key: string, value: string | null) => { write(() => localStorage, key, value); },
};
