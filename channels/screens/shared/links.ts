/** Which addresses a message may link to: telephone numbers, our own pages, and pages over https. Nothing else. */
export function safeHref(href: string): string | null {
  const address = href.trim();
  if (/^tel:\+?[\d-]{3,20}$/.test(address)) return address;
  if (/^\/(?![/\\])/.test(address)) return address;
  if (/^https:\/\/[^\s]+$/.test(address)) return address;
  return null;
}

/** Photographs come from our own server only: nothing about a resident's choice may reach another. */
export function safePhoto(source: string | null | undefined): string | null {
  return source && /^\/(?![/\\])/.test(source) ? source : null;
}
