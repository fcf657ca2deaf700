/** One dialog over the page: focus stays inside it, Esc closes it, and focus goes back to where it was. */
import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";

interface AppDialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  /** alertdialog for a question that needs an answer, dialog for a form. */
  role?: "dialog" | "alertdialog";
  children: ReactNode;
}

export function AppDialog({ title, open, onClose, role = "dialog", children }: AppDialogProps) {
  return (
    <ModalOverlay className="overlay" isOpen={open} onOpenChange={(stays) => { if (!stays) onClose(); }}
      isDismissable={role === "dialog"}>
      <Modal className="modal">
        <Dialog className="dialog" role={role} data-testid="dialog">
          <Heading slot="title" level={2}>{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ConfirmProps {
  title: string;
  open: boolean;
  yes: string;
  no: string;
  grave?: boolean;
  busy?: boolean;
  onYes: () => void;
  onNo: () => void;
  children: ReactNode;
}

/**
 * Asks before something that cannot be undone. The harmless answer comes first, and Esc means it. While the work goes
 * on the button is aria-disabled: a truly disabled one would drop focus, and Esc with it.
 */
export function ConfirmDialog({ title, open, yes, no, grave, busy, onYes, onNo, children }: ConfirmProps) {
  return (
    <AppDialog title={title} open={open} onClose={onNo} role="alertdialog">
      <div className="dialog-text">{children}</div>
      <div className="dialog-answers">
        <button type="button" className="button plain" onClick={onNo} data-testid="confirm-no">{no}</button>
        <button type="button" className={grave ? "button grave" : "button"} aria-disabled={busy ?? false}
          onClick={() => { if (!busy) onYes(); }} data-testid="confirm-yes">{yes}</button>
      </div>
    </AppDialog>
  );
}
