import { createTransport } from 'nodemailer';

export interface Mail {
  /** The same for each try, so that whoever gets it twice sees that it is one. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Where messages to people leave. */
export interface MailChannel {
  /** @returns whether the mail server took it; never throws for what the network does */
  send(mail: Mail): Promise<boolean>;
}

export interface SmtpOptions {
  /** `smtps://user:password@host:port`, or `smtp://` with STARTTLS. */
  readonly url: string;
  readonly from: string;
  /** Without it, a server that knows no TLS is spoken to in clear: for a mail catcher on the same machine only. */
  readonly requireTls: boolean;
}

const DEADLINE_MS = 15_000;

/** Sends mail by SMTP. Nothing of it is logged: neither to whom it goes nor what it says. */
export const smtpChannel = ({ url, from, requireTls }: SmtpOptions): MailChannel => {
  const transport = createTransport({
    url,
    requireTLS: requireTls,
    logger: false,
    connectionTimeout: DEADLINE_MS,
    greetingTimeout: DEADLINE_MS,
    socketTimeout: DEADLINE_MS,
  });
  return {
    send: async ({ messageId, ...mail }) => {
      try {
        await transport.sendMail({
          ...mail,
          from,
          messageId: `<${messageId}@hearth>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return true;
      } catch {
        // Not reached, or refused: that it did not leave is on record, and the next step of the ladder follows.
        return false;
      }
    },
  };
};
