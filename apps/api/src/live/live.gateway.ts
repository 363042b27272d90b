import {
  heartbeatMessage,
  LIVE_NAMESPACE,
  presenceMessage,
  subscribeMessage,
  type Ack,
  type LiveClientEvents,
  type LiveServerEvents,
  type Problem,
} from '@hearth/contracts';
import { samePerson, type PersonRef } from '@hearth/domain';
import { withCorrelation } from '@hearth/platform';
import { Inject, type OnApplicationShutdown } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { Audit } from '../access/audit.js';
import { WaitingRoomWatch } from '../admission/waiting-room-watch.js';
import { People } from '../access/people.js';
import { actorOf, type Principal } from '../access/principal.js';
import { SignInCookie } from '../access/sign-in-cookie.js';
import { stillHolds } from '../access/standing.js';
import type { Clock } from '../clock.js';
import { ApiMetrics } from '../health/api-metrics.js';
import { isSameOrigin } from '../http/same-origin.js';
import { forbidden, ProblemError } from '../problem/problem-error.js';
import { problemOf } from '../problem/problem-of.js';
import { CLOCK, LOG, VIEWS } from '../services.js';
import type { ViewReader } from '@hearth/projections';
import { cookieOf } from './cookie-of.js';
import { MessageBudget } from './message-budget.js';
import { PresenceWitness } from './presence-witness.js';
import { Pusher } from './pusher.js';
import { SocketReceiver } from './socket-receiver.js';
import { channelId, subjectOf, type Subject } from './subjects.js';
import { PulseReader } from './pulse-reader.js';

interface SocketData {
  principal: Principal;
}
type LiveSocket = Socket<LiveClientEvents, LiveServerEvents, Record<string, never>, SocketData>;
type LiveNamespace = Namespace<LiveClientEvents, LiveServerEvents, Record<string, never>, SocketData>;

const MOST_SUBSCRIPTIONS = 40;
const PULSE_CHECK_MS = 500;
const PULSE_EVERY_MS = 2_000;
const SWEEP_MS = 5_000;
const STANDING_MS = 30_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The live channel: screens subscribe to documents, and tell of their own connection to the room. */
@WebSocketGateway({ namespace: LIVE_NAMESPACE, transports: ['websocket'], maxHttpBufferSize: 65_536 })
export class LiveGateway implements OnGatewayInit<LiveNamespace>, OnApplicationShutdown {
  readonly #timers: NodeJS.Timeout[] = [];
  #namespace: LiveNamespace | null = null;

  constructor(
    private readonly cookie: SignInCookie,
    private readonly people: People,
    private readonly pusher: Pusher,
    private readonly witness: PresenceWitness,
    private readonly waitingRooms: WaitingRoomWatch,
    private readonly pulse: PulseReader,
    private readonly audit: Audit,
    private readonly metrics: ApiMetrics,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
    @Inject(VIEWS) private readonly views: ViewReader,
  ) {}

