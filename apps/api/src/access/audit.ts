import type { AccessEvent, EventsByCategory, PersonRef } from '@hearth/domain';
import type { EventStore } from '@hearth/eventstore';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { STORE } from '../services.js';
import type { Acting } from './principal.js';

type DataOf<Type extends AccessEvent['type']> = Extract<AccessEvent, { readonly type: Type }>['data'];
type Audited = DataOf<'AccessAudited'>;
type By = Pick<Acting, 'actor' | 'at' | 'correlationId'>;

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
  async record(by: By, entry: AuditEntry): Promise<void> {
    const { action, entity, outcome = 'allowed' } = entry;
    const data = { by: by.actor, action, entity, outcome, at: by.at };
    await this.#append(by, { type: 'AccessAudited', data });
  }

  /** The same for who may sign in. @throws StoreUnavailable */
  async recordAccount(by: By, action: DataOf<'AccountAudited'>['action'], person: PersonRef): Promise<void> {
    await this.#append(by, { type: 'AccountAudited', data: { by: by.actor, action, person, at: by.at } });
  }

  async #append({ at, actor, correlationId }: By, event: EventsByCategory['audit']): Promise<void> {
    const day = new Date(at).toISOString().slice(0, 10);
    await this.store.append('audit', day, [event], 'any', {
      commandId: randomUUID(),
      correlationId,
      actor,
    });
  }
}
