import type { DoctorReport } from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';
import type { Failures } from './failures.svelte.ts';

/** What the lab's doctor last found. */
export class Doctor {
  report = $state.raw<DoctorReport>();
  running = $state(false);
  /** It was asked to look at least once. */
  asked = false;

  constructor(
    readonly link: Link,
    readonly failures: Failures,
  ) {}

  /** Looks at the machine anew; what was found before stays until then. */
  async run(): Promise<void> {
    if (this.running) return;
    this.asked = true;
    this.running = true;
    const outcome = await this.link.call('doctor.run', {});
    this.running = false;
    this.report = this.failures.take(outcome, () => this.run()) ?? this.report;
  }
}
