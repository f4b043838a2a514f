import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readTemplate } from '../../support/bicep/template';

const ROOT = path.join(__dirname, '../../../..');

interface Host {
  version: string;
  functionTimeout: string;
  extensionBundle: { id: string; version: string };
  logging: {
    applicationInsights: { samplingSettings: { excludedTypes: string } };
    logLevel: Record<string, string>;
  };
  extensions: {
    durableTask: {
      hubName: string;
      defaultVersion: string;
      versionMatchStrategy: string;
      maxConcurrentActivityFunctions: number;
      maxConcurrentOrchestratorFunctions: number;
      storageProvider: Record<string, unknown>;
      tracing: Record<string, unknown>;
    };
  };
}

describe('host.json', () => {
  const host = JSON.parse(readFileSync(path.join(ROOT, 'host.json'), 'utf8')) as Host;
  const { durableTask } = host.extensions;
  const seconds = (span: unknown): number =>
    String(span)
      .split(':')
      .reduce((sum, part) => sum * 60 + Number(part), 0);

  it('takes the extensions from the bundle of version 4, and bounds every execution', () => {
    expect(host.version).toBe('2.0');
    expect(host.extensionBundle.id).toBe('Microsoft.Azure.Functions.ExtensionBundle');
    expect(host.extensionBundle.version).toMatch(/^\[4\.\d+\.\d+, 5\.0\.0\)$/);
    expect(seconds(host.functionTimeout)).toBeLessThanOrEqual(600);
  });

  it('keeps every line we log, whatever else is sampled', () => {
    expect(host.logging.applicationInsights.samplingSettings.excludedTypes.split(';')).toContain('Trace');
  });

  // On a real host an idle instance wrote 154 lines a minute of these: 10 GB a month.
  it('keeps the request log of the Azure SDK out of ours', () => {
    expect(host.logging.logLevel['Azure.Core']).toBe('Error');
  });

  it('has a hub name and limits that the durable extension takes', () => {
    expect(durableTask.hubName).toMatch(/^[A-Za-z][A-Za-z0-9]{2,44}$/);
    expect(durableTask.maxConcurrentActivityFunctions).toBeGreaterThanOrEqual(1);
    expect(durableTask.maxConcurrentOrchestratorFunctions).toBeGreaterThanOrEqual(1);
    const { partitionCount, maxQueuePollingInterval, controlQueueVisibilityTimeout } =
      durableTask.storageProvider;
    expect(partitionCount).toBeGreaterThanOrEqual(1);
    expect(partitionCount).toBeLessThanOrEqual(16);
    // Longer, and a run that wakes up on Flex Consumption may wait for its worker.
    expect(seconds(maxQueuePollingInterval)).toBeLessThanOrEqual(10);
    expect(seconds(controlQueueVisibilityTimeout)).toBe(60);
  });

  it('marks each run with the version of its code, and takes a bundle that knows versions', () => {
    expect(durableTask.defaultVersion).toMatch(/^\d+\.\d+$/);
    expect(durableTask.versionMatchStrategy).toBe('CurrentOrOlder');
    expect(Number(/4\.(\d+)/.exec(host.extensionBundle.version)?.[1])).toBeGreaterThanOrEqual(36);
  });

  it('traces no inputs and outputs: they name people', () => {
    expect(durableTask.tracing).toEqual({
      distributedTracingEnabled: true,
      version: 'V2',
      traceInputsAndOutputs: false,
    });
  });

  it('is overruled by settings that name places in it, where the scheduler is the back end', async () => {
    const { vars } = await readTemplate(path.join(ROOT, 'infra/modules/function-app.bicep'));
    const scheduler = vars.find(({ name }) => name === 'scheduler')?.value;
    const names = scheduler?.text.match(/AzureFunctionsJobHost__\w+/g) ?? [];
    expect(names).toHaveLength(3);
    for (const name of names) {
      const places = name.split('__').slice(1, -1);
      const place = places.reduce<unknown>(
        (at, key) => (at as Record<string, unknown> | undefined)?.[key],
        host,
      );
      expect(place).toBeDefined();
    }
  });
});
