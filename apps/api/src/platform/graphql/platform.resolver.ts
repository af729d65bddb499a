import { Inject } from '@nestjs/common';
import { Context, Query, Resolver } from '@nestjs/graphql';
import type { NounRegistry } from '@songhanh/event-log';
import { z } from 'zod';
import { type BusinessClock, CLOCK, NOUN_REGISTRY } from '../commands/tokens.ts';
import { PROJECTOR, type Projector } from '../projector/projector.ts';
import type { RequestContext } from './request-context.ts';

/** What the platform tells of itself: the moment of an answer, and the types of events and commands. */
@Resolver()
export class PlatformResolver {
  readonly #registry: NounRegistry;
  readonly #projector: Projector;
  readonly #clock: BusinessClock;

  constructor(
    @Inject(NOUN_REGISTRY) registry: NounRegistry,
    @Inject(PROJECTOR) projector: Projector,
    @Inject(CLOCK) clock: BusinessClock,
  ) {
    this.#registry = registry;
    this.#projector = projector;
    this.#clock = clock;
  }

  @Query('moment')
  async moment(@Context() { moment }: RequestContext) {
    const position = moment.position ?? this.#projector.position();
    return {
      asOf: moment.asOf,
      position: position < 0n ? '0' : position.toString(),
      today: moment.today,
      demonstration: this.#clock.demonstration,
      ...(await this.#projector.firstAndLast()),
    };
  }

  @Query('eventTypes')
  eventTypes() {
    return this.#registry.nouns.flatMap((noun) =>
      noun.events.map(({ type, version, description, schema, personal }) => ({
        name: type,
        noun: noun.name,
        version,
        description,
        jsonSchema: z.toJSONSchema(schema, { unrepresentable: 'any' }),
        personalFields: personal.map(({ field }) => field),
      })),
    );
  }

  @Query('commandTypes')
  commandTypes() {
    return this.#registry.nouns.flatMap((noun) =>
      noun.commands.map(({ name, description, schema, refusals }) => ({
        name,
        noun: noun.name,
        description,
        jsonSchema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
        refusals,
      })),
    );
  }
}
