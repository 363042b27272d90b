import type { Crew } from '../people/crew.js';
import type { Ground, ProcessName } from '../ground/ground.js';
import type { Bounds } from '../report.js';
import { monotonicMs } from '../truth/monotonic.js';
import type { Group } from './group.js';

export interface Stage {
  readonly ground: Ground;
  readonly group: Group;
  /** The guests who share one network, apart from the others. */
  readonly apart: { readonly crew: Crew; readonly personIds: readonly string[] };
}

export interface Scenario extends Bounds {
  readonly name: string;
  readonly play: (stage: Stage) => Promise<void>;
}

const LIVEKIT_LIVES: Bounds = { boundMs: 5_000, truthWithinMs: 5_000 };
/** Nine who come back at once, all of them from one machine, hear late of it. */
const LIVEKIT_KILLED: Bounds = { boundMs: 45_000, truthWithinMs: 10_000 };
/** LiveKit takes no token of a clock that is more than a minute from its own, and its own cannot be set here. */
const HEARTH_STEP_MS = 50_000;
const STORES_STEP_MS = 120_000;

/** What a death does to the truth: whoever was connected to it is out. */
const mourn = ({ group }: Stage, name: ProcessName, atMs: number): void => {
  if (name === 'livekit') group.truth.cut('video', atMs);
  if (name === 'api') group.truth.cut('presence', atMs);
};

/** Kills processes one right after the other, lets somebody leave meanwhile, and starts them again. */
const killed = async (
  stage: Stage,
  names: readonly ProcessName[],
  mover: string | undefined,
): Promise<void> => {
  const { ground, group } = stage;
  await Promise.all(
    names.map(async (name) => {
      const atMs = monotonicMs();
      await ground.kill(name);
      mourn(stage, name, atMs);
    }),
  );
  if (mover !== undefined) {
    group.leave(mover);
    await group.isOut(mover);
  }
  await Promise.all(names.map((name) => ground.start(name)));
  await group.isAsWished();
  if (mover !== undefined) group.come(mover);
  await group.isAsWished();
};

const LIVING: readonly ProcessName[] = ['api', 'worker', 'redis', 'eventstore'];

const pairs: readonly (readonly ProcessName[])[] = LIVING.flatMap((one, index) =>
  LIVING.slice(index + 1).map((other) => [one, other]),
);

const killEach =
  (deaths: readonly (readonly ProcessName[])[]) =>
  async (stage: Stage): Promise<void> => {
    for (const [index, names] of deaths.entries()) await killed(stage, names, stage.group.patients[index]);
  };

const killLiveKitWith = (...others: readonly ProcessName[]): Scenario => ({
  name: `LiveKit${others.length > 0 ? ` and the ${others.join(' and the ')}` : ''} killed`,
  ...LIVEKIT_KILLED,
  play: (stage) => killed(stage, ['livekit', ...others], undefined),
});

const webhooksBlocked: Scenario = {
  name: 'webhooks blocked',
  ...LIVEKIT_LIVES,
  play: async ({ ground, group }) => {
    const [leaves, returns] = group.patients;
    if (leaves === undefined || returns === undefined) throw new Error('too few patients');
    ground.cut('webhooks');
    for (const one of [leaves, returns]) group.leave(one);
    // Told by LiveKit's own list and by the pages; five tries of the webhook are over long before.
    await group.isAsWished();
    group.come(returns);
    await group.isAsWished();
    ground.restore('webhooks');
    group.come(leaves);
    await group.isAsWished();
  },
};

const networkCut: Scenario = {
  name: 'network of two patients cut',
  ...LIVEKIT_LIVES,
  play: async ({ group, apart: { crew, personIds } }) => {
    const atMs = monotonicMs();
    crew.cutOff();
    try {
      await group.areGivenUp(personIds);
    } finally {
      group.truth.cut('video', atMs, personIds);
      crew.reconnect();
    }
    await group.isAsWished();
  },
};

const inwardsCut: Scenario = {
  name: 'network between Hearth and its services cut',
  ...LIVEKIT_LIVES,
  play: async ({ ground, group }) => {
    const stretches = ['redis', 'eventstore', 'livekit', 'doors'] as const;
    for (const [index, stretch] of stretches.entries()) {
      const mover = group.patients[index];
      if (mover === undefined) throw new Error('too few patients');
      ground.cut(stretch);
      group.leave(mover);
      await group.isOut(mover);
      ground.restore(stretch);
      await group.isAsWished();
      group.come(mover);
      await group.isAsWished();
    }
  },
};

const clockStepped: Scenario = {
  name: 'clocks set forth and back (stores ±2 min, api and worker ±50 s), then the api and the worker killed',
  ...LIVEKIT_LIVES,
  play: async ({ ground, group }) => {
    const [one, other] = group.patients;
    if (one === undefined || other === undefined) throw new Error('too few patients');
    await ground.setClocks({ hearth: HEARTH_STEP_MS, stores: STORES_STEP_MS });
    group.leave(one);
    await group.isAsWished();
    await ground.setClocks({ hearth: -HEARTH_STEP_MS, stores: -STORES_STEP_MS });
    group.come(one);
    group.leave(other);
    await group.isAsWished();
    // A process that begins after the step must tell the same time as one that was there before it.
    for (const name of ['api', 'worker'] as const) await ground.kill(name);
    for (const name of ['api', 'worker'] as const) await ground.start(name);
    group.come(other);
    await group.isAsWished();
    await ground.setClocks({ hearth: 0, stores: 0 });
    await group.isAsWished();
  },
};

const calm: Scenario = {
  name: 'nothing happens',
  ...LIVEKIT_LIVES,
  play: async ({ group }) => {
    const [one] = group.patients;
    if (one === undefined) throw new Error('too few patients');
    group.leave(one);
    await group.isAsWished();
    group.come(one);
    await group.isAsWished();
  },
};

/** As part of all tests it may have to share the machine: processes take longer to come back, and more is uncertain. */
const SHARED_MACHINE: Bounds = { boundMs: 15_000, truthWithinMs: 15_000 };

/** A pair and one alone, while somebody leaves each time. */
export const inShort: Scenario = {
  name: 'in short: event store and worker killed together, then the api',
  ...SHARED_MACHINE,
  play: killEach([['eventstore', 'worker'], ['api']]),
};

export const scenarios: readonly Scenario[] = [
  calm,
  {
    name: 'api, worker, Redis, event store killed in turn',
    ...LIVEKIT_LIVES,
    play: killEach(LIVING.map((name) => [name])),
  },
  { name: 'the same in pairs', ...LIVEKIT_LIVES, play: killEach(pairs) },
  webhooksBlocked,
  networkCut,
  inwardsCut,
  killLiveKitWith(),
  ...LIVING.map((name) => killLiveKitWith(name)),
  clockStepped,
];
