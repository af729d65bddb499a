import { Module } from '@nestjs/common';
import { AccountResolver } from './account.resolver.ts';
import { SignInResolver } from './sign-in.resolver.ts';
import { UnitOfficesResolver } from './unit-offices.resolver.ts';

@Module({ providers: [AccountResolver, SignInResolver, UnitOfficesResolver] })
export class AccountModule {}
