import { standing } from './set-up';

export default async function tearDown(): Promise<void> {
  await Promise.all(standing.map((end) => end()));
}
