import { sayValue } from '../../../../controls/values/value';
import { type Finding, isClosed } from '../../../../domain/plan/assess-controls';
import type { Sentence } from '../../../../texts/said';
import { say } from '../../../../texts/say';

export function readingInWords(findings: readonly Finding[], awaited: readonly string[]): Sentence {
  const ahead = findings.filter(({ control }) => !awaited.includes(control.id));
  const blocking = ahead.filter(isClosed).map(({ control: { id, title }, values = {}, judgement }) => {
    const names = judgement.kind === 'change' ? Object.keys(judgement.to) : [];
    const setting = { id, title };
    return names.length === 0
      ? say('try.settingBlocks', { setting })
      : say('try.settingReads', { setting, values: names.map((name) => sayValue(values[name]).said) });
  });

  const dark = ahead
    .filter(({ judgement }) => judgement.kind === 'unknown')
    .map(({ control: { id, title } }) => say('try.settingUnread', { setting: { id, title } }));
  const settings = [...blocking, ...dark].map(({ said }) => said);
  return settings.length === 0 ? say('try.allAsRequested') : say('try.readAgain', { settings });
}
