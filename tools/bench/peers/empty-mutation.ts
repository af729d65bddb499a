import 'reflect-metadata';
import { ApolloDriver } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule, Mutation, Resolver } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

// The ceiling of every command figure: Nest and Apollo as the API runs them, with one mutation that does
// nothing. Decorators are called as functions, so that Node runs this file as it stands.

const typeDefs = 'type Query { nothing: Boolean } type Mutation { doNothing(input: String): Boolean }';

class NothingResolver {
  doNothing(): boolean {
    return true;
  }
}
const method = Object.getOwnPropertyDescriptor(NothingResolver.prototype, 'doNothing') as PropertyDescriptor;
Mutation('doNothing')(NothingResolver.prototype, 'doNothing', method);
Resolver()(NothingResolver);

class EmptyModule {}
Module({
  imports: [
    GraphQLModule.forRoot({ driver: ApolloDriver, typeDefs, path: '/graphql', csrfPrevention: true }),
  ],
  providers: [NothingResolver],
})(EmptyModule);

const app = await NestFactory.create<NestFastifyApplication>(EmptyModule, new FastifyAdapter(), {
  logger: false,
});
await app.listen(0, '127.0.0.1');
console.log(`ready at ${await app.getUrl()}`);
process.on('SIGTERM', () => process.exit(0));
