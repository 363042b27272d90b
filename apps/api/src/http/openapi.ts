import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';

/** Answers what the api offers, as OpenAPI made from the schemas that the handlers check with. */
export const describeApi = (app: NestExpressApplication): void => {
  const about = new DocumentBuilder()
    .setTitle('Hearth')
    .setDescription('Commands and readings. What screens show comes over the live channel.')
    .setVersion('1')
    .addCookieAuth('hearth-session')
    .build();
  let document: ReturnType<typeof SwaggerModule.createDocument> | null = null;
  app.use('/api/openapi.json', (_request: Request, response: Response) => {
    document ??= SwaggerModule.createDocument(app, about);
    response.json(document);
  });
};
