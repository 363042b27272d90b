import type { EventsByCategory } from '@hearth/domain';
import type { EventStore } from '@hearth/eventstore';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { STORE } from '../services.js';
import type { Acting } from './principal.js';

type Audited = EventsByCategory['audit']['data'];

export interface AuditEntry {
  readonly action: Audited['action'];
  readonly outcome?: Audited['outcome'];
  readonly entity: Audited['entity'];
}

/** The log of who touched what of whom, one stream a day. */
@Injectable()
export class Audit {
  constructor(@Inject(STORE) private readonly store: EventStore) {}

  /**
   * Writes an entry down. Call it before what it is about is handed out: when it fails, nothing may be.
   * @throws StoreUnavailable
   */
  async record(acting: Pick<Acting, 'actor' | 'at' | 'correlationId'>, entry: AuditEntry): Promise<void> {
    const { actor, at, correlationId } = acting;
    const { action, entity, outcome = 'allowed' } = entry;
    await this.store.append(
      'audit',
      new Date(at).toISOString().slice(0, 10),
      [{ type: 'AccessAudited', data: { by: actor, action, entity, outcome, at } }],
      'any',
      { commandId: randomUUID(), correlationId, actor },
    );
  }
}
