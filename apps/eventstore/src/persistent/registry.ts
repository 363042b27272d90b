import type { Engine } from '../engine/engine.js';
import type { Failure } from '../protocol/failure.js';
import { Group } from './group.js';
import { checkpointStream, groupKey, parkedStream, type GroupDefinition } from './settings.js';
import { appendJson, lastJson, setMetadata } from './system-stream.js';

const CONFIG_STREAM = '$persistentSubscriptionConfig';
const CONFIG_TYPE = '$PersistentConfig';

interface Config {
  version: 1;
  groups: GroupDefinition[];
}

export type ChangeResult = 'done' | 'exists' | 'missing';

/** All persistent subscriptions of a node. Their definitions are events, as everything else. */
export class GroupRegistry {
  private readonly groups = new Map<string, Group>();
  private change: Promise<unknown> = Promise.resolve();

  constructor(private readonly engine: Engine) {
    const config = lastJson(engine, CONFIG_STREAM) as Config | undefined;
    for (const definition of config?.groups ?? []) this.add(definition);
  }

  find(stream: string, group: string): Group | undefined {
    return this.groups.get(groupKey(stream, group));
  }

  list(): Group[] {
    return [...this.groups.values()];
  }

  create(definition: GroupDefinition): Promise<ChangeResult> {
    return this.serially(async () => {
      if (this.find(definition.stream, definition.group)) return 'exists';
      await this.forget(definition.stream, definition.group);
      await this.store([...this.definitions(), definition]);
      this.add(definition);
      return 'done';
    });
  }

  /** Replaces the settings; consumers are dropped with `failure` and may come back. */
  update(definition: GroupDefinition, failure: Failure): Promise<ChangeResult> {
    return this.serially(async () => {
      const { stream, group } = definition;
      const known = this.find(stream, group);
      if (known === undefined) return 'missing';
      const next = { ...definition, filter: known.definition.filter };
      await this.store([...this.definitions().filter((other) => other !== known.definition), next]);
      await known.close(failure);
      await this.engine.settled();
      this.add(next);
      return 'done';
    });
  }

  remove(stream: string, group: string, failure: Failure): Promise<ChangeResult> {
    return this.serially(async () => {
      const known = this.find(stream, group);
      if (known === undefined) return 'missing';
      await this.store(this.definitions().filter((other) => other !== known.definition));
      this.groups.delete(groupKey(stream, group));
      await known.close(failure);
      await this.forget(stream, group);
      return 'done';
    });
  }

  /** Ends every connection and begins anew from the checkpoints. */
  restart(failure: Failure): Promise<void> {
    return this.serially(async () => {
      for (const group of this.list()) {
        await group.close(failure);
        await this.engine.settled();
        this.add(group.definition);
      }
    });
  }

  async close(failure: Failure): Promise<void> {
    await this.change;
    for (const group of this.list()) await group.close(failure);
  }

  private add(definition: GroupDefinition): void {
    this.groups.set(groupKey(definition.stream, definition.group), new Group(this.engine, definition));
  }

  private definitions(): GroupDefinition[] {
    return this.list().map(({ definition }) => definition);
  }

  private async store(groups: GroupDefinition[]): Promise<void> {
    const config: Config = { version: 1, groups };
    if (this.engine.stream(CONFIG_STREAM) === undefined)
      await setMetadata(this.engine, CONFIG_STREAM, { $maxCount: 1 });
    await appendJson(this.engine, CONFIG_STREAM, CONFIG_TYPE, config);
  }

  /** Hides what an earlier group of the same name left, and keeps its streams short from now on. */
  private async forget(stream: string, group: string): Promise<void> {
    for (const [name, limits] of [
      [checkpointStream(stream, group), { $maxCount: 1 }],
      [parkedStream(stream, group), {}],
    ] as const) {
      const last = this.engine.stream(name)?.last ?? -1;
      if (last >= 0 || '$maxCount' in limits)
        await setMetadata(this.engine, name, { ...limits, $tb: last + 1 });
    }
    await this.engine.settled();
  }

  private serially<T>(work: () => Promise<T>): Promise<T> {
    const result = this.change.then(work);
    this.change = result.catch(() => undefined);
    return result;
  }
}
