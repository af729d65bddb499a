import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { type Database, type DatabaseOptions, openDatabase } from './database.ts';

export type { Database } from './database.ts';

export const DATABASE = Symbol('DATABASE');

/** Opens the database at boot and closes it last. `DatabaseModule.register({ databaseUrl, dataDir })`. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  private readonly database: Database;

  constructor(@Inject(DATABASE) database: Database) {
    this.database = database;
  }

  static register(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [{ provide: DATABASE, useFactory: () => openDatabase(options) }],
      exports: [DATABASE],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
