import { eventDefinitions, staffDecider, type SessionEvent, type StreamCategory } from '@hearth/domain';
import {
  connectEventStore,
  createCodec,
  handleCommand,
  openFileKeyRing,
  type EventsOf,
  type EventStore,
} from '@hearth/eventstore';
import { loadConfiguration } from '@hearth/platform';
import { randomUUID } from 'node:crypto';
import type { RunningServices } from '../../../infra/launcher/types.mjs';

/** What is written down, read from the event store itself. */
export class History {
  private constructor(private readonly store: EventStore) {}

  static async of(services: RunningServices): Promise<History> {
    const { KEYRING_PATH, KEYRING_KEK, EVENTSTORE_URL, ORGANISATION_ID } = loadConfiguration(services.env);
    const keyRing = await openFileKeyRing({ path: KEYRING_PATH, kek: KEYRING_KEK });
    const unreadable: string[] = [];
    const codec = createCodec({
      definitions: eventDefinitions,
      keyRing,
      organisationId: ORGANISATION_ID,
      onIncident: ({ kind, stream }) => unreadable.push(`${kind} ${stream}`),
    });
    return new History(connectEventStore({ connectionString: EVENTSTORE_URL, codec }));
  }

  /** Everything of one stream, in order. */
  async events<Category extends StreamCategory>(
    category: Category,
    id: string,
  ): Promise<EventsOf<Category>[]> {
    const events: EventsOf<Category>[] = [];
    for await (const stored of this.store.read(category, id)) {
      if (stored.kind === 'known') events.push(stored.recorded.event);
    }
    return events;
  }

  /** Everything of one type that happened in a session, in order. */
  async ofSession<Type extends SessionEvent['type']>(
    sessionId: string,
    type: Type,
  ): Promise<Extract<SessionEvent, { type: Type }>[]> {
    const isOfType = (event: SessionEvent): event is Extract<SessionEvent, { type: Type }> =>
      event.type === type;
    return (await this.events('session', sessionId)).filter(isOfType);
  }

  /** The audit of today. */
  audited(): Promise<EventsOf<'audit'>[]> {
    return this.events('audit', new Date().toISOString().slice(0, 10));
  }

  /** Somebody who works in a programme that this organisation has elsewhere. */
  async registerStrangeSupervisor(staffId: string): Promise<void> {
    const context = {
      commandId: randomUUID(),
      correlationId: randomUUID(),
      actor: { kind: 'system', id: 'setup' },
    } as const;
    await handleCommand(
      this.store,
      staffDecider,
      'staff',
      staffId,
      {
        type: 'RegisterStaff',
        staffId,
        programmeIds: ['program-elsewhere'],
        role: 'supervisor',
        simulated: false,
        profile: { displayName: 'Sam Elsewhere', locale: 'en' },
        at: Date.now(),
      },
      context,
    );
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
