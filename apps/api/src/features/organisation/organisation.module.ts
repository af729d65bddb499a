import { Module } from '@nestjs/common';
import { OrganisationResolver } from './organisation.resolver.ts';

@Module({ providers: [OrganisationResolver] })
export class OrganisationModule {}
