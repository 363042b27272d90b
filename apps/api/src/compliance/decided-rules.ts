import { organisationRulesView, programmeView, rulesView, type RulesParts } from '@hearth/views';
import { Injectable } from '@nestjs/common';
import { Current } from '../command/current.js';

/** What programmes and organisations have decided about rules, as their streams say it now. */
@Injectable()
export class DecidedRules {
  constructor(private readonly current: Current) {}

  /** Null in each part where there is nothing. @throws StoreUnavailable */
  async of(programmeId: string): Promise<RulesParts> {
    const [programme, rules] = await Promise.all([
      this.current.read(programmeView, programmeId),
      this.current.read(rulesView, programmeId),
    ]);
    const organisationId = programme?.established?.organisationId;
    const organisation =
      organisationId === undefined ? null : await this.current.read(organisationRulesView, organisationId);
    return { programme, rules, organisation };
  }
}
