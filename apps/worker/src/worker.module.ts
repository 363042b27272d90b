import { Module, type DynamicModule } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { HEALTH, METRICS, type Services } from './services.js';

@Module({})
export class WorkerModule {
  static on(services: Services): DynamicModule {
    return {
      module: WorkerModule,
      controllers: [HealthController],
      providers: [
        { provide: HEALTH, useValue: services.health },
        { provide: METRICS, useValue: services.metrics },
      ],
    };
  }
}
