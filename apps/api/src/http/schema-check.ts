import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

const CHECKED: ReadonlySet<string> = new Set(
  [RouteParamtypes.BODY, RouteParamtypes.QUERY, RouteParamtypes.PARAM].map(String),
);

/**
 * Handlers that would take unchecked input: without a schema, the validation pipe lets a value pass as it came.
 * @returns `Controller.handler` of each
 */
export const handlersWithoutSchema = (
  discovery: DiscoveryService,
  scanner: MetadataScanner,
): readonly string[] =>
  discovery.getControllers().flatMap(({ metatype }) => {
    if (!metatype) return [];
    const prototype = metatype.prototype as object;
    return scanner.getAllMethodNames(prototype).flatMap((handler) => {
      const given = Reflect.getMetadata(ROUTE_ARGS_METADATA, metatype, handler) as
        Record<string, { schema?: unknown }> | undefined;
      const unchecked = Object.entries(given ?? {}).some(
        ([key, argument]) => CHECKED.has(key.split(':')[0] ?? '') && argument.schema === undefined,
      );
      return unchecked ? [`${metatype.name}.${handler}`] : [];
    });
  });
