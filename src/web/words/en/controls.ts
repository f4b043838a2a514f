import { controlOf } from '../../../controls/checklist';

/** The switches whose change somebody is asked about. */
const IDS = [
  'E-1',
  'E-3',
  'E-5',
  'G-1',
  'G-2',
  'G-3',
  'T-1',
  'T-2',
  'T-3',
  'T-4',
  'S-1',
  'F-1',
  'F-2',
  'F-4',
  'F-6',
] as const;

/** What each is called, and what opening it risks: in English, as the checklist says it. */
export const controls = Object.fromEntries(
  IDS.map((id) => {
    const { title, risk } = controlOf(id);
    return [id, { title, risk }];
  }),
) as Record<(typeof IDS)[number], { title: string; risk: string }>;
