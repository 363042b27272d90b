import { ALL } from '../persistent/settings.js';
import type { Context } from './context.js';
import { answer, type Call } from './answer.js';
import { invalid } from './failure.js';
import { groupDropped, groupExists, groupMissing } from './persistent-failure.js';
import { infoOf } from './persistent-info.js';
import { readGroup } from './persistent-read.js';
import { definitionOf, groupName } from './persistent-request.js';
import { streamName, wholeNumber } from './request.js';
import { persistent, shared, type persistentPb, type sharedPb } from './stubs.js';

/** The handlers of the persistent subscriptions service. */
export function persistentHandlers(context: Context) {
  const { access } = context;
  const operator = <Request, Response>(work: (call: Call<Request>) => Promise<Response>) =>
    answer(work, (call) => access.checkOperator(access.caller(call)));
  const known = <Request, Response>(work: (call: Call<Request>) => Promise<Response>) =>
    answer(work, (call) => access.checkKnown(access.caller(call)));
  return {
    read: readGroup(context),
    create: operator(async ({ request }: Call<persistentPb.CreateReq>) => {
      await context.engine.settled();
      const definition = definitionOf(context.engine, request.getOptions());
      const result = await context.groups.create(definition);
      if (result === 'exists') throw groupExists(definition.stream, definition.group);
      return new persistent.CreateResp();
    }),
    update: operator(async ({ request }: Call<persistentPb.UpdateReq>) => {
      await context.engine.settled();
      const definition = definitionOf(context.engine, request.getOptions());
      const { stream, group } = definition;
      const result = await context.groups.update(definition, groupDropped(stream, group));
      if (result === 'missing') throw groupMissing(stream, group);
      return new persistent.UpdateResp();
    }),
    delete: operator(async ({ request }: Call<persistentPb.DeleteReq>) => {
      const { stream, group } = groupName(request.getOptions());
      const result = await context.groups.remove(stream, group, groupDropped(stream, group));
      if (result === 'missing') throw groupMissing(stream, group);
      return new persistent.DeleteResp();
    }),
    getInfo: known(async ({ request }: Call<persistentPb.GetInfoReq>) => {
      await context.engine.settled();
      const found = find(context, groupName(request.getOptions()));
      return new persistent.GetInfoResp().setSubscriptionInfo(infoOf(found));
    }),
    replayParked: operator(async ({ request }: Call<persistentPb.ReplayParkedReq>) => {
      const options = request.getOptions();
      const found = find(context, groupName(options));
      await found.replayParked(options?.hasStopAt() ? wholeNumber(options.getStopAt()) : Infinity);
      return new persistent.ReplayParkedResp();
    }),
    list: known(async ({ request }: Call<persistentPb.ListReq>) => {
      await context.engine.settled();
      return new persistent.ListResp().setSubscriptionsList(listed(context, request).map(infoOf));
    }),
    restartSubsystem: operator(async (_call: Call<sharedPb.Empty>) => {
      await context.groups.restart(groupDropped(ALL, ''));
      return new shared.Empty();
    }),
  };
}

function listed(context: Context, request: persistentPb.ListReq) {
  const options = request.getOptions();
  if (options === undefined) throw invalid('The options are missing.');
  const only = options.getListForStream();
  if (only === undefined) return context.groups.list();
  const stream = only.hasAll() ? ALL : streamName(only.getStream());
  const found = context.groups.list().filter(({ definition }) => definition.stream === stream);
  if (found.length === 0) throw groupMissing(stream, '');
  return found;
}

function find(context: Context, { stream, group }: { stream: string; group: string }) {
  const found = context.groups.find(stream, group);
  if (found === undefined) throw groupMissing(stream, group);
  return found;
}
