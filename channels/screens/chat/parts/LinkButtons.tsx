/** Links as big buttons: dial a number, open the guide. An address we do not trust is not shown at all. */
import { DocumentIcon, PhoneIcon } from "../../shared/icons";
import { safeHref } from "../../shared/links";
import type { Link } from "../../shared/wire";

export function LinkButtons({ links, grave }: { links: Link[]; grave: boolean }) {
  const shown = links.flatMap((link) => {
    const href = safeHref(link.href);
    return href ? [{ label: link.label, href }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <div className="links">
      {shown.map(({ label, href }) => {
        const outside = href.startsWith("https:");
        return (
          <a key={href + label} className={grave ? "button grave" : "button"} href={href} data-testid="link"
            {...(outside ? { target: "_blank", rel: "noopener noreferrer" } : {})}>
            {href.startsWith("tel:") ? <PhoneIcon /> : <DocumentIcon />}{label}
            {outside && <span className="unseen">（在新窗口打开）</span>}
          </a>
        );
      })}
    </div>
  );
}
