import { createHmac } from 'node:crypto';

/** What whoever is on call is told. Opaque ids and moments only: it leaves the house. */
export interface Alert {
  readonly programmeId: string;
  readonly sessionId: string;
  /** Since when no facilitator is in the room. */
  readonly since: number;
  /** From 1 on. */
  readonly attempt: number;
  readonly at: number;
}

/** Where alerts go, such as the clinic's paging service. */
export interface OnCallChannel {
  /** Hands an alert over. @returns whether it was taken; never throws for what the network does */
  handOver(alert: Alert): Promise<boolean>;
}

export interface WebhookOptions {
  readonly url: string;
  /** Shared with whoever receives it. */
  readonly secret: string;
}

const DEADLINE_MS = 5_000;

/** `sha256=` and the hex HMAC over `{at}.{body}`, so that an old body cannot be sent again as a new one. */
export const signatureOf = (secret: string, at: number, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;

/** Posts alerts to a URL; any 2xx says that it was taken. */
export const webhookChannel = ({ url, secret }: WebhookOptions): OnCallChannel => ({
  handOver: async (alert) => {
    const body = JSON.stringify({ kind: 'group-without-facilitator', ...alert });
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-hearth-at': String(alert.at),
          'x-hearth-signature': signatureOf(secret, alert.at, body),
          // The same for each try, so that nobody is called twice for one group.
          'idempotency-key': `${alert.sessionId}.${alert.since}`,
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      // Not reached, or too late: that it was not taken is on record, and the next try follows.
      return false;
    }
  },
});
