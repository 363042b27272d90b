import { AccessToken } from 'livekit-server-sdk';
import { createHash } from 'node:crypto';
import { pause, Unreachable } from './http-door.js';

export interface WebhookInbox {
  readonly apiUrl: string;
  readonly key: { readonly apiKey: string; readonly apiSecret: string };
}

const DEADLINE_MS = 15_000;
/** As long as LiveKit: what is not kept in time is told again, and told twice is kept once. */
const TRIES = 7;
const PATIENCE_MS = 500;

/**
 * Delivers a webhook as LiveKit does: signed with its key, and again after a pause while it cannot be kept.
 * @param webhook in LiveKit's JSON, with an id of its own
 * @throws Unreachable after several tries, or when the signature is not taken
 */
export const deliverWebhook = async (
  { apiUrl, key }: WebhookInbox,
  webhook: unknown,
  signal: AbortSignal,
): Promise<void> => {
  const body = JSON.stringify(webhook);
  const token = new AccessToken(key.apiKey, key.apiSecret, { ttl: 300 });
  token.sha256 = createHash('sha256').update(body).digest('base64');
  const headers = { 'content-type': 'application/webhook+json', authorization: await token.toJwt() };
  for (let attempt = 1; ; attempt += 1) {
    const status = await post(`${apiUrl}/livekit/webhook`, headers, body, signal);
    if (status === 200) return;
    if (attempt >= TRIES || (status !== null && status < 500)) {
      throw new Unreachable(`webhook inbox: ${status ?? 'no answer'}`);
    }
    await pause(PATIENCE_MS * attempt, signal);
  }
};

/** @returns the status of the answer; null when there was none */
const post = async (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<number | null> => {
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
    const answer = await fetch(url, { method: 'POST', headers, body, signal: within });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    signal.throwIfAborted();
    return null;
  }
};
