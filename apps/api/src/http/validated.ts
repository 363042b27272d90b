import { Body, Param, StandardSchemaValidationPipe } from '@nestjs/common';
import { z, type ZodType } from 'zod';
import { ProblemError } from '../problem/problem-error.js';
import { fieldsOf } from '../problem/problem-of.js';

/** The shape of every id in a path: what ids are made of, and nothing that could break out of a stream's name. */
export const pathId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/);

/** A body, checked by the contract's schema before the handler sees it. */
export const ValidBody = (schema: ZodType): ParameterDecorator => Body({ schema });

/** An id from the path. */
export const PathId = (name: string): ParameterDecorator => Param(name, { schema: pathId });

/** Applies the schemas of handler parameters; a mismatch is a `Problem` that names the fields. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => new ProblemError('invalid-body', {}, fieldsOf(issues)),
  });
