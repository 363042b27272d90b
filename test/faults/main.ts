import { Ground, type GroundOptions } from './ground/ground.js';
import { Crew, GuestsDied, type PlaceReport } from './people/crew.js';
import { faultsOf, vaguenessOf, largest, tableOf, textOf, type Outcome } from './report.js';
import { Group } from './scenarios/group.js';
import { inShort, scenarios, type Scenario } from './scenarios/scenarios.js';
import { sealFaults, verdicts } from './seals.js';

export interface FaultsOptions extends Omit<GroundOptions, 'patients'> {
  /** Only scenarios whose name has this in it. */
  readonly only: string;
  /** One scenario with few people, as part of all tests. */
  readonly isShort: boolean;
  readonly tell: (line: string) => void;
}

const PATIENTS = ['Ana', 'Ben', 'Chloe', 'Dev', 'Elena', 'Farid', 'Grace', 'Hugo'];
/** So many of the last patients share a network of their own. */
const APART = 2;
const SHORT_PATIENTS = 4;

/**
 * Everybody who takes part, in two processes of guests. Each scenario has new ones: what the native side of a guest has
 * been through makes the next way into a room slower, and so the truth vaguer.
 */
class Crews {
  private constructor(
    private readonly apiUrl: string,
    private readonly onPlace: (report: PlaceReport) => void,
    private together: Crew,
    private apart: Crew,
    private readonly apartIds: readonly string[],
  ) {}

  static async start(
    apiUrl: string,
    onPlace: (report: PlaceReport) => void,
    apartIds: readonly string[],
  ): Promise<Crews> {
    const together = await Crew.start(apiUrl, onPlace);
    return new Crews(apiUrl, onPlace, together, await Crew.start(apiUrl, onPlace), apartIds);
  }

  /** Those who share a network of their own. */
  get onTheirOwn(): { readonly crew: Crew; readonly personIds: readonly string[] } {
    return { crew: this.apart, personIds: this.apartIds };
  }

  of(personId: string): Crew {
    return this.apartIds.includes(personId) ? this.apart : this.together;
  }

  async renew(): Promise<void> {
    await Promise.all([this.together.kill(), this.apart.kill()]);
    this.together = await Crew.start(this.apiUrl, this.onPlace);
    this.apart = await Crew.start(this.apiUrl, this.onPlace);
  }

  async end(): Promise<void> {
    await Promise.all([this.together.end(), this.apart.end()]);
  }
}

/** Plays all scenarios, tells how each came out, and answers whether everything held. */
export const runFaults = async (options: FaultsOptions): Promise<boolean> => {
  const { tell } = options;
  const patients = options.isShort ? PATIENTS.slice(0, SHORT_PATIENTS) : PATIENTS;
  const ground = await Ground.open({ ...options, patients });
  const apartIds = ground.programme.patients.slice(-APART).map(({ patientId }) => patientId);
  let current: Group | null = null;
  const onPlace = (report: PlaceReport): void => {
    if (current?.sessionId === report.sessionId) current.truth.isNow(report);
  };
  const crews = await Crews.start(ground.doorsUrl, onPlace, apartIds);

  const play = async (scenario: Scenario, sessionId: string, isAgain = false): Promise<Outcome> => {
    const began = performance.now();
    const { name, boundMs } = scenario;
    const outcome = (rows: Outcome['rows'], faults: Outcome['faults']): Outcome => ({
      ...{ name, sessionId, boundMs, rows, faults },
      tookMs: performance.now() - began,
    });
    try {
      const group = await Group.gather(
        ground,
        sessionId,
        (personId) => crews.of(personId),
        (one) => (current = one),
      );
      await scenario.play({ ground, group, apart: crews.onTheirOwn });
      const rows = await group.finish();
      const [faults, vagueness] = [faultsOf(rows, scenario), vaguenessOf(rows, scenario)];
      // Somebody's way in or out took too long to tell where they were: that measured too little, good or bad.
      const isToBeRepeated = faults.length === 0 && vagueness.length > 0 && !isAgain;
      if (!isToBeRepeated) return outcome(rows, [...faults, ...vagueness]);
      tell(`\n${name}: ${vagueness.join('; ')}; played again`);
      await crews.renew();
      return await play(scenario, `${sessionId}-again`, true);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      // The next scenario finds everything as it was; people in two rooms would be none of its doing.
      await ground.mend();
      await crews.renew();
      // The guests' native side can take its process down. Nothing was measured then, good or bad.
      if (!(error instanceof GuestsDied) || isAgain) return outcome([], [why]);
      tell(`\n${name}: ${why}; played again`);
      return play(scenario, `${sessionId}-again`, true);
    }
  };

  try {
    const outcomes: Outcome[] = [];
    const chosen = options.isShort ? [inShort] : scenarios.filter(({ name }) => name.includes(options.only));
    for (const [index, scenario] of chosen.entries()) {
      if (index > 0) await crews.renew();
      const outcome = await play(scenario, `session-${index + 1}`);
      outcomes.push(outcome);
      tell(textOf(outcome));
    }
    const finished = outcomes.filter(({ rows }) => rows.length > 0).map(({ sessionId }) => sessionId);
    const faults = await sealFaults(ground, finished);
    for (const fault of faults) tell(`FAULT ${fault}`);
    tell(tableOf(outcomes));
    const said = await verdicts(ground, options);
    for (const { of, code, said: words } of said) {
      if (of === 'everything' || code !== 0) tell(`\nverifier of ${of} (exit ${code}): ${words}`);
    }
    const good = said.filter(({ code }) => code === 0).length;
    tell(`${good} of ${said.length} proofs hold: one of everything, and one of each patient`);
    for (const boundMs of new Set(outcomes.map((one) => one.boundMs))) {
      const rows = outcomes.filter((one) => one.boundMs === boundMs).flatMap((one) => one.rows);
      tell(`largest uncertainty where ±${boundMs / 1_000} s are allowed: ±${largest(rows) / 1_000} s`);
    }
    const held = outcomes.filter((one) => one.faults.length === 0).length;
    tell(`${held} of ${chosen.length} scenarios held`);
    const isVerified = said.every(({ code }) => code === 0);
    return chosen.length > 0 && held === chosen.length && faults.length === 0 && isVerified;
  } finally {
    await crews.end();
    await ground.close();
  }
};