  /** Nobody is connected before they are known: guards run too late for that. */
  afterInit(namespace: LiveNamespace): void {
    this.#namespace = namespace;
    namespace.use((socket, next) => {
      this.#authenticate(socket).then(
        () => next(),
        () => next(new Error('unauthenticated')),
      );
    });
    namespace.on('connection', (socket) => this.#connected(socket));
    this.#timers.push(
      setInterval(() => void this.#beat(), PULSE_CHECK_MS),
      setInterval(() => void this.endFallen(), STANDING_MS),
      setInterval(() => void this.witness.sweep(), SWEEP_MS),
      setInterval(() => void this.waitingRooms.sweep(this.#connectedPatients()), SWEEP_MS),
    );
  }

  onApplicationShutdown(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#namespace?.disconnectSockets(true);
  }

  /** Ends every connection of one sign-in. */
  endSignIn(signInId: string): void {
    for (const socket of this.#namespace?.sockets.values() ?? []) {
      if (socket.data.principal.signInId === signInId) socket.disconnect(true);
    }
  }

  /** Ends every connection of one person. */
  endPerson(person: PersonRef): void {
    for (const socket of this.#namespace?.sockets.values() ?? []) {
      if (samePerson(socket.data.principal.person, person)) socket.disconnect(true);
    }
  }

  /**
   * Ends the connections of those whose sign-in no longer holds, wherever that was decided.
   * @param of whom to look at; everybody without it
   */
  async endFallen(of?: PersonRef): Promise<void> {
    for (const socket of this.#namespace?.sockets.values() ?? []) {
      const { principal } = socket.data;
      if (of !== undefined && !samePerson(principal.person, of)) continue;
      if (await this.#hasFallen(principal)) socket.disconnect(true);
    }
  }

  /** Who cannot be looked up now keeps the connection: each push is decided on its own anyway. */
  async #hasFallen(principal: Principal): Promise<boolean> {
    try {
      return !stillHolds(principal, await this.people.find(principal.person));
    } catch (error) {
      if (problemOf(error).code === 'unavailable') return false;
      this.#unforeseen(error, randomUUID());
      return false;
    }
  }

  #connectedPatients(): readonly string[] {
    const people = [...(this.#namespace?.sockets.values() ?? [])].map(({ data }) => data.principal.person);
    return [...new Set(people.flatMap(({ kind, id }) => (kind === 'patient' ? [id] : [])))];
  }

  async #authenticate(socket: LiveSocket): Promise<void> {
    const { headers } = socket.request;
    if (!isSameOrigin(headers, headers.host)) throw forbidden();
    const principal = await this.cookie.verify(cookieOf(headers.cookie, this.cookie.name));
    if (!principal || (await this.#hasFallen(principal))) throw new ProblemError('unauthenticated');
    socket.data.principal = principal;
  }

  #connected(socket: LiveSocket): void {
    const { principal } = socket.data;
    const subjects = new Map<string, Subject>();
    const receiver = new SocketReceiver(socket, principal, this.metrics, (view, key) => {
      for (const [id, subject] of subjects)
        if (subject.view === view && subject.key === key) subjects.delete(id);
    });
    const budget = new MessageBudget(() => this.clock.now());
    const ends = setTimeout(
      () => socket.disconnect(true),
      Math.min(LONGEST_TIMER_MS, Math.max(0, principal.expiresAt - this.clock.now())),
    );
    const answer = this.#answering(budget);
    this.metrics.sockets.inc();
    socket.conn.on('drain', () => this.pusher.drained(subjects.values()));
    socket.emit('pulse', this.pulse.latest);

    socket.on('subscribe', (message, ack) =>
      answer(ack, async (done) => {
        const subject = subjectOf(subscribeMessage.parse(message), principal.person);
        if (subjects.size >= MOST_SUBSCRIPTIONS) throw new ProblemError('too-many-requests');
        await this.#subscribe(receiver, subject, subjects, done);
      }),
    );
    socket.on('unsubscribe', (message, ack) =>
      answer(ack, async (done) => {
        const subject = subjectOf(subscribeMessage.parse(message), principal.person);
        subjects.delete(channelId(subject));
        this.pusher.unsubscribe(receiver.id, subject);
        await Promise.resolve(done(null));
      }),
    );
    socket.on('heartbeat', (message, ack) =>
      answer(ack, async (done) => {
        await this.witness.heard(principal.person, heartbeatMessage.parse(message));
        done(null);
      }),
    );
    socket.on('presence', (message, ack) =>
      answer(ack, async (done) => {
        const { sessionId, state } = presenceMessage.parse(message);
        await this.witness.present(principal.person, sessionId, state);
        done(null);
      }),
    );
    socket.on('disconnect', () => {
      clearTimeout(ends);
      this.metrics.sockets.dec();
      for (const subject of subjects.values()) this.pusher.unsubscribe(receiver.id, subject);
      subjects.clear();
    });
  }

  async #subscribe(
    receiver: SocketReceiver,
    subject: Subject,
    subjects: Map<string, Subject>,
    done: Parameters<Pusher['subscribe']>[3],
  ): Promise<void> {
    const { principal } = receiver;
    const entity = entityOf(subject);
    const acting = {
      actor: actorOf(principal.person),
      at: this.clock.now(),
      correlationId: randomUUID(),
    };
    const isRead = principal.person.kind === 'staff' && subject.view !== 'schedule';
    const write = async () => (isRead ? this.audit.record(acting, { action: 'read', entity }) : undefined);
    const allowed = await this.pusher.subscribe(receiver, subject, write, done);
    if (!allowed) {
      await this.audit.record(acting, { action: 'refused', outcome: 'refused', entity });
      throw forbidden();
    }
    subjects.set(channelId(subject), subject);
    // It may have gone while it was being let in.
    if (!receiver.isConnected) this.pusher.unsubscribe(receiver.id, subject);
  }

  /** Runs a handler; whatever goes wrong is a `Problem` in the acknowledgement. */
  #answering(budget: MessageBudget) {
    return <Result>(ack: unknown, handle: (done: (result: Result) => void) => Promise<void>): void => {
      const reply = typeof ack === 'function' ? (ack as (answer: Ack<Result>) => void) : () => undefined;
      const correlationId = randomUUID();
      const refuse = (error: unknown): void => {
        const { code, details, fields } = problemOf(error);
        if (code === 'internal') this.#unforeseen(error, correlationId);
        const problem: Problem = { code, correlationId, details, ...(fields ? { fields } : {}) };
        reply({ ok: false, problem });
      };
      if (!budget.take()) return refuse(new ProblemError('too-many-requests'));
      withCorrelation(correlationId, () => {
        handle((result) => reply({ ok: true, result })).catch(refuse);
      });
    };
  }

  #unforeseen(error: unknown, correlationId: string): void {
    const name = error instanceof Error ? error.name : typeof error;
    this.log.error({ correlationId, error: name }, 'a live message failed');
  }

  async #beat(): Promise<void> {
    const { changed, pulse } = await this.pulse.read(this.views, PULSE_EVERY_MS);
    if (changed) this.#namespace?.emit('pulse', pulse);
  }
}

const entityOf = ({ view, source }: Subject) => ({
  kind: view,
  ...(view === 'room' || view === 'patient-room'
    ? { sessionId: source.key }
    : { id: source.key.slice(0, 128) }),
});
